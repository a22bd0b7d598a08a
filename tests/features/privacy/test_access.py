"""The access file holds all that is of somebody, by a walk of its own, and nobody else."""

from __future__ import annotations

import json
import re
import zipfile
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from random import Random
from typing import Any

import pytest

from commdesk.catalog import FEATURES
from commdesk.core import engine
from commdesk.core.database import Database
from commdesk.core.desk import Desk
from commdesk.core.errors import Refused
from commdesk.core.feature import Scale
from commdesk.core.journal import op
from commdesk.core.people import Person
from commdesk.features.demo.build import DAY, Recipe, build
from commdesk.features.members import MemberDraft, add_member
from commdesk.features.privacy.access import save_access
from commdesk.features.privacy.access.masking import ANOTHER, TEAM
from commdesk.features.privacy.access.naming import SOMEBODY
from commdesk.features.privacy.model import RequestDraft
from commdesk.features.privacy.ops import register_request
from commdesk.features.privacy.queries import open_requests, requests_of
from tests.conftest import MovableClock
from tests.core.random_ops import STRATEGIES, Die
from tests.features.privacy.walking import Rows, tables, walk

ACTS = 500
_OWN_NAMES = {("moderator", "name"), ("interview", "name"), ("theme", "name")}
_STAFF = {"owner", "contact_person"}
_CODES = {"kind", "stage", "channel", "purpose", "result", "side", "question", "link_table"}
_CODES |= {
    "key",
    "source",
    "day",
    "day_part",
    "timing",
    "week",
    "rule",
    "looking_for",
    "legal_ground",
}


def files_of(path: Path) -> dict[str, str]:
    with zipfile.ZipFile(path) as packed:
        return {name: packed.read(name).decode() for name in packed.namelist()}


def data_of(path: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(files_of(path)["data.json"])
    return found


def everybody(db: Database) -> list[Person]:
    others = [
        Person(row_id, table)
        for table in ("moderator", "interview")
        for row_id in db.column(f"SELECT id FROM {table} WHERE member_id IS NULL")
    ]
    return [*map(Person, db.column("SELECT id FROM member")), *others]


@pytest.fixture
def random_desk(desk: Desk, clock: MovableClock, request: pytest.FixtureRequest) -> Desk:
    """A workbook after some hundreds of random acts."""
    rng = Random(request.param)  # noqa: S311 - the same acts every time
    done = 0
    while done < ACTS:
        wanted = STRATEGIES[op := rng.choice(list(STRATEGIES))](Die(desk, rng))
        done += 1
        if wanted is None or op.__name__ == "remove_member":
            continue
        try:
            desk.do(op, *wanted.args, **wanted.kwargs)
        except Refused:
            continue
        clock.move(minutes=1)
    return desk


def ids_of(rows: Rows) -> dict[str, set[str]]:
    return {table: {str(row_id) for row_id in found} for table, found in rows.items()}


@pytest.mark.parametrize("random_desk", [1, 2], indirect=True)
def test_the_access_file_holds_every_row_that_a_walk_of_its_own_finds(
    random_desk: Desk, tmp_path: Path
) -> None:
    people = everybody(random_desk.db)
    assert len(people) > 10
    seen: set[str] = set()
    for person in people:
        expected = walk(random_desk.db, person)
        save_access(random_desk, person, tmp_path / "inzage.zip")
        held = data_of(tmp_path / "inzage.zip")["tables"]
        found = {table: {row["id"] for row in each["rows"]} for table, each in held.items()}
        assert found == ids_of(expected)
        seen |= found.keys()
        for table, each in held.items():
            for row in each["rows"]:
                compare(row, expected[table][int(row["id"])], random_desk)
    assert len(seen) > 15


def compare(row: dict[str, Any], stored: dict[str, Any], desk: Desk) -> None:
    """The whole row; what is about somebody else is masked, and nothing but that."""
    assert row.keys() == stored.keys()
    masked = {desk.words(ANOTHER), desk.words(TEAM)}
    for column, value in row.items():
        whole = stored[column]
        if value in masked:
            assert column.endswith("_id") or column in {"asked_by", *_STAFF}
        elif column == "id" or column.endswith("_id"):
            assert value == (None if whole is None else str(whole))
        elif isinstance(value, str):
            parts = map(re.escape, value.split(desk.words(SOMEBODY)))
            assert re.fullmatch(".+".join(parts), whole, re.DOTALL)
        else:
            assert value == whole


def test_every_table_can_be_walked(desk: Desk) -> None:
    assert {"member", "outreach_message", "privacy_request", "interview_answer"} <= {
        *tables(desk.db)
    }


# --- nobody else ----------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def demo_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("access") / "demo.commdesk"
    build(path, FEATURES, Recipe(Scale(members=80, messages=400), 1, DAY))
    return path


@pytest.fixture
def demo(demo_file: Path, tmp_path: Path, clock: MovableClock) -> Iterator[Desk]:
    path = tmp_path / "demo.commdesk"
    path.write_bytes(demo_file.read_bytes())
    with Desk.open(path, FEATURES, clock=clock) as opened:
        yield opened


def number_of(row_id: int) -> str:
    """A phone number of their own."""
    return f"06-{row_id % 10**8:08}"


@op("Plant words in everybody else")
def plant(db: Database, person: Person) -> None:
    """What anybody else is called and all they said; and them in all that is said of the person."""
    own = walk(db, person)
    for other in everybody(db):
        if other != person:
            _say_of(db, other, own)
    _call_others(db, person, own)
    said = _said(db)
    for table, rows in own.items():
        for row in rows.values():
            _write(db, table, row, said, keeps=True)
    db.execute("UPDATE member SET owner = 'Xqstaff' WHERE id = :id", {"id": person.id})


def _say_of(db: Database, other: Person, own: Rows) -> None:
    """A word of their own in every text of what is not of the person too."""
    for table, rows in walk(db, other).items():
        for row_id, row in rows.items():
            if row_id not in own.get(table, {}):
                _write(db, table, row, f"xqsaid{row_id % 10**6}")


def _call_others(db: Database, person: Person, own: Rows) -> None:
    for row_id in db.column("SELECT id FROM member WHERE id <> :id", {"id": person.id}):
        values = {"id": row_id, "n": row_id % 10**6, "phone": number_of(row_id)}
        db.execute(
            """
            UPDATE member SET first_name = 'Xqfirst' || :n, infix = 'van', phone = :phone,
                   last_name = 'Xqlast' || :n, email = 'xqmail' || :n || '@voorbeeld.example'
             WHERE id = :id
            """,
            values,
        )
    for table in ("moderator", "interview"):
        sql = f"UPDATE {table} SET name = 'Xqname' || id || ' Xqlast' || id WHERE id = :id"
        for row_id in set(db.column(f"SELECT id FROM {table}")) - own.get(table, {}).keys():
            db.execute(sql, {"id": row_id})


def _said(db: Database) -> str:
    """A text that names somebody of every kind, in more than one way."""
    one, two = db.query("SELECT * FROM member WHERE first_name LIKE 'Xq%' ORDER BY id LIMIT 2")
    names = [f"{one['first_name']} van {one['last_name']}", one["email"], one["phone"]]
    names.append(f"{two['last_name']}, {two['first_name']} van".upper())
    for table in ("moderator", "interview"):
        names += db.column(f"SELECT name FROM {table} WHERE name LIKE 'Xq%' LIMIT 1")
    return "Gesproken met " + " en ".join(names) + "."


def _write(
    db: Database, table: str, row: dict[str, Any], said: str, *, keeps: bool = False
) -> None:
    """In every text of a row that is no code; added to what stands there where `keeps`."""
    for column, value in row.items():
        is_name = table == "member" and column in {"first_name", "infix", "last_name", "sort_name"}
        is_time = column.endswith(("_on", "_at"))
        if not isinstance(value, str) or column in _CODES or is_name or is_time:
            continue
        if keeps and (column in {"email", "phone"} or (table, column) in _OWN_NAMES):
            continue
        text = f"{value} {said}".strip() if keeps else said
        sql = f"UPDATE OR IGNORE {table} SET {column} = :said WHERE id = :id"
        with suppress(engine.IntegrityError):  # a code that the schema itself lists
            db.execute(sql, {"said": text, "id": row["id"]})


@pytest.mark.parametrize("table", ["member", "moderator", "interview"])
def test_nobody_elses_data_is_in_the_access_file(demo: Desk, tmp_path: Path, table: str) -> None:
    person = next(each for each in everybody(demo.db) if each.table == table)
    if table == "member":
        busy = "SELECT member_id FROM ambassador ORDER BY id LIMIT 1"
        person = Person(demo.db.value(busy))
    demo.do(plant, person)
    save_access(demo, person, tmp_path / "inzage.zip")
    for name, text in files_of(tmp_path / "inzage.zip").items():
        assert re.findall(r"(?i).{0,60}xq\w+.{0,20}", text) == [], name
        assert number_of(demo.db.value("SELECT min(id) FROM member WHERE id <> :id",
                                       {"id": person.id})) not in text  # fmt: skip
    words = files_of(tmp_path / "inzage.zip")["inzage.html"]
    assert "Gesproken met (iemand anders)" in words


def test_what_is_said_of_somebody_keeps_their_own_name(demo: Desk, tmp_path: Path) -> None:
    member = demo.db.one("SELECT * FROM member ORDER BY id LIMIT 1")
    assert member
    save_access(demo, Person(member["id"]), tmp_path / "inzage.zip")
    files = files_of(tmp_path / "inzage.zip")
    assert files.keys() == {"inzage.html", "data.json"}
    row = data_of(tmp_path / "inzage.zip")["tables"]["member"]["rows"][0]
    assert (row["last_name"], row["email"]) == (member["last_name"], member["email"])
    assert f"Wat Omgevingsnetwerk van {row['first_name']}" in files["inzage.html"]


def test_the_page_is_whole_in_itself_and_runs_nothing(demo: Desk, tmp_path: Path) -> None:
    save_access(demo, everybody(demo.db)[0], tmp_path / "inzage.zip")
    page = files_of(tmp_path / "inzage.zip")["inzage.html"]
    assert '<html lang="nl">' in page
    assert not re.search(r"<script|<link|<img|src=|href=|url\(|@import", page)


def test_what_somebody_typed_is_text_on_the_page(desk: Desk, tmp_path: Path) -> None:
    draft = MemberDraft(first_name="<b>Eef</b>", notes='<script>alert("x")</script>')
    member = desk.do(add_member, draft, today=desk.today())
    save_access(desk, Person(member), tmp_path / "inzage.zip")
    page = files_of(tmp_path / "inzage.zip")["inzage.html"]
    assert "&lt;script&gt;" in page
    assert "<script" not in page


def test_handing_out_answers_an_open_request_and_is_logged(demo: Desk, tmp_path: Path) -> None:
    person = everybody(demo.db)[0]
    for kind in ("access", "hand_out", "object"):
        demo.do(register_request, RequestDraft(kind, demo.today(), person), today=demo.today())
    save_access(demo, person, tmp_path / "inzage.zip")
    assert [each.kind for each in open_requests(demo.db, person)] == ["object"]
    assert {each.outcome for each in requests_of(demo.db, person) if not each.is_open} == {"done"}
    logged = demo.db.one("SELECT * FROM export_log ORDER BY id DESC LIMIT 1")
    assert logged
    assert (logged["people_count"], logged["purpose"]) == (1, "inzageverzoek")


def test_a_file_that_cannot_be_written_is_not_logged(demo: Desk, tmp_path: Path) -> None:
    before = demo.db.value("SELECT count(*) FROM export_log")
    with pytest.raises(Refused):
        save_access(demo, everybody(demo.db)[0], tmp_path / "nowhere" / "inzage.zip")
    assert demo.db.value("SELECT count(*) FROM export_log") == before


def test_who_a_row_points_at_is_not_named_in_it_by_first_name_either(
    demo: Desk, tmp_path: Path
) -> None:
    sql = """
        SELECT link.member_id AS id, other.first_name, link.why
          FROM outreach_introduction AS link JOIN member AS other ON other.id = link.other_id
         WHERE link.why LIKE '%' || other.first_name || ' %' LIMIT 1
    """
    found = demo.db.one(sql)
    assert found
    save_access(demo, Person(found["id"]), tmp_path / "inzage.zip")
    rows = data_of(tmp_path / "inzage.zip")["tables"]["outreach_introduction"]["rows"]
    assert found["why"].replace(found["first_name"], demo.words(SOMEBODY)) in {
        row["why"] for row in rows
    }


def test_codes_are_in_words_on_the_page(demo: Desk, tmp_path: Path) -> None:
    busy = "SELECT member_id FROM ambassador_exchange WHERE kind = 'give' LIMIT 1"
    save_access(demo, Person(demo.db.value(busy)), tmp_path / "inzage.zip")
    page = files_of(tmp_path / "inzage.zip")["inzage.html"]
    assert ">gegeven<" in page
    assert not re.search(r">(give|ask|ours|theirs|keep-in-touch)<", page)
