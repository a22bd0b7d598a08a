"""What outreach says in the morning line of Today: how many messages are still to be written."""

from __future__ import annotations

from datetime import date

from commdesk.core.database import Database
from commdesk.core.words import Text, say_n
from commdesk.features.outreach.turns import offered


def morning(db: Database, today: date) -> list[Text]:
    """Of the target what is not written yet, as far as it is somebody's turn."""
    count = len(offered(db, today))
    return [say_n("{n} message to go", "{n} messages to go", count)] if count else []
