"""Files that are no tables (an archive of JSON, address cards): made tables in the child process.

Each of `KNOWN` looks at a file and gives its tables, or None when it is not its own.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from commdesk.core.sheets.cells import Row
from commdesk.core.sheets.child import Unpacker
from commdesk.core.sheets.limits import Limits
from commdesk.features.exchange.sources import discourse_query, mattermost, slack
from commdesk.features.exchange.sources.cards import unpack_cards

UNPACKER = f"{__name__}:unpack"
KNOWN: tuple[Unpacker, ...] = (
    slack.unpack,
    mattermost.unpack,
    unpack_cards,
    discourse_query.unpack,
)


def unpack(path: Path, limits: Limits) -> Iterator[tuple[str, Iterator[Row]]] | None:
    """The tables in this file, by the first that knows it; None for an ordinary list."""
    return next((tables for each in KNOWN if (tables := each(path, limits)) is not None), None)
