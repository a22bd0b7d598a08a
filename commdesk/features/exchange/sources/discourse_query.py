"""What a query of Discourse's Data Explorer found: users, or posts, as .dcqresult.csv or .json.

The headings are those of the query. A row that has a user number is about that user; one that has
a number or place of a post is about a post, of which day, kind and category are kept and no text.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import msgspec
from msgspec import Struct

from commdesk.core.sheets.cells import Row, clean_row
from commdesk.core.sheets.limits import MIB, Limits
from commdesk.core.sheets.reader import Table
from commdesk.core.sheets.refusal import too_large
from commdesk.core.words import Text, say
from commdesk.features.exchange.model import Taken
from commdesk.features.exchange.sources.archive import decoded
from commdesk.features.exchange.sources.chat import hashed
from commdesk.features.exchange.sources.discourse import NAME, TITLE, suspension
from commdesk.features.exchange.sources.layout import Layout, plain, plain_headings, take_people
from commdesk.features.exchange.sources.listing import Source, Wanted
from commdesk.features.exchange.sources.person import Person
from commdesk.features.exchange.sources.values import YES, Unfit, read_date

TABLE = "dcqresult"
_IN_NAME = ".dcqresult"
_LARGEST = 100 * MIB
_POST = plain("postid postnumber topicid posttype replytopostnumber")
_WHEN = ("created_at", "posted_at", "post_created_at", "date", "day")
_JOINED = (("created_at", "joined_on"), ("joined_at", "joined_on"), ("joined_on", "joined_on"))
_WHERE = ("category_name", "category")
_JUDGED = (
    "user_id", "username", "suspended_at", "suspended_till", "staged", "post_id", "post_number",
    "topic_id", "archetype", "reply_to_post_number", *_WHERE,
)  # fmt: skip
_COLUMNS = (
    ("name", "name"), ("full_name", "name"), ("email", "email"),
    ("group_names", "tags"), ("groups", "tags"),
)  # fmt: skip


class _Result(Struct):
    columns: list[str]
    rows: list[list[Any]]


_RESULT = msgspec.json.Decoder(_Result)


def unpack(path: Path, limits: Limits) -> Iterator[tuple[str, Iterator[Row]]] | None:
    """The one table of a .dcqresult.json; None for any other file."""
    if _IN_NAME not in path.name.casefold() or path.suffix.casefold() != ".json":
        return None
    if path.stat().st_size > _LARGEST:
        raise too_large(path)
    found = decoded(path.read_bytes(), _RESULT, path, path.name)
    return iter([(TABLE, _rows(path, found, limits))])


def _rows(path: Path, found: _Result, limits: Limits) -> Iterator[Row]:
    yield 1, tuple(found.columns)
    for row, cells in enumerate(found.rows, 2):
        plain_cells = [None if isinstance(cell, list | dict) else cell for cell in cells]
        if clean := clean_row(row, plain_cells, limits, path.name):
            yield row, clean


def recognises(table: Table) -> bool:
    """By the numbers of users; an address alone says enough when the file is named as a result."""
    names = plain_headings(table)
    if {"userid", "username"} <= names:
        return True
    is_named = _IN_NAME in table.name.casefold() or table.sheet == TABLE
    return is_named and bool(names & {"userid", "username", "email"})


def take(table: Table, wanted: Wanted, _others: Sequence[Table] = ()) -> Taken:
    names = plain_headings(table)
    is_of_posts = bool(names & _POST) and any(_plain(each) in names for each in _WHEN)
    columns = _COLUMNS if is_of_posts else (*_COLUMNS, ("title", "role"), *_JOINED)
    read = (*_JUDGED, *_WHEN) if is_of_posts else _JUDGED
    layout = Layout(NAME, TITLE, columns, also_read=read, keys=("user_id", "post_id", "topic_id"))
    return take_people(table, wanted, layout, _judge, _tell if is_of_posts else None)


def _plain(heading: str) -> str:
    return heading.replace("_", "")


def _judge(person: Person) -> Text | None:
    number = person["user_id"]
    if person["staged"].casefold() in YES:
        return say("only sent mail to the platform, has no account")
    if number.startswith("-"):
        return say("an account of the platform itself, not a person")
    person.identify(NAME, number)
    if not person.has_name and person["username"]:
        person.row["name_if_new"] = person["username"]
    if reason := suspension(person, person.wanted):
        person.opt_out(reason)
    return None


def _tell(person: Person) -> dict[str, Any] | None:
    if person["archetype"] == "private_message":
        return None
    when = next(filter(None, (person[heading] for heading in _WHEN)), "")
    try:
        day = read_date(when) if when else None
    except Unfit:
        day = None
    place = next(filter(None, (person[heading] for heading in _WHERE)), "")
    post = person["post_id"] or (person["topic_id"], person["post_number"], when)
    return {
        "kind": _kind(person),
        "happened_on": day,
        "place": place,
        "source": NAME,
        "key": hashed("post", post, person["user_id"] or person["username"]),
    }


def _kind(person: Person) -> str:
    """The first post of a topic begins it; a later one answers."""
    number = person["post_number"]
    if number == "1":
        return "topic"
    return "reply" if number or person["reply_to_post_number"] else "post"


SOURCE = Source("data-explorer", recognises, take, intakes=("members", "activity"))
