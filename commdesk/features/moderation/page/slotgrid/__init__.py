"""Choosing parts of a week's days: a grid of them, by itself or as a field of a form."""

from commdesk.features.moderation.page.slotgrid.field import SlotsInput
from commdesk.features.moderation.page.slotgrid.grid import SlotGrid
from commdesk.features.moderation.page.slotgrid.model import CAN, WANTED, Marks, SlotState

__all__ = ["CAN", "WANTED", "Marks", "SlotGrid", "SlotState", "SlotsInput"]
