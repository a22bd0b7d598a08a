"""What changed since a copy: its counts equal those of an independent walk over the tables."""

from __future__ import annotations

from pathlib import Path
from random import Random
from typing import Any

import pytest

from commdesk.catalog import FEATURES
from commdesk.core import backup, journal
from commdesk.core.backup import Backup
from commdesk.core.desk import Desk
from commdesk.core.errors import Refused
from commdesk.core.keys import Key
from commdesk.core.workbook import Workbook, set_facts
from commdesk.features.members import MemberDraft, add_member
from commdesk.features.members.ops import change_member, remove_member
from commdesk.features.safekeeping.model import Difference, Since, find_copy
from commdesk.features.safekeeping.queries import (
    acts_since,
    differences,
    kept_copies,
    newest_act,
    what_changed,
)
from tests.core.random_ops import STRATEGIES
from tests.core.test_undo_of_everything import act

UNWATCHED = {name for feature in FEATURES for name in feature.unwatched}


def tables_of(path: Path, key: Key | None = None) -> dict[str, dict[int, dict[str, Any]]]:
    """Every watched table by id, read whole."""
    with Desk.open(path, FEATURES, key=key, read_only=True) as desk:
        return {
            table: {row["id"]: row for row in desk.db.query(f'SELECT * FROM "{table}"')}
            for table in journal.watched_tables(desk.db, UNWATCHED)
        }


def counted(copy: Path, now: Path, key: Key | None = None) -> dict[str, tuple[int, int, int]]:
    old, new = tables_of(copy, key), tables_of(now, key)
    found = {}
    for table in new:
        was, is_ = old[table], new[table]
        changed = sum(was[each] != is_[each] for each in was.keys() & is_.keys())
        counts = (len(is_.keys() - was.keys()), changed, len(was.keys() - is_.keys()))
        if any(counts):
            found[table] = counts
    return found


def told(found: list[Difference]) -> dict[str, tuple[int, int, int]]:
    return {each.table: (each.added, each.changed, each.removed) for each in found}


def compare(desk: Desk, copy: Backup) -> list[Difference]:
    with desk.twin() as twin:
        return differences(twin, copy)


@pytest.mark.parametrize("seed", range(3))
def test_counts_equal_an_independent_walk_after_acts_of_every_kind(desk: Desk, seed: int) -> None:
    rng = Random(seed)  # noqa: S311 - acts, not secrets
    ops = sorted(STRATEGIES, key=lambda op: f"{op.__module__}.{op.__qualname__}")
    for op in rng.choices(ops, k=250):
        act(desk, op, rng)
    copy = backup.keep(desk.path, desk.now())
    before = desk.db.value("SELECT count(*) FROM journal_entry")
    for op in rng.choices(ops, k=120):
        act(desk, op, rng)
    desk.undo()
    found = compare(desk, copy)
    assert told(found) == counted(copy.path, desk.path)
    assert len(found) > 5
    since = acts_since(desk.db, newest_act(copy, None) or 0)
    assert since.acts == desk.db.value("SELECT count(*) FROM journal_entry") - before
    assert {each.table for each in found} <= {table for table, _rows in since.tables}


def test_what_was_removed_since_is_named_as_the_copy_has_it(desk: Desk) -> None:
    fatma = desk.do(add_member, MemberDraft("Fatma Yilmaz"), today=desk.today())
    sem = desk.do(add_member, MemberDraft("Sem de Boer"), today=desk.today())
    copy = backup.keep(desk.path, desk.now())
    desk.do(remove_member, fatma)
    desk.do(change_member, sem, {"notes": "nieuw"})
    desk.do(add_member, MemberDraft("Noor"), today=desk.today())
    (member,) = [each for each in compare(desk, copy) if each.table == "member"]
    assert (member.added, member.changed, member.removed) == (1, 1, 1)
    assert member.only_in_copy == ("Fatma Yilmaz",)


def test_a_protected_workbook_is_compared_with_its_protected_copy(tmp_path: Path) -> None:
    path, key = tmp_path / "w.commdesk", Key.new("zeven blauwe fietsen")
    with Desk.create(path, FEATURES, Workbook("W"), key=key) as desk:
        copy = backup.keep(path, desk.now(), key=key)
        desk.do(add_member, MemberDraft("Fatma"), today=desk.today())
        assert told(compare(desk, copy)) == counted(copy.path, path, key)


def test_a_copy_under_an_older_passphrase_stands_in_the_list_and_says_so(tmp_path: Path) -> None:
    old, new = tmp_path / "old.commdesk", tmp_path / "w.commdesk"
    Desk.create(old, FEATURES, Workbook("W"), key=(first := Key.new("oud"))).close()
    folder = backup.backup_folder(new)
    with Desk.create(new, FEATURES, Workbook("W"), key=Key.new("nieuw")) as desk:
        made = backup.make(old, desk.now(), folder=folder, key=first)
        made.path.rename(folder / made.path.name.replace("old-", "w-"))
        (kept,) = kept_copies(desk)
        assert not kept.opens
        assert str(kept.acts) == "another passphrase"
        assert what_changed(desk, kept).differences == ()


def test_a_copy_of_what_was_gone_back_on_says_so(desk: Desk) -> None:
    assert acts_since(desk.db, 1 << 62) == Since(0, (), is_ahead=True)


@pytest.mark.parametrize(
    "typed",
    ["1", "2026-11-23", "23-11-2026", "2026-11-23 10:00", "2026-11-23T10:00", "23-11-2026 10:00"],
)
def test_a_copy_is_found_by_number_or_moment(desk: Desk, clock: Any, typed: str) -> None:
    backup.keep(desk.path, desk.now())
    desk.do(set_facts, owner="Sem")
    clock.move(hours=1)
    newest = backup.keep(desk.path, desk.now())
    copies = backup.list_backups(desk.path)
    assert find_copy(copies, typed) == newest
    assert find_copy(copies, copies[1].path.name) == copies[1]


@pytest.mark.parametrize("typed", ["", "0", "3", "2026", "gisteren", "2026-11-22"])
def test_what_is_no_copy_is_refused(desk: Desk, typed: str) -> None:
    made = backup.keep(desk.path, desk.now())
    with pytest.raises(Refused, match="--list"):
        find_copy([made], typed)
