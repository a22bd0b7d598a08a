"""Everything as readable files, and a workbook of it again: the same, or a refusal and nothing."""

from __future__ import annotations

import hashlib
import json
import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from commdesk.catalog import FEATURES
from commdesk.core.check import faults
from commdesk.core.desk import Desk
from commdesk.core.dumping import dump, load, look
from commdesk.core.dumping.parts import CONTENTS
from commdesk.core.errors import Refused
from commdesk.core.keys import Key
from commdesk.core.rebuilding import rebuilt
from commdesk.core.workbook import set_facts
from commdesk.features.members import MemberDraft, add_member, find_by_words
from tests.conftest import MovableClock
from tests.core.damage import rows_of
from tests.core.random_ops import STRATEGIES, Die

OPS = sorted(STRATEGIES, key=lambda op: (op.__module__, op.__qualname__))
Content = dict[str, bytes]


def untold(_done: int, _of: int) -> None:
    pass


def dumped(desk: Desk, path: Path, *, with_history: bool = True) -> Path:
    with desk.twin() as twin:
        dump(twin, path, untold, with_history=with_history)
    return path


def again(made: Path, folder: Path) -> bytes:
    """The export of the workbook that is made of an export."""
    load(made, folder / "again.commdesk", FEATURES, untold)
    with Desk.open(folder / "again.commdesk", FEATURES, read_only=True) as desk:
        dump(desk, folder / "again.zip", untold)
        assert faults(desk.db.raw) == []
    return (folder / "again.zip").read_bytes()


@settings(max_examples=6, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seed=some.integers(0, 2**32))
def test_what_is_loaded_dumps_to_the_same_bytes(
    empty_workbook: Path, tmp_path_factory: pytest.TempPathFactory, seed: int
) -> None:
    folder, rng = tmp_path_factory.mktemp("dump"), Random(seed)  # noqa: S311
    path = Path(shutil.copy(empty_workbook, folder / "w.commdesk"))
    with Desk.open(path, FEATURES, clock=MovableClock()) as desk:
        for op in rng.choices(OPS, k=60):
            try:
                if wanted := STRATEGIES[op](Die(desk, rng)):
                    desk.do(op, *wanted.args, **wanted.kwargs)
            except Refused:
                continue
        made = dumped(desk, folder / "made.zip")
    assert again(made, folder) == made.read_bytes()
    assert rows_of(folder / "again.commdesk") == rows_of(path)


def test_a_loaded_workbook_searches_and_undoes_as_the_first_did(desk: Desk, tmp_path: Path) -> None:
    desk.do(add_member, MemberDraft(first_name="Fatma"), today=desk.today())
    load(dumped(desk, tmp_path / "a.zip"), tmp_path / "new.commdesk", FEATURES, untold)
    with Desk.open(tmp_path / "new.commdesk", FEATURES) as new:
        assert find_by_words(new.db, "fatm")
        assert new.workbook == desk.workbook
        new.undo()
        assert new.db.value("SELECT count(*) FROM member") == 0


def test_it_reads_without_commdesk(desk: Desk, tmp_path: Path) -> None:
    member_id = desk.do(add_member, MemberDraft(first_name="Fatma"), today=desk.today())
    with zipfile.ZipFile(dumped(desk, tmp_path / "a.zip")) as zipped:
        (row,) = json.loads(zipped.read("tables/member.json"))
        said = json.loads(zipped.read(CONTENTS))
        readme = zipped.read("LEESMIJ.txt").decode()
    assert (row["id"], row["first_name"], row["added_on"]) == (
        str(member_id),
        "Fatma",
        "2026-11-23",
    )
    assert "geen wachtwoordzin" in readme
    part = next(each for each in said["parts"] if each["table"] == "member")
    assert part["rows"] == 1
    assert said["steps"]


def test_without_history_it_holds_no_history(desk: Desk, tmp_path: Path) -> None:
    desk.do(set_facts, owner="Noor")
    made = dumped(desk, tmp_path / "a.zip", with_history=False)
    assert not any(name.startswith("history/") for name in zipfile.ZipFile(made).namelist())
    load(made, tmp_path / "new.commdesk", FEATURES, untold)
    with Desk.open(tmp_path / "new.commdesk", FEATURES) as new:
        assert new.undo_label is None
        new.do(set_facts, owner="Sem")
        new.undo()


def test_a_new_workbook_can_have_a_passphrase(desk: Desk, tmp_path: Path) -> None:
    key = Key.new("zeven blauwe fietsen")
    load(dumped(desk, tmp_path / "a.zip"), tmp_path / "new.commdesk", FEATURES, untold, key)
    assert b"Omgevingsnetwerk" not in (tmp_path / "new.commdesk").read_bytes()
    with Desk.open(tmp_path / "new.commdesk", FEATURES, key=key) as new:
        assert new.workbook.name == "Omgevingsnetwerk"


def test_an_export_of_an_older_schema_is_brought_up_to_date(desk: Desk, tmp_path: Path) -> None:
    said = look(dumped(desk, tmp_path / "now.zip"))
    dropped = ("members", "views"), ("members", "own_fields_in_search")
    older = [step for step in said.steps if step not in dropped]
    with rebuilt(tmp_path / "old.commdesk", FEATURES, None, older) as building:
        building.raw.execute(
            "INSERT INTO member (id, first_name, sort_name, added_on, source, legal_ground, stage)"
            " VALUES (1, 'Fatma', 'fatma', '2026-01-01', '', 'public-task', 'member')"
        )
        assert "member_view" not in building.tables
    with Desk.open(tmp_path / "old.commdesk", FEATURES) as old:
        assert old.db.column("SELECT first_name FROM member") == ["Fatma"]
        assert old.db.value("SELECT count(*) FROM member_view") == 0


# --- what is refused ------------------------------------------------------------------------------


def _parts(made: Path) -> Content:
    with zipfile.ZipFile(made) as zipped:
        return {name: zipped.read(name) for name in zipped.namelist()}


def _edited(parts: Content, edit: Callable[[dict[str, Any]], object]) -> Content:
    said = json.loads(parts[CONTENTS])
    edit(said)
    return {**parts, CONTENTS: json.dumps(said).encode()}


def _part(said: dict[str, Any], table: str) -> dict[str, Any]:
    found: dict[str, Any] = next(each for each in said["parts"] if each["table"] == table)
    return found


def _with_member(parts: Content, text: bytes) -> Content:
    """A member part that is not what was written, under its own checksum."""

    def edit(said: dict[str, Any]) -> None:
        _part(said, "member").update(sha256=hashlib.sha256(text).hexdigest(), rows=1)

    return {**_edited(parts, edit), "tables/member.json": text}


CHANGES: dict[str, Callable[[Content], Content]] = {
    "a letter": lambda p: {**p, "tables/member.json": p["tables/member.json"].replace(b"F", b"G")},
    "a part less": lambda p: {name: c for name, c in p.items() if name != "tables/todo.json"},
    "a part more": lambda p: {**p, "tables/evil.json": b"[]"},
    "a way out": lambda p: {**p, "../../evil": b"x"},
    "another program": lambda p: _edited(p, lambda said: said.update(format="other")),
    "a newer format": lambda p: _edited(p, lambda said: said.update(format_version=99)),
    "a newer schema": lambda p: _edited(p, lambda said: said["steps"].append(["members", "next"])),
    "no contents": lambda p: {name: c for name, c in p.items() if name != CONTENTS},
    "no JSON": lambda p: {**p, CONTENTS: b"{"},
    "deep": lambda p: {**p, CONTENTS: b"[" * 100_000},
    "another place": lambda p: _edited(p, lambda said: _part(said, "member").update(file="../x")),
    "a strange table": lambda p: _edited(
        p, lambda said: _part(said, "member").update(table="x; DROP TABLE member")
    ),
    "strange columns": lambda p: _edited(
        p, lambda said: _part(said, "member").update(columns=["id", "name) --"])
    ),
    "no row": lambda p: _with_member(p, b"[\n7\n]\n"),
    "deep row": lambda p: _with_member(p, b"[\n" + b"[" * 100_000 + b"\n]\n"),
    "too few rows": lambda p: _edited(p, lambda said: _part(said, "member").update(rows=2)),
}


@pytest.mark.parametrize("change", CHANGES)
def test_a_changed_zip_is_refused_and_nothing_is_left(
    desk: Desk, tmp_path: Path, change: str
) -> None:
    desk.do(add_member, MemberDraft(first_name="Fatma"), today=desk.today())
    parts = CHANGES[change](_parts(dumped(desk, tmp_path / "a.zip")))
    _refuses(tmp_path, parts)


def _refuses(folder: Path, parts: Content) -> None:
    with zipfile.ZipFile(folder / "b.zip", "w", zipfile.ZIP_DEFLATED) as zipped:
        for name, content in parts.items():
            zipped.writestr(name, content)
    before = (folder / "b.zip").read_bytes()
    out = folder / "out"
    out.mkdir()
    with pytest.raises(Refused, match=r"Nothing was changed\.$"):
        load(folder / "b.zip", out / "new.commdesk", FEATURES, untold)
    assert not list(out.iterdir())
    assert (folder / "b.zip").read_bytes() == before


def test_a_bomb_is_refused_before_it_is_unpacked(desk: Desk, tmp_path: Path) -> None:
    parts = _parts(dumped(desk, tmp_path / "a.zip"))
    _refuses(tmp_path, {**parts, "tables/todo.json": b"[\n" + b" " * 40_000_000 + b"]\n"})


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 and no more", b"text" * 1000])
def test_what_is_no_zip_is_refused(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "a.zip").write_bytes(content)
    with pytest.raises(Refused, match="Nothing was changed"):
        load(tmp_path / "a.zip", tmp_path / "new.commdesk", FEATURES, untold)
    assert sorted(each.name for each in tmp_path.iterdir() if each.name != "home") == ["a.zip"]


def test_an_existing_file_is_never_replaced(desk: Desk, tmp_path: Path) -> None:
    made = dumped(desk, tmp_path / "a.zip")
    (tmp_path / "new.commdesk").write_text("mine")
    with pytest.raises(Refused, match="exists already"):
        load(made, tmp_path / "new.commdesk", FEATURES, untold)
    assert (tmp_path / "new.commdesk").read_text() == "mine"
