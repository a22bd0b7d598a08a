"""Restricted is kept and not used: a name that is planted everywhere shows in nothing that acts."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest
from msgspec import Struct
from msgspec.structs import asdict

from commdesk.catalog import FEATURES
from commdesk.core.database import Database
from commdesk.core.desk import Desk
from commdesk.core.feature import ExportScope, Feature, Scale
from commdesk.core.journal import op
from commdesk.core.people import Person, held_of
from commdesk.core.reporting import ReportScope
from commdesk.core.values import Period, Week
from commdesk.core.words import Text
from commdesk.features.demo.build import Recipe, build
from commdesk.features.members import restrict
from tests.conftest import MovableClock

FIRST, LAST = "Quirijn", "Zaltbommelhuis"
NAME = f"{FIRST} {LAST}"
Used = Callable[[Desk], Iterator[tuple[str, Any]]]


@op("Plant a name")
def plant(db: Database, member_id: int) -> None:
    """In every table where this member is called something, and in what is to be done for them."""
    values = {"id": member_id, "first": FIRST, "last": LAST, "name": NAME}
    db.execute(
        """
        UPDATE member SET first_name = :first, infix = '', last_name = :last,
               sort_name = lower(:last || ' ' || :first) WHERE id = :id
        """,
        values,
    )
    for table, column in (
        ("moderator", "name"),
        ("interview", "name"),
        ("theme", "name"),
        ("todo", "title"),
        ("todo_series", "title"),
        ("outreach_promise", "what"),
        ("outreach_introduction", "why"),
        ("ambassador_exchange", "what"),
        ("ambassador_agreement", "what"),
        ("content_item", "notes"),
    ):
        member = "asked_by" if table == "content_item" else "member_id"
        db.execute(f"UPDATE OR IGNORE {table} SET {column} = :name WHERE {member} = :id", values)


@op("Tie a member to a row")
def tie(db: Database, table: str, row_id: int, member_id: int, column: str = "member_id") -> None:
    db.execute(
        f"UPDATE {table} SET {column} = :member WHERE id = :id",
        {"member": member_id, "id": row_id},
    )


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An ambassador who also moderates, was interviewed, asked something and has things to do."""
    path = tmp_path_factory.mktemp("restricted") / "demo.commdesk"
    build(path, FEATURES, Recipe(Scale(members=240)))
    with Desk.open(path, FEATURES, clock=MovableClock()) as desk:
        member = desk.db.value("SELECT member_id FROM ambassador ORDER BY id LIMIT 1")
        for table in ("theme", "moderator", "interview", "todo", "todo_series"):
            for row in desk.db.column(f"SELECT id FROM {table} ORDER BY id LIMIT 2"):
                desk.do(tie, table, row, member)
        desk.do(tie, "content_item", desk.db.value("SELECT max(id) FROM content_item"), member,
                "asked_by")  # fmt: skip
        desk.do(plant, member)
    return path


@pytest.fixture
def busy(demo: Path, tmp_path: Path, clock: MovableClock) -> Iterator[Desk]:
    with Desk.open(Path(shutil.copy(demo, tmp_path)), FEATURES, clock=clock) as desk:
        yield desk


def planted(desk: Desk) -> int:
    return int(desk.db.value("SELECT id FROM member WHERE last_name = :last", {"last": LAST}))


def sheets(desk: Desk) -> Iterator[tuple[str, Any]]:
    scope = scope_of(desk)
    for feature in desk.features:
        for sheet in feature.sheets:
            yield f"sheet {sheet.name}", sheet.rows(desk.db, scope)


def handed_to_readers(desk: Desk) -> Iterator[tuple[str, Any]]:
    db, today = desk.db, desk.today()
    week = Week.of(today)
    for feature in others(desk):
        for what, given in (
            ("today", (today,)),
            ("tiles", (today,)),
            ("week", (week,)),
            ("week", (week + 1,)),
            ("spent", (today,)),
            ("publishes", (week,)),
            ("morning", (today,)),
            ("badge", (today,)),
            ("report", (ReportScope(week, today),)),
            ("events", (scope_of(desk).days,)),
            ("charts", (scope_of(desk),)),
        ):
            if hand := getattr(feature, what):
                yield f"{feature.name}.{what}", hand(db, *given)


def handouts(desk: Desk) -> Iterator[tuple[str, Any]]:
    """Pages of totals; those with people are made of a copy without who is restricted."""
    for feature in desk.features:
        for handout in feature.handouts:
            if not handout.has_people:
                yield f"handout {handout.name}", handout.make(desk)


def others(desk: Desk) -> Iterable[Feature]:
    """To answer what somebody asked is a duty, also to who asked that nothing else be done."""
    return (feature for feature in desk.features if feature.name != "privacy")


def scope_of(desk: Desk) -> ExportScope:
    today = desk.today()
    weeks = tuple(Week.of(today) + n for n in range(-26, 5))
    return ExportScope(
        weeks,
        today,
        desk.features,
        Period(weeks[0].monday, weeks[-1].sunday),
        with_texts=True,
    )


def found_in(thing: Any) -> list[str]:
    """Every text in what was handed in that holds the name."""
    if isinstance(thing, Text):
        return [text for value in thing.values.values() for text in found_in(value)]
    if isinstance(thing, Struct):
        return [text for value in asdict(thing).values() for text in found_in(value)]
    if isinstance(thing, dict):
        return [text for value in thing.values() for text in found_in(value)]
    if isinstance(thing, list | tuple | frozenset | set):
        return [text for each in thing for text in found_in(each)]
    return [thing] if isinstance(thing, str) and LAST in thing else []


def leaks(desk: Desk, used: Used) -> dict[str, int]:
    found = ((where, len(found_in(thing))) for where, thing in used(desk))
    return {where: count for where, count in found if count}


@pytest.mark.parametrize("used", [sheets, handed_to_readers])
def test_the_planted_name_is_used_everywhere_until_it_is_restricted(busy: Desk, used: Used) -> None:
    assert len(leaks(busy, used)) > 3
    assert len(held_of(busy.db, busy.features, Person(planted(busy)))) > 10


@pytest.mark.parametrize("used", [sheets, handed_to_readers, handouts])
def test_who_is_restricted_is_in_no_queue_and_no_export(busy: Desk, used: Used) -> None:
    busy.do(restrict, planted(busy), is_restricted=True)
    assert leaks(busy, used) == {}
