"""Repeating to-dos: a rule by RFC 5545, the days it gives, and the to-dos on those days.

A series is kept once; what stands on one of its days is read from the rule until somebody does
something with it. So the next one is there without anybody writing it down, in a copy that may
only be read too.
"""

from commdesk.features.plan.repeats.model import Repeat, Series, days_between
from commdesk.features.plan.repeats.typed import read_rule
from commdesk.features.plan.repeats.wording import CHOICES, choice_of, in_short, rule_of, worded

__all__ = [
    "CHOICES", "Repeat", "Series", "choice_of", "days_between", "in_short", "read_rule", "rule_of",
    "worded",
]  # fmt: skip
