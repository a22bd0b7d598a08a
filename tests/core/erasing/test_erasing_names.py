"""Texts that others typed name nobody who was erased, wherever they stand."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from commdesk.catalog import FEATURES
from commdesk.core import engine, erasing
from commdesk.core.database import Database, insert
from commdesk.core.desk import Desk
from commdesk.core.erasing.naming import FILLED
from commdesk.core.journal import op, watched_tables
from commdesk.core.people import Person
from commdesk.core.workbook import set_facts
from commdesk.features.members import MemberDraft
from commdesk.features.members import ops as members
from commdesk.features.plan import TodoDraft
from commdesk.features.plan import ops as plan
from tests.core.erasing.conftest import places_with

ZOE = MemberDraft(
    first_name="Zoë", infix="van der", last_name="Quastenberg", email="zoe@quastenberg.example",
    phone="06 5551 2345",
)  # fmt: skip
WAYS = (
    "bel Zoë van der Quastenberg even", "ZOË VAN DER QUASTENBERG", "Quastenberg, Zoë van der",
    "Zoe van der Quastenberg", "lijst_zoe-van-der-quastenberg_2026.xlsx",
    "mail zoe@quastenberg.example", "via +31655512345 of 06-55512345",
)  # fmt: skip
ZOE_IS_CALLED = {"first_name", "infix", "last_name", "sort_name"}
LEFT = ("quastenberg", "55512345", "5551 2345")


@op("Plant in every text")
def plant(db: Database) -> None:
    """In some row of every table, watched or not, in every text that takes it."""
    number = 0
    for table in watched_tables(db, FILLED | {"workbook_fact"}):
        sql = f"SELECT name FROM pragma_table_info('{table}') WHERE type = 'TEXT'"
        for column in db.column(sql):
            if column.endswith(("_on", "_at", "_from", "_until")) or column in ZOE_IS_CALLED:
                continue
            number += 1
            sql = f"UPDATE {table} SET {column} = :text WHERE id = (SELECT max(id) FROM {table})"
            try:
                db.execute(sql, {"text": WAYS[number % len(WAYS)]})
            except engine.IntegrityError:
                continue  # a code of ours, or one that must differ
    assert number > 150


def test_every_text_of_every_table_and_of_history_is_rid_of_the_name(
    plain_demo: Desk, tmp_path: Path
) -> None:
    zoe = Person(plain_demo.do(members.add_member, ZOE, today=plain_demo.today()))
    for way in WAYS:
        plain_demo.do(plan.add_todo, TodoDraft(title=way), today=plain_demo.today())
    plain_demo.do(plan.remove_todo, plain_demo.db.value("SELECT max(id) FROM todo"))
    plain_demo.do(set_facts, report_left_out=[ZOE.email, WAYS[0]])
    plain_demo.do(plant)
    plain_demo.do(erasing.erase, FEATURES, [zoe], today=plain_demo.today())
    assert erasing.forget_bytes(plain_demo.db)
    assert [places_with(each, tmp_path) for each in LEFT] == [[], [], []]
    fact = "SELECT value FROM workbook_fact WHERE key = 'report_left_out'"
    assert json.loads(plain_demo.db.value(fact)) == ["(gewist)", "bel (gewist) even"]


def test_a_namesake_who_stays_keeps_their_name(plain_demo: Desk) -> None:
    zoe = Person(plain_demo.do(members.add_member, ZOE, today=plain_demo.today()))
    other = MemberDraft(first_name="zoë", infix="Van der", last_name="Quastenberg", email="z@b.nl")
    plain_demo.do(members.add_member, other, today=plain_demo.today())
    todo = plain_demo.do(plan.add_todo, TodoDraft(title=WAYS[0]), today=plain_demo.today())
    plain_demo.do(erasing.erase, FEATURES, [zoe], today=plain_demo.today())
    title = plain_demo.db.value("SELECT title FROM todo WHERE id = :id", {"id": todo})
    assert title == WAYS[0]


@pytest.mark.parametrize("count", [1, 40])
def test_many_at_once_are_taken_out_as_well_as_one(
    plain_demo: Desk, tmp_path: Path, count: int
) -> None:
    """Of few SQL looks for each in every text; of many each text is taken apart."""
    people = []
    for number in range(count):
        draft = MemberDraft(
            first_name=f"Uniek{number}", last_name=f"Wxyz{number}", email=f"u{number}@wxyz.example"
        )
        people.append(Person(plain_demo.do(members.add_member, draft, today=plain_demo.today())))
        for text in (f"Taart voor uniek{number} wxyz{number}", f"mail U{number}@wxyz.example"):
            plain_demo.do(plan.add_todo, TodoDraft(title=text), today=plain_demo.today())
    plain_demo.do(erasing.erase, FEATURES, people, today=plain_demo.today())
    assert erasing.forget_bytes(plain_demo.db)
    assert places_with("wxyz", tmp_path) == []


def test_history_tells_who_did_what_and_when_of_an_erased_person(plain_demo: Desk) -> None:
    zoe = Person(plain_demo.do(members.add_member, ZOE, today=plain_demo.today()))
    before = plain_demo.db.query("SELECT op, actor, device, at FROM journal_entry")
    plain_demo.do(erasing.erase, FEATURES, [zoe], today=plain_demo.today())
    after = plain_demo.db.query("SELECT op, actor, device, at FROM journal_entry")
    assert after[: len(before)] == before
    assert json.loads(plain_demo.db.value(
        "SELECT subject FROM journal_entry ORDER BY id DESC LIMIT 1")) == {"count": 1}  # fmt: skip


@op("Speak with {name}")
def speak_with(db: Database, member_id: int, name: str) -> None:
    insert(db, "interview", {"member_id": member_id, "name": name, "held_on": "2026-11-02"})


def test_who_is_in_two_tables_goes_however_either_of_them_writes_the_name(desk: Desk) -> None:
    selim = desk.do(
        members.add_member, MemberDraft("Selim", last_name="Arslan"), today=desk.today()
    )
    other = desk.do(
        members.add_member,
        MemberDraft("Orhan", notes="Met Selim Arslan; op de lijst: Arslan, Selim"),
        today=desk.today(),
    )
    desk.do(speak_with, selim, "Selim Arslan")
    desk.do(erasing.erase, FEATURES, [Person(selim)], today=desk.today())
    notes = desk.db.value("SELECT notes FROM member WHERE id = :id", {"id": other})
    assert "arslan" not in notes.lower()
