"""Accounting for hours: what was needed and worked per task, and what slips when hours are cut."""

from commdesk.features.moderation.accounting.cut import Cut, Slip, cut_hours
from commdesk.features.moderation.accounting.model import Account, TaskAccount, WeekAccount
from commdesk.features.moderation.accounting.queries import account_for, first_week

__all__ = [
    "Account", "Cut", "Slip", "TaskAccount", "WeekAccount", "account_for", "cut_hours",
    "first_week",
]  # fmt: skip
