"""Stages, balance and looks back equal a recount in plain SQL; restricted members stay unnamed."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from commdesk.catalog import FEATURES
from commdesk.core.database import Database
from commdesk.core.desk import Desk
from commdesk.core.developing import Span
from commdesk.core.errors import Refused
from commdesk.features.ambassadors.checks.model import CheckDraft
from commdesk.features.ambassadors.checks.ops import note_check
from commdesk.features.ambassadors.checks.queries import checks_of
from commdesk.features.ambassadors.development import development
from commdesk.features.ambassadors.model import STAGES
from commdesk.features.members import MemberDraft, add_member
from tests.spans import (
    insert_many,
    line_of,
    named,
    random_day,
    random_span,
    span_until,
    week_ends,
)


def fill(db: Database, rng: random.Random, span: Span) -> None:
    for table in ("member", "ambassador_exchange"):
        db.execute(f"DELETE FROM {table}")
    members = [
        {
            "first_name": f"Lid {n}",
            "sort_name": f"Lid {n}",
            "added_on": random_day(rng, span),
            "stage": rng.choice(("member", "member", "former")),
            "looking_for": rng.choice(("", "een netwerk")),
            "is_restricted": int(rng.random() < 0.2),
        }
        for n in range(12)
    ]
    ids = insert_many(db, "member", members)
    for member in rng.sample(ids, 6):
        moves = sorted(random_day(rng, span) for _ in range(rng.randrange(1, 4)))
        stages = [rng.choice(STAGES)[0] for _ in moves]
        for day, stage in zip(moves, stages, strict=True):
            row = {"member_id": member, "stage": str(stage), "moved_on": day}
            insert_many(db, "ambassador_move", [row])
        row = {"member_id": member, "stage": str(stages[-1]), "stage_on": moves[-1]}
        insert_many(db, "ambassador", [row | {"looking_for": rng.choice(("", "recognition"))}])
        rows = [
            {
                "member_id": member, "kind": rng.choice(("give", "ask")), "what": "iets",
                "happened_on": random_day(rng, span), "idea": "ours",
            }
            for _ in range(rng.randrange(9))
        ]  # fmt: skip
        insert_many(db, "ambassador_exchange", rows)
    checks = [
        {
            "member_id": rng.choice(ids), "answer": rng.choice(("yes", "partly", "no")),
            "checked_on": random_day(rng, span),
        }
        for _ in range(rng.randrange(12))
    ]  # fmt: skip
    insert_many(db, "ambassador_check", checks)


@given(seed=st.integers(0, 10**9))
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_everything_equals_a_recount(db: Database, seed: int) -> None:
    rng = random.Random(seed)  # noqa: S311 - the same people every time
    span = random_span(rng)
    fill(db, rng, span)
    charts = development(db, span)
    day = {"day": span.last_day.isoformat()}
    _recount_stages(db, charts, day)
    _recount_balance(db, charts, span)
    last = {
        row["member_id"]: row["answer"]
        for row in db.query(
            "SELECT member_id, answer FROM ambassador_check WHERE checked_on <= :day "
            "ORDER BY checked_on, id",
            day,
        )
    }
    looking = db.query(
        "SELECT id, looking_for <> '' OR coalesce((SELECT looking_for FROM ambassador "
        "WHERE member_id = member.id), '') <> '' AS looks FROM member "
        "WHERE stage <> 'former' AND added_on <= :day",
        day,
    )
    answers = [last.get(row["id"], "") for row in looking if row["looks"] or row["id"] in last]
    expected = tuple(answers.count(answer) for answer in ("yes", "partly", "no", ""))
    chart = named(charts, "looking_for")
    assert (chart.lines[0].values if chart.lines else (0, 0, 0, 0)) == expected


def _recount_stages(db: Database, charts: list, day: dict[str, str]) -> None:  # type: ignore[type-arg]
    stages = [
        db.value(
            "SELECT stage FROM ambassador_move WHERE member_id = :member AND moved_on <= :day "
            "ORDER BY moved_on DESC, id DESC LIMIT 1",
            day | {"member": member},
        )
        for member in db.column("SELECT member_id FROM ambassador")
    ]
    expected = tuple(stages.count(stage) for stage, _ in STAGES)
    chart = named(charts, "ambassadors")
    assert (chart.lines[0].values if chart.lines else (0,) * 6) == expected


def _recount_balance(db: Database, charts: list, span: Span) -> None:  # type: ignore[type-arg]
    first = db.value("SELECT min(happened_on) FROM ambassador_exchange") or "9999"
    chart = named(charts, "balance")
    for place, (_, end) in enumerate(week_ends(span)):
        for kind, name in (("give", "ambassador_gives"), ("ask", "ambassador_asks")):
            count = db.value(
                "SELECT count(*) FROM ambassador_exchange WHERE kind = :kind "
                "AND happened_on BETWEEN date(:end, '-89 days') AND :end",
                {"kind": kind, "end": end},
            )
            if chart.lines:
                expected = None if end < first else count
                assert line_of([chart], name)[place] == expected
    if chart.behind:
        names = {each.title for each in chart.behind(db, "ambassador_asks", span.weeks[-1])}
        hidden = db.column("SELECT first_name FROM member WHERE is_restricted")
        assert not names & set(hidden)


def test_without_ambassadors_sentences_say_what_brings_figures(desk: Desk) -> None:
    for chart in development(desk.db, span_until(desk.today())):
        assert chart.is_empty
        assert str(chart.answer)
        assert chart.next_step


def test_of_any_member_who_looks_for_something_it_can_be_noted(desk: Desk) -> None:
    today = desk.today()
    member = desk.do(add_member, MemberDraft("Fatma", looking_for="vakgenoten"), today=today)
    desk.do(note_check, CheckDraft(member, "yes"), today=today)
    assert checks_of(desk.db, member)[0].answer == "yes"
    chart = named(development(desk.db, span_until(today)), "looking_for")
    assert chart.lines[0].values == (1, 0, 0, 0)


def test_of_whom_nobody_knows_what_they_look_for_there_is_nothing_to_note(desk: Desk) -> None:
    member = desk.do(add_member, MemberDraft("Fatma"), today=desk.today())
    with pytest.raises(Refused, match="Fatma"):
        desk.do(note_check, CheckDraft(member, "yes"), today=desk.today())


def test_a_look_back_can_be_typed_on_the_command_line(
    desk: Desk, workbook_path: Path, commdesk: Callable[..., Result]
) -> None:
    draft = MemberDraft("Fatma", "", "Yilmaz", looking_for="vakgenoten")
    member = desk.do(add_member, draft, today=desk.today())
    desk.close()
    told = commdesk("look-back", workbook_path, "Fatma Yilmaz", "partly", "--note", "Twee keer")
    assert told.exit_code == 0, told.output
    with Desk.open(workbook_path, FEATURES) as opened:
        (check,) = checks_of(opened.db, member)
    assert (check.answer, check.note) == ("partly", "Twee keer")
