"""An old copy that is opened forgets again whom its workbook forgot; lists leave them out."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from click.testing import Result

from commdesk.catalog import FEATURES
from commdesk.core import backup, erasing, settings
from commdesk.core.desk import Desk
from commdesk.core.erasing import ledger
from commdesk.core.erasing.coming_back import without_erased
from commdesk.core.erasing.copies import backups_with
from commdesk.core.intaking import Plan
from commdesk.core.keys import Key
from commdesk.core.people import Person
from commdesk.features.activity.intake import plan_activity
from commdesk.features.concept.interviews.intake import plan_interviews
from commdesk.features.duplicates.ops import merge_members
from commdesk.features.members import MemberDraft
from commdesk.features.members import ops as members
from commdesk.features.members.intake import plan_members
from tests.conftest import MovableClock
from tests.core.erasing.conftest import places_with

FATMA = MemberDraft(
    first_name="Fatma", last_name="Yılmazer", email="f.yilmazer@gemeente.example",
    phone="+31 6 5551 2345", notes="zoekt bomen",
)  # fmt: skip
PLACES = [each for feature in FEATURES for each in feature.personal_data]


def erase(desk: Desk, *people: Person) -> None:
    desk.do(erasing.erase, FEATURES, list(people), today=desk.today())
    assert erasing.forget_bytes(desk.db)


def add(desk: Desk, draft: MemberDraft = FATMA) -> Person:
    return Person(desk.do(members.add_member, draft, today=desk.today()))


def test_a_restored_backup_is_erased_again_on_opening(
    demo: Desk, key: Key | None, tmp_path: Path
) -> None:
    fatma = add(demo)
    old = backup.make(demo.path, demo.now(), key=key).path
    erase(demo, fatma)
    restored = Path(shutil.copy(old, tmp_path / "terug.commdesk"))
    old.unlink()
    assert places_with("yılmazer", tmp_path, key) == ["terug.commdesk"]
    with Desk.open(restored, FEATURES, clock=demo.clock, key=key, read_only=True) as shown:
        assert shown.erased_again == 1
        assert shown.db.value("SELECT 1 FROM member WHERE id = :id", {"id": fatma.id})
    with Desk.open(restored, FEATURES, clock=demo.clock, key=key) as again:
        assert again.erased_again == 1
        assert not again.db.value("SELECT 1 FROM member WHERE id = :id", {"id": fatma.id})
        assert erasing.erased_on(again.db, email=FATMA.email.upper()) == demo.today()
        assert again.next_undo is None
    assert places_with("yılmazer", tmp_path, key) == []
    with Desk.open(restored, FEATURES, clock=demo.clock, key=key) as once:
        assert once.erased_again == 0


def test_a_copy_from_before_somebody_came_keeps_leaving_them_out(
    plain_demo: Desk, tmp_path: Path
) -> None:
    before = backup.make(plain_demo.path, plain_demo.now()).path
    erase(plain_demo, add(plain_demo))
    restored = Path(shutil.copy(before, tmp_path / "terug.commdesk"))
    with Desk.open(restored, FEATURES, clock=plain_demo.clock) as again:
        assert again.erased_again == 0
        assert erasing.erased_on(again.db, phone="06-55512345") == plain_demo.today()


def test_somebody_whom_only_the_history_of_a_copy_knows_is_erased_from_it(
    plain_demo: Desk, tmp_path: Path
) -> None:
    fatma = add(plain_demo)
    plain_demo.do(members.remove_member, fatma.id)
    old = backup.make(plain_demo.path, plain_demo.now()).path
    erase(plain_demo, fatma)
    restored = Path(shutil.copy(old, tmp_path / "terug.commdesk"))
    old.unlink()
    with Desk.open(restored, FEATURES, clock=plain_demo.clock) as again:
        assert again.erased_again == 1
    assert places_with("yılmazer", tmp_path) == []


def test_who_was_merged_into_them_is_erased_with_them(plain_demo: Desk, tmp_path: Path) -> None:
    keep = add(plain_demo)
    second = MemberDraft(first_name="Fadime", last_name="Quintessa", email="fadime@elders.example")
    third = MemberDraft(first_name="Fadi", last_name="Ontwerpla", email="fadi@elders.example")
    drop, more = add(plain_demo, second), add(plain_demo, third)
    plain_demo.do(merge_members, drop.id, more.id, (), PLACES)
    old = backup.make(plain_demo.path, plain_demo.now()).path
    plain_demo.do(merge_members, keep.id, drop.id, (), PLACES)
    erase(plain_demo, keep)
    for name in ("quintessa", "ontwerpla"):
        assert places_with(name, plain_demo.path.parent) == [
            str(old.relative_to(plain_demo.path.parent))
        ]
    for address in (second.email, third.email, FATMA.email):
        assert erasing.erased_on(plain_demo.db, email=address)
    restored = Path(shutil.copy(old, tmp_path / "terug.commdesk"))
    old.unlink()
    with Desk.open(restored, FEATURES, clock=plain_demo.clock) as again:
        assert again.erased_again > 0
    assert [places_with(each, tmp_path) for each in ("quintessa", "ontwerpla", "yılmazer")] == [
        [], [], []
    ]  # fmt: skip


def test_the_ledger_holds_numbers_and_hashes_only(
    plain_demo: Desk, home: Path, tmp_path: Path
) -> None:
    elsewhere = tmp_path / "elders"
    elsewhere.mkdir()
    home.mkdir(exist_ok=True)
    (home / "policy.toml").write_text(f'backup_folder = "{elsewhere}"\n')
    fatma = add(plain_demo)
    erase(plain_demo, fatma)
    files = [*home.rglob("erased/*.json"), *elsewhere.rglob("erased/*.json")]
    assert len(files) == 2
    secret = plain_demo.db.value("SELECT secret FROM erased_key")
    for file in files:
        text = file.read_text()
        (told,) = json.loads(text)
        assert set(told) == {"table", "row", "on", "marks"}
        assert (told["table"], told["row"]) == ("member", str(fatma.id))
        assert all(len(mark) == 64 for mark in told["marks"])
        assert secret not in text


def test_a_folder_for_copies_that_is_away_is_not_made(
    plain_demo: Desk, home: Path, tmp_path: Path
) -> None:
    home.mkdir(exist_ok=True)
    (home / "policy.toml").write_text(f'backup_folder = "{tmp_path / "stick"}"\n')
    erase(plain_demo, add(plain_demo))
    assert len([*home.rglob("erased/*.json")]) == 1
    assert not (tmp_path / "stick").exists(), "copies would go into it"
    (tmp_path / "stick").mkdir()
    assert ledger.keep(plain_demo.db)
    assert len([*(tmp_path / "stick").rglob("erased/*.json")]) == 1


def test_a_broken_ledger_stops_nothing_and_is_made_again(
    plain_demo: Desk, home: Path, clock: MovableClock
) -> None:
    erase(plain_demo, add(plain_demo))
    plain_demo.close()
    (file,) = home.rglob("erased/*.json")
    file.write_bytes(b"{")
    with Desk.open(plain_demo.path, FEATURES, clock=clock) as desk:
        assert len(ledger.read(desk.db)) == 1


ROWS = [
    {"row": 2, "name": "F. Yilmazer", "email": "F.Yilmazer@gemeente.example "},
    {"row": 3, "name": "Fatma", "email": "fatma@thuis.example", "phone": "06 55512345"},
    {"row": 4, "name": "Somebody Else", "email": "else@gemeente.example"},
]


def left_out(desk: Desk, plan: Plan) -> dict[int, str]:
    found = without_erased(desk.db, FEATURES, plan, ROWS)
    return {c.row: desk.words(c.reason) for c in found.changes if c.reason}


def test_a_list_brings_nobody_back_and_says_why(plain_demo: Desk) -> None:
    erase(plain_demo, add(plain_demo))
    plan = plan_members(plain_demo.db, ROWS, plain_demo.today())
    said = left_out(plain_demo, plan)
    assert sorted(said) == [2, 3]
    assert said[2].startswith("gewist op ")
    held = [{**row, "held_on": date(2026, 11, 2), "willing": "yes"} for row in ROWS]
    assert sorted(left_out(plain_demo, plan_interviews(plain_demo.db, held, plain_demo.today()))) \
        == [2, 3]  # fmt: skip
    did = [{**row, "kind": "post", "happened_on": date(2026, 11, 2)} for row in ROWS]
    planned = plan_activity(plain_demo.db, did, plain_demo.today())
    assert {c.kind for c in planned.changes} == {"skipped"}


def test_whoever_is_added_again_by_hand_comes_in_with_lists_again(plain_demo: Desk) -> None:
    erase(plain_demo, add(plain_demo))
    add(plain_demo)
    plan = plan_members(plain_demo.db, ROWS[:1], plain_demo.today())
    assert left_out(plain_demo, plan) == {}


def test_an_import_leaves_them_out(
    plain_demo: Desk, tmp_path: Path, commdesk: Callable[..., Result]
) -> None:
    erase(plain_demo, add(plain_demo))
    plain_demo.close()
    file = tmp_path / "lijst.csv"
    file.write_text("Naam;E-mail\nFatma Yılmazer;f.yilmazer@gemeente.example\nA B;a@b.example\n")
    result = commdesk("import", plain_demo.path, file, "--apply")
    assert "gewist op" in result.output
    with Desk.open(plain_demo.path, FEATURES, clock=plain_demo.clock) as desk:
        found = set(desk.db.column("SELECT email FROM member"))
        assert FATMA.email not in found
        assert "a@b.example" in found


def test_which_backups_still_hold_somebody_and_until_when(
    plain_demo: Desk, clock: MovableClock
) -> None:
    backup.make(plain_demo.path, clock.now())
    clock.move(hours=1)
    fatma = add(plain_demo)
    held = [backup.make(plain_demo.path, clock.now())]
    clock.move(days=1)
    held.append(backup.make(plain_demo.path, clock.now()))
    erase(plain_demo, fatma)
    clock.move(days=1)
    backup.make(plain_demo.path, clock.now())
    found = backups_with(plain_demo, fatma)
    assert [copy.backup.path for copy in found] == [each.path for each in reversed(held)]
    assert all(copy.until and copy.until > plain_demo.today() for copy in found)


def test_a_backup_goes_on_the_day_on_which_thinning_drops_it() -> None:
    start = datetime(2026, 11, 23, 11, tzinfo=UTC)
    days = [start.date() + timedelta(days=n) for n in range(1, 400)]
    stamps = [start - timedelta(days=n) for n in (0, 1, 3, 30, 120)]
    goes = backup.goes_on(stamps, start.date())
    made = set(stamps)
    for day in days:
        if day.isoweekday() < 6:
            made.add(datetime(day.year, day.month, day.day, 12, tzinfo=UTC))
        made = set(backup.to_keep(made, day))
        assert {each for each in stamps if each in made} <= {s for s in stamps if goes[s] > day}


def test_copies_in_another_folder_of_before_a_move_and_before_an_update_are_among_them(
    plain_demo: Desk, clock: MovableClock, home: Path, tmp_path: Path
) -> None:
    fatma, path = add(plain_demo), plain_demo.path
    chosen = tmp_path / "schijf"
    chosen.mkdir()
    own = backup.keep(path, clock.now()).path
    settings.remember(backup_folder=str(chosen))
    clock.move(minutes=1)
    elsewhere = backup.keep(path, clock.now()).path
    plain_demo.close()
    moved = Path(shutil.copy(path, tmp_path / "verhuisd.commdesk"))
    before = home / "data" / "before-update" / "verhuisd-v3-1.commdesk"
    before.parent.mkdir(parents=True)
    shutil.copy(own, before)
    with Desk.open(moved, FEATURES, clock=clock) as desk:
        here = backup.keep(moved, clock.now()).path
        found = backups_with(desk, fatma)
        assert [copy.backup.path for copy in found] == [here, elsewhere, own, before]
        assert [copy.until is None for copy in found] == [False, True, True, True]
        erase(desk, fatma)
        assert {each.parent.parent for each in tmp_path.rglob("erased/*.json")} == {
            home / "data", chosen,
        }  # fmt: skip


@pytest.mark.parametrize(
    "typed", ["06-55512345", "+31 6 5551 2345", "0031 (0)6 55512345", "0655512345"]
)
def test_a_phone_number_is_known_however_it_is_written(plain_demo: Desk, typed: str) -> None:
    erase(plain_demo, add(plain_demo))
    assert erasing.erased_on(plain_demo.db, phone=typed)
    assert erasing.erased_on(plain_demo.db, phone="0655512346") is None
