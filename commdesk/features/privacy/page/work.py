"""What takes longer than a window may wait: each is done in a thread."""

from __future__ import annotations

from pathlib import Path

from commdesk.core.desk import Desk
from commdesk.core.people import Person
from commdesk.core.words import Text
from commdesk.features.privacy import doing
from commdesk.features.privacy.access import Access, save_access
from commdesk.features.privacy.model import PersonRow
from commdesk.kit.progress import Progress


def save(person: Person, path: Path, desk: Desk, _progress: Progress) -> Access:
    """Everybody's name is looked for in what is said of the person."""
    return save_access(desk, person, path)


def look(desk: Desk, row: PersonRow, _progress: Progress) -> list[Text]:
    """Every backup is looked into."""
    with desk.twin() as twin:
        return doing.warning(twin, row)


def erase(person: Person, desk: Desk, _progress: Progress) -> Text:
    """All of the file is written anew."""
    return doing.erase_for_good(desk, person)
