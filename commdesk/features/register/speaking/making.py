"""Make the record: gather, mask, write, and note in the export log what it was for."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from datetime import date
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from msgspec import Struct

from commdesk.core.correspondence import Correspondence, Sought, Spoken
from commdesk.core.desk import Desk
from commdesk.core.errors import Refused
from commdesk.core.exports import check_people_may_leave, export_entry, note_export
from commdesk.core.housestyle import house_style
from commdesk.core.packing import pack
from commdesk.core.returning import workbook_key
from commdesk.core.sheets import look
from commdesk.core.sheets.output import replaced
from commdesk.core.sheets.spec import Column
from commdesk.core.sheets.writer import Workbook
from commdesk.core.values import Period, to_moment
from commdesk.core.words import N_, Text, Words, say, say_n
from commdesk.core.workbook import read_fact
from commdesk.features.register.speaking.masking import masked

EXCEL, ZIP = ENDINGS = (".xlsx", ".zip")
_PAPERS = N_("Record of messages")
DIRECTIONS = {True: N_("sent"), False: N_("received")}
COLUMNS = (
    Column("at", N_("Moment"), "moment", 18),
    Column("direction", N_("Direction"), width=12),
    Column("who", N_("With"), width=28),
    Column("channel", N_("Channel"), width=16),
    Column("purpose", N_("Purpose"), width=18),
    Column("about", N_("Subject"), width=32),
    Column("text", N_("Text"), width=70),
    Column("result", N_("Result"), width=18),
    Column("id", N_("Message number"), "id", 22),
)
_PAIRS = (Column("name", N_("What"), width=30), Column("said", N_("Said"), width=84))
Tick = Callable[[int, int], object]


def _silent(_done: int, _of: int) -> None:
    return None


class Wish(Struct, frozen=True):
    """What goes into the record, and whether whoever it is with is named in it."""

    sought: Sought
    is_masked: bool = True
    purpose: str = ""


class Made(Struct, frozen=True):
    """What went into it."""

    messages: int
    people: int
    withheld: int
    """Messages that stayed out because the data of whom they are with is restricted."""
    checksum: str


def sought(
    first: date | None, last: date | None, *, text: str = "", tag: str = "", item: int | None = None
) -> Sought:
    """The days and the subject as they were named; refuses what cannot be."""
    if first is None:
        raise Refused("Name the first day too.", field="first")
    if last is None:
        raise Refused("Name the last day too.", field="last")
    if last < first:
        raise Refused("The last day lies before the first.", field="last")
    return Sought(Period(first, last), text.strip(), tag.strip(), item)


def gather(desk: Desk, wanted: Sought) -> Correspondence:
    """What every feature kept of it, oldest first."""
    found = [each.correspondence(desk.db, wanted) for each in desk.features if each.correspondence]
    messages = sorted((m for part in found for m in part.messages), key=lambda m: (m.at, m.id))
    everybody = frozenset[str]().union(*(part.everybody for part in found))
    withheld = sum(part.withheld for part in found)
    return Correspondence(
        tuple(messages), withheld, sum(part.withheld_people for part in found), everybody
    )


def people_in(desk: Desk, wanted: Sought) -> int:
    """Of how many people it would hold messages, for the question of its purpose."""
    return len({message.member_id for message in gather(desk, wanted).messages})


def hand_out(desk: Desk, path: Path, wish: Wish, tick: Tick = _silent) -> Made:
    """Write it whole or not at all, and note it; refuses without a purpose, and without messages.

    An .xlsx holds messages and metadata; a .zip the same with the content as JSON, byte for byte
    what the checksum is of. It takes a while: a bulk job.
    """
    check_people_may_leave(desk, (_PAPERS,))
    tick(0, 4)
    found = gather(desk, wish.sought)
    if not found.messages:
        raise Refused("There are no messages of these days about this. Nothing was made.")
    people = len({message.member_id for message in found.messages})
    found = masked(found, desk.words) if wish.is_masked else found
    tick(1, 4)
    rows = [_row(each, desk.words) for each in found.messages]
    content = _content(rows)
    made = Made(len(rows), people, found.withheld, sha256(content).hexdigest())
    entry = export_entry(
        desk,
        file_name=path.name,
        sheets=(desk.words(_PAPERS),),
        rows=len(rows),
        people=people,
        purpose=wish.purpose,
    )
    facts = metadata(desk, wish, made)
    desk.do(note_export, entry, save=lambda: _save(desk, path, rows, content, facts, tick))
    tick(4, 4)
    return made


def told(made: Made, file: str) -> Text:
    """What was made, and what stayed out."""
    said = say_n(
        "{file} is made: {n} message with {people} people.",
        "{file} is made: {n} messages with {people} people.",
        made.messages,
        file=file,
        people=made.people,
    )
    if not made.withheld:
        return said
    left = say_n(
        "{n} message stayed out: the use of that data is restricted.",
        "{n} messages stayed out: the use of that data is restricted.",
        made.withheld,
    )
    return Text("{said} {left}", {"said": said, "left": left})


def metadata(desk: Desk, wish: Wish, made: Made) -> dict[str, Any]:
    """What an archive wants to know of it; keys as MDTO calls them, worded in the sheet."""
    words, days = desk.words, wish.sought.days
    now = to_moment(desk.now())
    return {
        "identificatie": f"commdesk-{workbook_key(desk.db)}-{now}",
        "naam": f"{words(_PAPERS)}, {desk.workbook.name}, {days.first} - {days.last}",
        "aggregatieniveau": "Dossier",
        "dekkingInTijd": {"begin": days.first.isoformat(), "eind": days.last.isoformat()},
        "onderwerp": _subject(wish.sought, words),
        "archiefvormer": _maker(desk),
        "gemaaktDoor": desk.actor,
        "gemaaktOp": now,
        "doel": wish.purpose.strip(),
        "taal": words.language,
        "beperkingGebruik": words("names masked") if wish.is_masked else words("names in it"),
        "aantal": made.messages,
        "weggelaten": made.withheld,
        "checksum": {"algoritme": "SHA-256", "waarde": made.checksum, "bestand": "messages.json"},
    }


_NAMES: tuple[tuple[str, str], ...] = (
    ("identificatie", N_("Identification")),
    ("naam", N_("Name")),
    ("aggregatieniveau", N_("Level")),
    ("onderwerp", N_("Subject")),
    ("archiefvormer", N_("Organisation that made it")),
    ("gemaaktDoor", N_("Made by")),
    ("gemaaktOp", N_("Made on")),
    ("doel", N_("Purpose")),
    ("taal", N_("Language")),
    ("beperkingGebruik", N_("Names")),
    ("aantal", N_("Messages")),
    ("weggelaten", N_("Left out: restricted")),
)


def _subject(wanted: Sought, words: Words) -> str:
    parts = [part for part in (wanted.text, wanted.tag) if part]
    if wanted.item is not None:
        parts.append(words("item {number}", number=str(wanted.item)))
    return ", ".join(parts) or words("everything")


def _maker(desk: Desk) -> str:
    """The organisation that answers for it, where that is filled in; else the community."""
    return str(read_fact(desk.db, "register_controller", "") or desk.workbook.name)


def _row(each: Spoken, words: Words) -> dict[str, Any]:
    return {
        "at": each.at,
        "direction": words(DIRECTIONS[each.is_outgoing]),
        "who": each.name,
        "channel": words(each.channel),
        "purpose": words(each.purpose),
        "about": each.about,
        "text": each.text,
        "result": words(each.result),
        "id": each.id,
    }


def _content(rows: Sequence[dict[str, Any]]) -> bytes:
    plain = [row | {"at": to_moment(row["at"]), "id": str(row["id"])} for row in rows]
    return json.dumps(plain, ensure_ascii=False, indent=1, sort_keys=True).encode()


def _save(
    desk: Desk, path: Path, rows: Sequence[dict[str, Any]], content: bytes,
    facts: dict[str, Any], tick: Tick,
) -> None:  # fmt: skip
    if path.suffix.lower() == EXCEL:
        _book(desk, rows, facts).save(path)
        return
    with TemporaryDirectory(prefix="commdesk-") as folder:
        room = Path(folder)
        book = room / f"{desk.words(_PAPERS)}{EXCEL}"
        _book(desk, rows, facts).save(book)
        tick(2, 4)
        messages, manifest = room / "messages.json", room / "metadata.json"
        messages.write_bytes(content)
        said = facts | {"bestanden": [_file(messages), _file(book)]}
        manifest.write_text(json.dumps(said, ensure_ascii=False, indent=1), "utf-8", newline="\n")
        with replaced(path) as place:
            pack([book, messages, manifest], place, lambda _done, _of: tick(3, 4))


def _file(path: Path) -> dict[str, Any]:
    content = path.read_bytes()
    return {"naam": path.name, "omvang": len(content), "checksum": sha256(content).hexdigest()}


def _book(desk: Desk, rows: Sequence[dict[str, Any]], facts: dict[str, Any]) -> Workbook:
    words = desk.words
    book = Workbook(words, title=facts["naam"], style=house_style(desk.db))
    book.add(say(_PAPERS), COLUMNS, rows, tab=look.WARN)
    book.add(say("Metadata"), _PAIRS, _pairs(facts, words))
    return book


def _pairs(facts: dict[str, Any], words: Words) -> list[dict[str, Any]]:
    days, checksum = facts["dekkingInTijd"], facts["checksum"]
    return [
        *({"name": words(title), "said": str(facts[key])} for key, title in _NAMES),
        {"name": words("Period"), "said": f"{days['begin']} - {days['eind']}"},
        {"name": words("Checksum of the content"), "said": f"SHA-256 {checksum['waarde']}"},
    ]
