"""Any file that is known, also one that is no table, read in this process."""

from __future__ import annotations

from pathlib import Path

from commdesk.core.errors import Refused
from commdesk.core.sheets.child import Task, answers
from commdesk.core.sheets.limits import Limits
from commdesk.core.sheets.reader import Table
from commdesk.features.exchange import sources
from commdesk.features.exchange.model import Taken
from commdesk.features.exchange.sources.unpack import UNPACKER
from tests.features.exchange.lists import wanted


def tables_of(path: Path) -> tuple[Table, ...]:
    """What the child would send, or the refusal it would send."""
    tables: list[Table] = []
    for message in answers(Task(path, Limits(), unpacker=UNPACKER)):
        match message:
            case ("sheet", name, names):
                tables.append(Table(path.name, name, [], names))
            case ("rows", block):
                tables[-1].rows.extend(block)
            case ("refused", text):
                raise Refused(text)
            case ("gave_up" | "broken", why):
                raise AssertionError(why)
    return tuple(tables)


def unpacked(path: Path, language: str = "nl") -> Taken:
    return sources.take(tables_of(path), wanted(language))
