"""Which copies of a workbook still hold somebody, and until when each of them is kept."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from contextlib import suppress
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from commdesk.core import backup, engine, files
from commdesk.core.backup import Backup
from commdesk.core.database import Database
from commdesk.core.erasing import history
from commdesk.core.erasing.ledger import is_there
from commdesk.core.errors import Refused
from commdesk.core.paths import user_data
from commdesk.core.people import Person
from commdesk.core.workbook import workdays

if TYPE_CHECKING:
    from commdesk.core.desk import Desk

_YEARS = 2
_DAYS = 366 * _YEARS


class Copy(NamedTuple):
    """A copy that holds somebody; `until` the last day on which it is kept, None: until removed."""

    backup: Backup
    until: date | None


def backups_with(desk: Desk, person: Person, *, folder: Path | None = None) -> list[Copy]:
    """Backups and copies made before an update that hold somebody, the newest first.

    `until` supposes one backup on every working day to come. A copy that cannot be looked into,
    which has another passphrase say, counts as one that holds them.
    """
    made = backup.list_backups(desk.path, folder=folder)
    until = kept_until([each.at for each in made], desk.today(), set(_days_to_come(desk)))
    copies = [Copy(each, until[each.at]) for each in made]
    copies += [Copy(each, None) for each in _before_updates(desk.path)]
    people = [person, *history.merged_into(history.merges(desk.db), person)]
    return [copy for copy in copies if _holds(desk, copy.backup.path, people)]


def kept_until(
    stamps: Iterable[datetime], today: date, working: Iterable[date]
) -> dict[datetime, date]:
    """The last day on which each backup is kept, when one is made on each of these days."""
    asked = set(stamps)
    found, kept = dict.fromkeys(asked, today), set(asked)
    for day in sorted(working):
        noon = datetime.combine(day, time(12)).astimezone(UTC)
        kept = set(backup.to_keep({*kept, noon}, day))
        still = asked & kept
        found |= dict.fromkeys(still, day)
        if not still:
            break
    return found


def _days_to_come(desk: Desk) -> list[date]:
    days = workdays(desk.db)
    coming = (desk.today() + timedelta(days=n) for n in range(1, _DAYS))
    return [day for day in coming if day in days]


def _before_updates(workbook: Path) -> list[Backup]:
    """Copies made before a newer program changed the file; nobody but the user removes them."""
    name = re.compile(re.escape(re.sub(r"\W+", "-", workbook.stem)) + r"-v\d+-\d+\.commdesk")
    found = []
    for path in (user_data() / "before-update").glob(f"*{files.SUFFIX}"):
        if name.fullmatch(path.name):
            about = path.stat()
            found.append(Backup(datetime.fromtimestamp(about.st_mtime, UTC), path, about.st_size))
    return sorted(found, reverse=True)


def _holds(desk: Desk, path: Path, people: Sequence[Person]) -> bool:
    with suppress(Refused, OSError, engine.DatabaseError):
        copy = Database.connect(path, key=desk.key, read_only=True)
        try:
            return any(is_there(copy, each) for each in people)
        finally:
            copy.close()
    return True
