"""What is past its date is gone from the file's bytes; what is not, is not touched."""

from __future__ import annotations

import tempfile
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from commdesk.catalog import FEATURES
from commdesk.core import backup, journal, settings
from commdesk.core.desk import Desk
from commdesk.core.errors import Cancelled, Refused
from commdesk.core.keys import Key, key_for
from commdesk.core.retaining import WHY
from commdesk.core.words import Words
from commdesk.core.workbook import Workbook
from commdesk.features.members import MemberDraft, add_member, change_member, find_hits
from commdesk.features.retention.applying import apply, copies_text, forget, let_go
from commdesk.features.retention.model import totals
from commdesk.features.retention.ops import hold, keep_longer, set_months
from commdesk.features.retention.queries import every_rule, list_runs, standings
from tests.conftest import MovableClock
from tests.core.dump import dump
from tests.core.random_ops import STRATEGIES, Die
from tests.features.retention.everything import (
    LONG_AGO,
    files_of,
    fill,
    member,
    open_up,
    rule,
    where_found,
)

OLD, NEW = "zoekwoordoud", "zoekwoordnieuw"
PASSPHRASE = "zeven blauwe fietsen"  # noqa: S105 - of files that a test makes


def past(desk: Desk) -> dict[str, int]:
    found = standings(desk.db, FEATURES, desk.today())
    return {each.rule.key: each.past for each in found if each.past}


@pytest.mark.parametrize("is_keyed", [False, True])
def test_no_byte_is_left_of_any_field_that_a_rule_clears(
    tmp_path: Path, home: Path, monkeypatch: pytest.MonkeyPatch, clock: MovableClock, is_keyed: bool
) -> None:
    """In a protected file the words are looked for in what it holds once it is unlocked."""
    temporary = tmp_path / "temp"
    temporary.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(temporary))
    path = tmp_path / "w" / "w.commdesk"
    path.parent.mkdir()
    key = Key.new(PASSPHRASE) if is_keyed else None
    Desk.create(path, FEATURES, Workbook("Omgeving"), clock=clock, key=key).close()
    key = key_for(path, PASSPHRASE) if is_keyed else None
    with Desk.open(path, FEATURES, clock=clock, key=key) as desk:
        fill(desk, OLD, NEW)
        assert past(desk).keys() == {each.key for each in every_rule(FEATURES)}
        assert where_found(OLD, files_of(path)) or is_keyed
        run = apply(desk)
        assert (run.people, len(run.parts)) == (6, len(every_rule(FEATURES)))
        assert past(desk) == {}
        assert where_found(OLD, files_of(path, home, temporary)) == []
        assert OLD not in str(dump(desk.db))
        assert not find_hits(desk.db, OLD).ids
        assert str(dump(desk.db)).count(NEW) > 40, "what is not past its date stays"
        assert desk.db.value("PRAGMA freelist_count") == 0
        unlocked = tmp_path / "unlocked.db"
        open_up(desk.db, unlocked)
    assert where_found(OLD, files_of(path, home, temporary)) == []
    assert where_found(OLD, [unlocked]) == []
    assert where_found(NEW, [unlocked])


def test_what_counts_stays_who_did_what_and_when_too(desk: Desk) -> None:
    fill(desk, OLD, NEW)
    tables = ("interview", "moderation_log")
    before = {table: desk.db.value(f"SELECT count(*) FROM {table}") for table in tables}
    entries = desk.db.query("SELECT id, op, label, actor, device, at FROM journal_entry")
    apply(desk)
    assert before == {t: desk.db.value(f"SELECT count(*) FROM {t}") for t in tables}
    assert desk.db.value("SELECT count(*) FROM interview WHERE willing = 'yes'") == 4
    assert desk.db.value("SELECT sum(minutes) FROM moderation_log") == 60
    sql = """
        SELECT count(*) AS sent, sum(text <> '') AS texts FROM outreach_message
          JOIN member ON member.id = member_id WHERE email LIKE 'blijver%'
    """
    assert desk.db.query(sql) == [{"sent": 2, "texts": 1}]
    after = desk.db.query("SELECT id, op, label, actor, device, at FROM journal_entry")
    assert after[: len(entries)] == entries


def test_applying_twice_does_nothing_the_second_time(desk: Desk) -> None:
    fill(desk, OLD, NEW)
    apply(desk)
    after = dump(desk.db)
    with pytest.raises(Refused, match="Nothing is past its date"):
        apply(desk)
    assert dump(desk.db) == after


def test_nothing_of_it_can_be_undone_and_undo_says_why(desk: Desk) -> None:
    fill(desk, OLD, NEW)
    apply(desk)
    assert desk.next_undo is None
    with pytest.raises(Refused, match="it is final"):
        desk.undo()
    newest, *_, oldest = journal.history(desk.db, limit=3)
    assert newest.label.startswith("Erase what is past its date")
    assert oldest.closed_because in {WHY, "the workbook starts here"}
    assert all(
        each.before is None and each.after is None
        for each in journal.changes_of(desk.db, oldest.id)
    )


def test_before_it_is_said_until_when_backups_hold_it(desk: Desk) -> None:
    words = Words("nl")
    assert words(copies_text(desk)) == "Er is geen back-up waar ze in staan."
    backup.make(desk.path, desk.now())
    told = words(copies_text(desk))
    assert told == "In 1 eerdere back-up staan ze nog, tot ongeveer wo 9 dec."


def test_a_stopped_run_leaves_everything_as_it_was(desk: Desk) -> None:
    fill(desk, OLD, NEW)
    before = dump(desk.db)

    def stop(_done: int, _of: int) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        let_go(desk, stop)
    assert dump(desk.db) == before
    assert list_runs(desk.db) == []


def test_bytes_that_could_not_go_at_once_go_later(desk: Desk, workbook_path: Path) -> None:
    fill(desk, OLD, NEW)
    run_id = let_go(desk)
    assert desk.db.value("SELECT is_due FROM erased_key") == 1
    assert forget(desk, run_id).texts > 0
    assert desk.db.value("SELECT is_due FROM erased_key") == 0


def test_not_this_one_is_kept_until_a_later_day_with_a_reason(
    desk: Desk, clock: MovableClock
) -> None:
    former = desk.do(add_member, MemberDraft(first_name="An", stage="former"), today=LONG_AGO)
    answer = {"name": "An", "reason": "Klacht loopt", "today": desk.today()}
    desk.do(keep_longer, rule("former-members"), former, until=date(2027, 1, 31), **answer)
    assert past(desk) == {}
    kept = "SELECT retention_on FROM member WHERE id = :id"
    assert desk.db.value(kept, {"id": former}) == "2027-01-31", "the members page says the same"
    desk.undo()
    assert past(desk) == {"former-members": 1}
    desk.redo()
    clock.move(days=(date(2027, 1, 31) - desk.today()).days)
    assert past(desk) == {}
    clock.move(days=1)
    assert past(desk) == {"own-day": 1}
    apply(desk)
    assert desk.db.value("SELECT count(*) FROM member") == 0
    assert desk.db.value("SELECT count(*) FROM retention_kept") == 0


def test_an_interview_is_kept_longer_without_a_day_of_its_own(desk: Desk) -> None:
    fill(desk, OLD, NEW)
    (row,) = desk.db.column("SELECT id FROM interview WHERE name LIKE :old", {"old": f"{OLD}%"})
    answer = {"name": "x", "reason": "Woo", "today": desk.today()}
    desk.do(keep_longer, rule("interviewees"), row, until=date(2027, 1, 1), **answer)
    assert "interviewees" not in past(desk)
    apply(desk)
    assert desk.db.value("SELECT name FROM interview WHERE id = :id", {"id": row}).startswith(OLD)


def test_texts_are_held_as_a_whole_and_let_go_again(desk: Desk) -> None:
    fill(desk, OLD, NEW)
    texts = rule("message-texts")
    held = {"reason": "Woo-verzoek", "today": desk.today()}
    desk.do(hold, texts, until=date(2027, 1, 1), **held)
    assert "message-texts" not in past(desk)
    desk.do(hold, texts, until=None, **held)
    assert past(desk)["message-texts"] == 3


@pytest.mark.parametrize(
    ("until", "reason", "field"),
    [
        (date(2026, 11, 23), "Woo", "until"),
        (None, "Woo", "until"),
        (date(2190, 1, 1), "Woo", "until"),
        (date(2027, 1, 1), "  ", "reason"),
    ],
)
def test_keeping_longer_asks_a_later_day_and_a_reason(
    desk: Desk, until: date | None, reason: str, field: str
) -> None:
    made = desk.do(add_member, MemberDraft(first_name="An"), today=LONG_AGO)
    with pytest.raises(Refused) as refused:
        desk.do(
            keep_longer,
            rule("own-day"),
            made,
            name="An",
            until=until,
            reason=reason,
            today=desk.today(),
        )
    assert refused.value.field == field


def test_months_are_chosen_per_workbook_and_undone(desk: Desk) -> None:
    fill(desk, OLD, NEW)
    texts = rule("message-texts")
    desk.do(set_months, texts, None)
    assert "message-texts" not in past(desk)
    desk.do(set_months, texts, 1_200)
    assert "message-texts" not in past(desk)
    assert Words("nl")(desk.undo_label) == "Bewaartermijn wijzigen: Teksten van berichten"
    desk.undo()
    desk.undo()
    assert past(desk)["message-texts"] == 3


@pytest.mark.parametrize("months", [0, -1, 1_201])
def test_refuses_months_that_are_none(desk: Desk, months: int) -> None:
    with pytest.raises(Refused, match="Between 1 and"):
        desk.do(set_months, rule("message-texts"), months)


def test_without_an_end_is_refused_where_the_organisation_sets_one(desk: Desk) -> None:
    with pytest.raises(Refused, match="at most"):
        desk.do(set_months, rule("message-texts"), None, text_days=30)
    desk.do(set_months, rule("interview-texts"), None, text_days=30)
    with pytest.raises(Refused, match="a day of their own"):
        desk.do(set_months, rule("own-day"), 3)


def test_the_policy_lets_texts_go_that_the_workbook_would_keep(desk: Desk) -> None:
    fill(desk, OLD, NEW)
    desk.do(set_months, rule("message-texts"), None)
    settings.remember(text_days=2)
    assert past(desk)["message-texts"] == 6
    apply(desk)
    assert desk.db.value("SELECT count(*) FROM outreach_message WHERE text <> ''") == 0


def test_a_report_of_what_went_names_nobody(desk: Desk) -> None:
    fill(desk, OLD, NEW)
    run = apply(desk)
    (kept,) = list_runs(desk.db)
    assert kept == run
    assert sum(part.count for part in run.parts) == run.people + run.texts
    rows = [desk.db.query(f"SELECT * FROM {t}") for t in ("retention_run", "retention_run_part")]
    assert OLD not in str(rows)


def test_values_in_history_before_a_moment_are_blanked(desk: Desk, clock: MovableClock) -> None:
    made = desk.do(add_member, MemberDraft(first_name=OLD), today=desk.today())
    clock.move(days=800)
    desk.do(change_member, made, {"first_name": "Jan"})
    desk.do(_blank, desk.now() - timedelta(days=700))
    _blanked, changed, added, *_ = journal.history(desk.db)
    assert (added.closed_because, added.subject) == (WHY, {})
    assert changed.closed_because == ""
    assert OLD in str(journal.changes_of(desk.db, changed.id)), "the later act tells what was"


@journal.op("Blank")
def _blank(db: Any, moment: Any) -> None:
    journal.blank_before(db, moment, why=WHY)
    member(db, "x")


@given(seed=st.integers(0, 10**6), days=st.integers(0, 1_500))
@hypothesis_settings(max_examples=6)
def test_after_random_acts_nobody_is_touched_who_is_not_past_their_date(
    tmp_path_factory: pytest.TempPathFactory, seed: int, days: int
) -> None:
    clock, rng = MovableClock(), Random(seed)  # noqa: S311
    path = tmp_path_factory.mktemp("random") / "w.commdesk"
    with Desk.create(path, FEATURES, Workbook("Omgeving", owner="Noor"), clock=clock) as desk:
        for op in rng.sample(list(STRATEGIES), 60) * 3:
            given_now = STRATEGIES[op](Die(desk, rng))
            try:
                if given_now is not None:
                    desk.do(op, *given_now.args, **given_now.kwargs)
            except Refused:
                pass
        clock.move(days=days)
        _apply_and_compare(desk)


def _apply_and_compare(desk: Desk) -> None:
    found = standings(desk.db, FEATURES, desk.today())
    before = {row["id"]: row for row in desk.db.query("SELECT * FROM member")}
    names = desk.db.query("SELECT id, name, email FROM interview WHERE member_id IS NOT NULL")
    expected = sum(each.past for each in found if each.rule.retention.table == "member")
    if not any(each.past for each in found):
        return
    run = apply(desk)
    assert (run.people, run.texts) == totals(found)
    after = {row["id"]: row for row in desk.db.query("SELECT * FROM member")}
    assert len(before) - len(after) == expected
    assert all(
        row["stage"] in {"former", "prospect"} or row["retention_on"]
        for member_id, row in before.items()
        if member_id not in after
    )
    for member_id, row in after.items():
        same = row.keys() - {"notes", "looking_for", "organisation_id", "role", "owner"}
        assert {k: row[k] for k in same} == {k: before[member_id][k] for k in same}
    assert len(names) >= len(desk.db.query("SELECT id FROM interview WHERE member_id IS NOT NULL"))
    with pytest.raises(Refused):
        apply(desk)
    assert desk.db.value("PRAGMA integrity_check") == "ok"
    assert desk.db.query("PRAGMA foreign_key_check") == []
