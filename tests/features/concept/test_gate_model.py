"""The 20 % gate against an independent reckoning, at its boundaries, and as the verb says it."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from decimal import Decimal, localcontext
from fractions import Fraction
from pathlib import Path
from random import Random
from statistics import NormalDist

import pytest
from click.testing import Result

from commdesk.core.desk import Desk
from commdesk.core.words import Words
from commdesk.features.concept import InterviewDraft, add_interview
from commdesk.features.concept.gate import Gate, gate_by_circle, gate_now, gate_over_time
from commdesk.features.concept.gate.evidence import EVIDENCE
from commdesk.features.concept.gate.handed import tiles
from commdesk.features.concept.gate.sheet import SHEETS
from commdesk.features.concept.interviews import WILLING
from commdesk.features.concept.statement.ops import begin_version

MONDAY = date(2026, 11, 23)
Run = Callable[..., Result]
VECTORS = (
    (2, 10, 0.06, 0.51, 2),
    (3, 15, 0.0705, 0.4519, 4),
    (4, 15, 0.1090, 0.5195, 4),
    (6, 30, 0.10, 0.37, 2),
    (20, 100, 0.13, 0.29, 2),
)
_dice = Random(20)  # noqa: S311 - any pairs will do
PAIRS = sorted({(_dice.randint(0, n), n) for n in (_dice.randint(1, 400) for _ in range(260))})[
    :200
]
SMALL = [(k, n) for n in range(41) for k in range(n + 1)]


def reference(k: int, n: int) -> tuple[Decimal, Decimal]:
    """Wilson's bounds as the roots of (p - k/n)^2 = z^2 p(1-p)/n, in 40 digits."""
    with localcontext() as exact:
        exact.prec = 40
        z2 = Decimal(NormalDist().inv_cdf(0.975)) ** 2
        share = Fraction(k, n)
        p = Decimal(share.numerator) / Decimal(share.denominator)
        a, b, c = 1 + z2 / n, -(2 * p + z2 / n), p * p
        root = (b * b - 4 * a * c).sqrt()
        return (-b - root) / (2 * a), (-b + root) / (2 * a)


def verdict_of(k: int, n: int) -> str:
    """product.md, said once more in fractions."""
    if n < 15:
        return "too-few"
    if Fraction(k, n) < Fraction(1, 5):
        return "not-yet"
    return "sure" if reference(k, n)[0] >= Decimal("0.2") else "viable"


@pytest.mark.parametrize(("k", "n", "low", "high", "digits"), VECTORS)
def test_the_interval_is_that_of_the_check_vectors(
    k: int, n: int, low: float, high: float, digits: int
) -> None:
    found = Gate(n, k).interval
    assert (round(found[0], digits), round(found[1], digits)) == (low, high)


@pytest.mark.parametrize(("k", "n"), PAIRS)
def test_two_hundred_more_agree_with_an_independent_reference(k: int, n: int) -> None:
    low, high = reference(k, n)
    found = Gate(n, k)
    assert found.interval == pytest.approx((float(low), float(high)), abs=1e-9)
    assert found.verdict == verdict_of(k, n)


def test_there_are_two_hundred_of_them() -> None:
    assert len(PAIRS) == 200


@pytest.mark.parametrize(
    ("willing", "interviews", "verdict"),
    [
        (0, 0, "too-few"),
        (1, 1, "too-few"),
        (0, 1, "too-few"),
        (14, 14, "too-few"),
        (0, 15, "not-yet"),
        (2, 15, "not-yet"),
        (3, 15, "viable"),
        (3, 16, "not-yet"),
        (15, 15, "sure"),
        (4, 20, "viable"),
        (3, 20, "not-yet"),
        (20, 100, "viable"),
        (19, 100, "not-yet"),
    ],
)
def test_exactly_a_fifth_is_enough_and_fourteen_are_too_few(
    willing: int, interviews: int, verdict: str
) -> None:
    assert Gate(interviews, willing).verdict == verdict


def test_still_needed_is_the_fewest_that_all_say_yes() -> None:
    for k, n in SMALL:
        more = 0
        while verdict_of(k + more, n + more) not in {"viable", "sure"}:
            more += 1
        assert Gate(n, k).still_needed == more, (k, n)


def test_sure_if_of_the_next_ten_is_the_fewest_that_make_it_sure() -> None:
    for k, n in SMALL:
        works = (yes for yes in range(11) if verdict_of(k + yes, n + 10) == "sure")
        assert Gate(n, k).sure_if_of_next_10 == next(works, None), (k, n)


def test_four_of_fifteen_says_what_makes_it_sure() -> None:
    gate = Gate(15, 4)
    assert gate.verdict == "viable"
    assert gate.sure_if_of_next_10 == 5
    assert Words("en")(gate.explanation) == "Sure if at least 5 of the next 10 say yes."
    assert Words("nl")(gate.explanation).startswith(
        "Zeker als van de volgende 10 geïnterviewden er minstens 5 ja zeggen"
    )


def interview(desk: Desk, name: str, willing: str, **fields: object) -> int:
    draft = InterviewDraft(name=name, willing=willing, **({"held_on": MONDAY} | fields))  # type: ignore[arg-type]
    return desk.do(add_interview, draft, today=MONDAY)


def test_a_maybe_never_counts(desk: Desk) -> None:
    for number in range(5):
        for willing, _ in WILLING:
            interview(desk, f"{willing} {number}", willing)
    assert gate_now(desk.db) == Gate(20, 10)
    maybes = Gate(15, 0)
    assert maybes.verdict == "not-yet"


def test_what_is_planned_or_left_open_is_no_interview_yet(desk: Desk) -> None:
    interview(desk, "Petra", "yes", held_on=None, planned_on=MONDAY)
    interview(desk, "Kees", "")
    assert gate_now(desk.db) == Gate(0, 0)


def test_a_new_version_of_the_concept_starts_at_zero(desk: Desk) -> None:
    desk.do(begin_version, "voor juristen", today=MONDAY)
    interview(desk, "Petra", "yes")
    desk.do(begin_version, "voor bewoners", today=MONDAY)
    assert gate_now(desk.db) == Gate(0, 0)


def test_groups_and_days_add_up(desk: Desk) -> None:
    interview(desk, "Petra", "yes", circle="Juristen", held_on=date(2026, 11, 20))
    interview(desk, "Kees", "no", circle="juristen")
    interview(desk, "Bram", "already", circle="Beleid")
    groups = gate_by_circle(desk.db, None)
    assert [gate for _, gate in groups] == [Gate(2, 1), Gate(1, 1)]
    assert gate_over_time(desk.db, None) == [
        (date(2026, 11, 20), Gate(1, 1)),
        (MONDAY, Gate(3, 2)),
    ]


KEYS = {
    "interviews", "willing", "share", "low", "high", "verdict", "still_needed",
    "sure_if_of_next_10",
}  # fmt: skip


def test_the_verb_has_its_stable_keys_in_an_empty_workbook(
    desk: Desk, workbook_path: Path, commdesk: Run
) -> None:
    desk.close()
    document = json.loads(commdesk("gate", workbook_path, "--json").output)
    assert document == {
        "interviews": 0,
        "willing": 0,
        "share": 0.0,
        "low": 0.0,
        "high": 1.0,
        "verdict": "too-few",
        "still_needed": 15,
        "sure_if_of_next_10": None,
    }
    assert commdesk("gate", workbook_path).exit_code == 0


def test_the_verb_counts_the_version_of_now(desk: Desk, workbook_path: Path, commdesk: Run) -> None:
    for number in range(15):
        interview(desk, f"Iemand {number}", "yes" if number < 4 else "maybe")
    desk.close()
    document = json.loads(commdesk("gate", workbook_path, "--json").output)
    assert set(document) == KEYS
    assert (document["interviews"], document["willing"]) == (15, 4)
    assert (document["verdict"], document["still_needed"]) == ("viable", 0)
    assert document["sure_if_of_next_10"] == 5


def test_evidence_turns_on_and_off_with_the_data(desk: Desk) -> None:
    held, passed = (each.look for each in EVIDENCE)
    ids = [interview(desk, f"Iemand {n}", "yes" if n < 3 else "no") for n in range(14)]
    assert not held(desk.db, MONDAY).is_met
    assert not passed(desk.db, MONDAY).is_met
    interview(desk, "De vijftiende", "no")
    assert held(desk.db, MONDAY).is_met
    assert passed(desk.db, MONDAY).is_met
    interview(desk, "De zestiende", "no")
    assert not passed(desk.db, MONDAY).is_met
    desk.undo()
    desk.undo()
    assert not held(desk.db, MONDAY).is_met
    assert [each.key for each in EVIDENCE] == ["interviews-held", "gate-passed"]
    assert ids


def test_the_tile_counts_up_to_fifteen(desk: Desk) -> None:
    assert tiles(desk.db, MONDAY) == []
    interview(desk, "Petra", "yes")
    (tile,) = tiles(desk.db, MONDAY)
    assert (tile.done, tile.of, tile.page) == (1, 15, "needs")


def test_the_sheet_of_the_gate_names_nobody_and_that_of_interviews_quotes_nobody() -> None:
    gate, interviews = SHEETS
    assert not gate.has_people
    assert interviews.has_people
    assert not any(sheet.by_default for sheet in SHEETS)
    keys = {column.key for column in interviews.columns}
    assert not keys & {"quote", "text", "answers"}


def test_the_verb_has_its_stable_keys_in_the_demo(tmp_path: Path, commdesk: Run) -> None:
    path = tmp_path / "demo.commdesk"
    assert commdesk("demo", "--no-window", "--members", "20", "--to", path).exit_code == 0
    result = commdesk("gate", path, "--json")
    assert result.exit_code == 0
    assert set(json.loads(result.output)) == KEYS
