"""A damaged workbook: what is damaged, the newest good backup, and what can be saved of it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from itertools import count
from pathlib import Path

from msgspec import Struct

from commdesk.core import backup, files
from commdesk.core.backup import Backup
from commdesk.core.called import called_by
from commdesk.core.clock import Clock
from commdesk.core.dumping.parts import HISTORY
from commdesk.core.errors import Refused
from commdesk.core.events import note_first
from commdesk.core.feature import Features
from commdesk.core.keys import Key, is_protected
from commdesk.core.lock import find_holder, held_elsewhere
from commdesk.core.packing import Tick
from commdesk.core.salvage import Count, Salvaged, salvage, survey
from commdesk.core.salvage.comparing import Difference, differences
from commdesk.core.words import N_, Text, Words, say, say_n

SAVED = N_("Make a workbook of what can be saved")
_SMALLEST = 512


class Finding(Struct, frozen=True):
    """What stands of a damaged file, and what there is to go back to."""

    file: Path
    salvaged: Salvaged
    backup: Backup | None


class Recovered(Struct, frozen=True):
    """What came of it: the new workbook, and what it was filled up from."""

    path: Path
    salvaged: Salvaged
    backup: Backup | None
    erased: Text | None = None
    """Who was in it that had been erased before, and is so again."""


def look_at(file: Path, features: Features, key: Key | None, tick: Tick) -> Finding:
    """Read a damaged file, or a sound one, without changing anything anywhere."""
    check_can_be_read(file)
    found = survey(file, features, key, tick)
    return Finding(file, found, backup.newest_good(file, key))


def recover(
    file: Path,
    to: Path,
    features: Features,
    key: Key | None,
    tick: Tick,
    *,
    with_backup: bool = True,
    clock: Clock | None = None,
) -> Recovered:
    """A new workbook of what can be saved; the file itself stays as it is, byte for byte.

    `with_backup`: rows that cannot be read come from the newest good backup, as they stood then.
    """
    check_can_be_read(file)
    good = backup.newest_good(file, key)
    filled_from = good.path if good and with_backup else None
    saved = salvage(file, to, features, key, tick, filled_from)
    return Recovered(to, saved, good, note_first(to, features, clock, key, SAVED, file.name))


def beside_backup(made: Recovered, key: Key | None) -> list[Difference]:
    """How the new workbook differs from the newest good backup, table by table."""
    if made.backup is None:
        return []
    tables = [each.table for each in made.salvaged.counts]
    return differences(made.path, made.backup.path, tables, key)


def check_can_be_read(file: Path) -> None:
    """Refuse what is no file of a workbook's size, and one that somebody is writing in."""
    if not file.is_file():
        raise Refused("{file} does not exist. Check the name or the folder.", file=str(file))
    if file.stat().st_size < _SMALLEST:
        raise Refused(
            "{file} is too small to be a commdesk workbook. Nothing was changed.", file=file.name
        )
    if holder := find_holder(file):
        raise held_elsewhere(file, holder)


def protected_by(file: Path) -> Path | None:
    """The file whose passphrase opens a damaged one: a copy of it, or itself; None without.

    A copy has the same key, and is whole: with the first bytes a damaged file loses its mark.
    """
    candidates = [*(each.path for each in backup.copies_for(file)), file]
    return next((each for each in candidates if _is_protected(each)), None)


def proposed_place(file: Path, words: Words, now: datetime) -> Path:
    """A free name beside the damaged file: `Net (saved 23 Nov 2026).commdesk`."""
    day = words.date(now.astimezone().date()).partition(" ")[2]
    name = words("{name} (saved {day})", name=file.stem, day=f"{day} {now.astimezone().year}")
    return free_place(file.with_name(f"{name}{files.SUFFIX}"))


def free_place(path: Path) -> Path:
    """This path, or the first with a number behind it where nothing is."""
    numbered = (path.with_stem(f"{path.stem} {number}") for number in count(2))
    return path if not path.exists() else next(each for each in numbered if not each.exists())


def told_damage(found: Salvaged) -> Text:
    """What is damaged, in one sentence."""
    if found.broken_pages:
        return say_n(
            "{n} of {all} pages is damaged.",
            "{n} of {all} pages are damaged.",
            found.broken_pages,
            all=found.pages,
        )
    if found.lost_first_page:
        return say("The beginning of the file is damaged, with the list of what is in it.")
    if found.damaged:
        return say("Parts of the file cannot be read.")
    return say("Everything in the file can be read.")


def told_saved(found: Salvaged) -> Text:
    """How much can be saved, in one sentence."""
    if not found.lost and not any(each.has_unknown for each in found.damaged):
        return say_n("The {n} row in it can be saved.", "All {n} rows can be saved.", found.found)
    if not found.lost:
        return say_n(
            "{n} row can be saved; how many are lost is not known.",
            "{n} rows can be saved; how many are lost is not known.",
            found.found,
        )
    return say_n(
        "{n} row can be saved; as far as is known {lost} are lost.",
        "{n} rows can be saved; as far as is known {lost} are lost.",
        found.found,
        lost=found.lost,
    )


def told_tables(found: Salvaged, features: Features) -> list[tuple[Text, list[Text]]]:
    """Each table that is not whole, with what is missing of it and what was done about that."""
    return [(name_of(each.table, features), list(_told_count(each))) for each in found.damaged]


def name_of(table: str, features: Features) -> Text:
    """What the user calls a table."""
    return Text(N_("History")) if table in HISTORY else called_by(features)(table)


def told_backup(good: Backup | None) -> Text:
    if good is None:
        return say("There is no good backup on this computer.")
    return say("The newest good backup is of {moment}.", moment=good.at)


def _told_count(one: Count) -> Iterator[Text]:
    """First how many rows there are, then how they got there."""
    if one.missing:
        yield say("{found} of {all} rows", found=one.found, all=one.saved + one.missing)
    elif one.has_unknown:
        yield say_n("{n} row, perhaps not all", "{n} rows, perhaps not all", one.found)
    else:
        yield say_n("{n} row", "{n} rows", one.found)
    told = (
        (one.from_indexes, say("{n} put together again", n=one.from_indexes)),
        (one.from_history, say("{n} out of the history", n=one.from_history)),
        (one.from_backup, say("{n} as they stood in the backup", n=one.from_backup)),
        (one.stand_ins, say("{n} empty in their place, named ?", n=one.stand_ins)),
        (one.emptied, say("{n} that no longer point at a lost row", n=one.emptied)),
        (one.left_out, say("{n} left out: what they hang on is lost", n=one.left_out)),
    )
    yield from (text for number, text in told if number)


def _is_protected(path: Path) -> bool:
    try:
        return is_protected(path)
    except (OSError, Refused):
        return False
