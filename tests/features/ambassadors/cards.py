"""One ambassador as the list shows them."""

from __future__ import annotations

from datetime import date

from commdesk.core.database import Database
from commdesk.features.ambassadors.model import Card
from commdesk.features.ambassadors.queries import list_ambassadors


def find_card(db: Database, ambassador_id: int, today: date) -> Card:
    """With the warnings and what is agreed."""
    return next(card for card in list_ambassadors(db, today) if card.ambassador.id == ambassador_id)
