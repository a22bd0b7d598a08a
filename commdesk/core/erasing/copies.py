"""Which copies of a workbook still hold somebody, and until when each of them is kept."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from commdesk.core import backup, engine
from commdesk.core.backup import Backup
from commdesk.core.database import Database
from commdesk.core.erasing import history
from commdesk.core.erasing.ledger import is_there
from commdesk.core.errors import Refused
from commdesk.core.people import Person
from commdesk.core.returning import workbook_key

if TYPE_CHECKING:
    from commdesk.core.desk import Desk


class Copy(NamedTuple):
    """A copy of a workbook; `until`: the day on which it goes, None: when the user removes it.

    It stays longer when there are fewer backups.
    """

    backup: Backup
    until: date | None

    @property
    def is_before_update(self) -> bool:
        return self.backup.path.is_relative_to(backup.before_update_folder())


def backups_with(desk: Desk, person: Person) -> list[Copy]:
    """Which copies still hold somebody, the newest backup first.

    A copy that cannot be looked into, which has another passphrase say, counts as one of them.
    """
    people = [person, *history.merged_into(history.merges(desk.db), person)]
    return [copy for copy in kept_copies(desk) if _holds(desk, copy.backup.path, people)]


def kept_copies(desk: Desk) -> list[Copy]:
    """Backups wherever they go, those from when it lay elsewhere, and what was copied before
    updates or when the file was gone from its place.
    """
    made = backup.list_backups(desk.path)
    goes = backup.goes_on((each.at for each in made), desk.today())
    left = [
        *backup.left_behind(desk.path, workbook_key(desk.db)),
        *backup.before_updates(desk.path),
        *backup.from_when_gone(desk.path),
    ]
    return [*(Copy(each, goes[each.at]) for each in made), *(Copy(each, None) for each in left)]


def _holds(desk: Desk, path: Path, people: Sequence[Person]) -> bool:
    with suppress(Refused, OSError, engine.DatabaseError):
        copy = Database.connect(path, key=desk.key, read_only=True)
        try:
            return any(is_there(copy, each) for each in people)
        finally:
            copy.close()
    return True
