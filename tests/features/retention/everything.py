"""A workbook in which every rule has something past its date, with a planted word in each field."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from commdesk.catalog import FEATURES
from commdesk.core.database import Database, insert
from commdesk.core.desk import Desk
from commdesk.core.journal import op
from commdesk.core.retaining import Retention
from commdesk.features.retention.queries import every_rule

LONG_AGO = date(2019, 3, 4)
LATELY = date(2026, 11, 20)
_SEARCH = """
import pathlib, sys
words, *files = sys.argv[1:]
codes = ("utf-8", "utf-16-le", "utf-16-be")
spelled = [word.encode(code) for word in words.split("|") for code in codes]
for each in files:
    found = pathlib.Path(each).read_bytes()
    if any(one in found for one in spelled):
        print(each)
"""
_DAY_MS, _BELOW_MS = 86_400_000, 21


def rule(key: str) -> Retention:
    return next(each for each in every_rule(FEATURES) if each.key == key)


def id_of(day: date, number: int = 0) -> int:
    """An id as it was made on that day."""
    milliseconds = (day - date(2020, 1, 1)).days * _DAY_MS
    return (max(milliseconds, 1) << _BELOW_MS) + number


def member(db: Database, word: str, **more: Any) -> int:
    values = {
        "first_name": f"{word}voor",
        "last_name": f"{word}achter",
        "sort_name": f"{word}achter {word}voor",
        "email": f"{word}@voorbeeld.example",
        "phone": f"06 {word}",
        "role": f"{word}rol",
        "looking_for": f"{word}zoekt",
        "notes": f"{word}notitie",
        "source": f"{word}bron",
        "stage": "member",
        "added_on": LONG_AGO.isoformat(),
        "informed_on": LONG_AGO.isoformat(),
    }
    return insert(db, "member", {**values, **more})


@op("Plant")
def plant(db: Database, word: str, day: date) -> None:
    """Of every rule one thing of that day, whose texts have the word in them."""
    own = (day + timedelta(days=7)).isoformat()
    member(db, f"{word}eigen", retention_on=own)
    left = {"stage": "former", "added_on": day.isoformat(), "left_on": day.isoformat()}
    gone = member(db, f"{word}weg", **left)
    sought = {"stage": "prospect", "added_on": day.isoformat()}
    member(db, f"{word}stil", **sought)
    answered = member(db, f"{word}sprak", **sought)
    message(db, answered, day, word, is_outgoing=0)
    stays = member(db, "blijver" + word[-1:], added_on=day.isoformat())
    message(db, stays, day, word)
    message(db, gone, day, word)
    _outreach(db, stays, answered, word, day)
    _interviews(db, stays, word, day)
    _moderation(db, word, day)
    _logs(db, word, day)


def message(db: Database, member_id: int, day: date, word: str, **more: Any) -> int:
    values = {
        "member_id": member_id,
        "sent_at": f"{day}T09:00:00Z",
        "is_outgoing": 1,
        "channel": "mail",
        "purpose": "ask",
        "text": f"{word}bericht",
    }
    return insert(db, "outreach_message", {**values, **more})


def _outreach(db: Database, stays: int, other: int, word: str, day: date) -> None:
    insert(
        db,
        "outreach_promise",
        {
            "member_id": stays,
            "side": "ours",
            "what": f"{word}toezegging",
            "help": f"{word}hulp",
            "stage": "done",
            "made_on": day.isoformat(),
            "closed_on": day.isoformat(),
        },
    )
    insert(
        db,
        "outreach_introduction",
        {
            "member_id": stays,
            "other_id": other,
            "why": f"{word}waarom",
            "introduced_on": day.isoformat(),
        },
    )
    draft = {"member_id": stays, "channel": "dm", "purpose": "ask", "text": f"{word}concept"}
    insert(db, "outreach_draft", {"id": id_of(day), **draft})


def _interviews(db: Database, stays: int, word: str, day: date) -> None:
    for number, member_id in enumerate((None, stays)):
        interview = insert(
            db,
            "interview",
            {
                "member_id": member_id,
                "name": f"{word}gesproken" if member_id is None else "wie blijft",
                "email": f"{word}{number}@interview.example" if member_id is None else "",
                "key": f"{word}sleutel" if member_id is None else None,
                "circle": "ouders",
                "held_on": day.isoformat(),
                "willing": "yes",
                "would_do": f"{word}doet",
                "wants_back": f"{word}terug",
            },
        )
        answer = {"interview_id": interview, "question": "drives"}
        insert(
            db,
            "interview_answer",
            {**answer, "text": f"{word}antwoord", "quote": f"{word}citaat"},
        )


def _moderation(db: Database, word: str, day: date) -> None:
    task = db.value("SELECT id FROM moderation_task LIMIT 1") or insert(
        db, "moderation_task", {"name": "Berichten", "weekly_minutes": 60}
    )
    person = insert(
        db,
        "moderator",
        {
            "id": id_of(day, 1),
            "name": f"{word}moderator",
            "weekly_minutes": 60,
            "expertise": f"{word}kunde",
            "is_active": 0,
            "until_on": day.isoformat(),
        },
    )
    hours = {"task_id": task, "day": day.isoformat(), "minutes": 30, "note": f"{word}opmerking"}
    insert(db, "moderation_log", {**hours, "moderator_id": person})


def _logs(db: Database, word: str, day: date) -> None:
    at = {"at": f"{day}T09:00:00Z", "actor": f"{word}wie", "device": f"{word}pc"}
    names = {"file_name": f"{word}.xlsx"}
    counts = {"row_count": 1, "people_count": 1, "purpose": f"{word}doel", "sheets": "members"}
    insert(db, "export_log", {**at, **names, **counts})
    taken = dict.fromkeys(("new_count", "changed_count", "same_count", "skipped_count"), 1)
    lists = {"format": "csv", "dropped": json.dumps([f"{word}kolom"]), "by_hand": "{}"}
    insert(db, "import_log", {**at, **names, **taken, **lists})


def fill(desk: Desk, old: str, new: str) -> None:
    """Everything once of long ago and once of lately; and rows that no rule touches."""
    start = desk.db.value("SELECT max(id) FROM journal_entry") or 0
    desk.do(plant, old, LONG_AGO)
    desk.db.execute(
        "UPDATE journal_entry SET at = :at WHERE id > :start",
        {"at": f"{LONG_AGO}T09:00:00Z", "start": start},
    )
    desk.do(plant, new, LATELY)


def files_of(path: Path, *folders: Path) -> Iterator[Path]:
    """The workbook, its companions, and everything in the folders."""
    yield from (each for each in path.parent.glob(f"{path.name}*") if each.is_file())
    for folder in folders:
        yield from (each for each in folder.rglob("*") if each.is_file())


def where_found(words: str | Sequence[str], files: Iterable[Path]) -> list[Path]:
    """In which of these files one of the words stands, as SQLite or Python writes it.

    Another process reads them: closing a file here would drop SQLite's locks on it.
    """
    wanted = [words] if isinstance(words, str) else words
    named = [str(each) for each in files]
    told = subprocess.run(
        [sys.executable, "-c", _SEARCH, "|".join(wanted), *named],
        capture_output=True,
        check=True,
        text=True,
    )
    return [Path(each) for each in told.stdout.splitlines()]


def open_up(db: Database, path: Path) -> None:
    """Everything that a workbook holds in a file without a key."""
    db.execute(f"ATTACH '{path}' AS unlocked KEY ''")
    db.value("SELECT sqlcipher_export('unlocked')")
    db.execute("DETACH unlocked")
