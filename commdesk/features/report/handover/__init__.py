"""Handing the community over: a pack of pages and a copy of the workbook for a new manager."""

from commdesk.features.report.handover.making import hand_over
from commdesk.features.report.handover.model import Pack

__all__ = ["Pack", "hand_over"]
