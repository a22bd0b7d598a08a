"""The Outreach page: the desk itself, and what stands around it in tabs of its own."""

from commdesk.features.outreach.page.desk import REPLY, OutreachPage

__all__ = ["REPLY", "OutreachPage"]
