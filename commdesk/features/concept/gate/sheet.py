"""The sheets of the gate: its totals per version and group, and by name who was interviewed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from math import floor
from typing import Any

from commdesk.core.database import Database
from commdesk.core.feature import ExportScope, Sheet
from commdesk.core.shares import ENOUGH
from commdesk.core.sheets.spec import Column
from commdesk.core.words import N_
from commdesk.features.concept.gate.model import NORM, VERDICTS, Gate
from commdesk.features.concept.gate.queries import gate_by_circle, gate_of
from commdesk.features.concept.interviews import WILLING, list_interviews
from commdesk.features.concept.interviews.model import Answer
from commdesk.features.concept.interviews.queries import answers_of
from commdesk.features.concept.statement import list_versions
from commdesk.features.members import restricted_members

_Z = "1.959963984540054"
"""NormalDist().inv_cdf(0.975), of `core.shares`."""
_HAIR = 1e-9


def _bound(sign: str) -> str:
    """A bound of Wilson's interval as a formula of Excel: `core.shares.wilson`, from 0 to 1."""
    n, willing = "{interviews}", "{willing}"
    root = f"SQRT({willing}*({n}-{willing})/{n}+{_Z}^2/4)"
    edge, end = ("0", "0") if sign == "-" else (n, "1")
    bound = f"({willing}+{_Z}^2/2{sign}{_Z}*{root})/({n}+{_Z}^2)"
    return f"IF({willing}={edge},{end},{bound})"


_SURE = f"{_bound('-')}>={NORM}"
GATE_COLUMNS = (
    Column("version", N_("Version"), "number", 10),
    Column("circle", N_("Group"), width=24),
    Column("interviews", N_("Interviews"), "number", 12),
    Column("willing", N_("Want to contribute"), "number", 16),
    Column("share", N_("Share in %"), "number", 12,
           formula="=IF({interviews}=0,0,ROUND(100*{willing}/{interviews},1))"),
    Column("low", N_("At least, in %"), "number", 14,
           formula=f"=ROUND(100*{_bound('-')},1)"),
    Column("high", N_("At most, in %"), "number", 14,
           formula=f"=ROUND(100*{_bound('+')},1)"),
    Column("verdict", N_("Outcome"), "choice", 28, choices=VERDICTS,
           formula=f'=IF({{interviews}}<{ENOUGH},"{{said[too-few]}}",'
                   'IF(5*{willing}<{interviews},"{said[not-yet]}",'
                   f'IF({_SURE},"{{said[sure]}}","{{said[viable]}}")))'),
)  # fmt: skip
INTERVIEW_COLUMNS = (
    Column("name", N_("Name"), width=28),
    Column("circle", N_("Group"), width=20),
    Column("version", N_("Version"), "number", 10),
    Column("planned_on", N_("Planned on"), "date", 14),
    Column("held_on", N_("Held on"), "date", 14),
    Column("willing", N_("Willing to contribute"), "choice", 20, choices=WILLING),
    Column("weekly_minutes", N_("Hours a week"), "hours", 12),
    Column("would_do", N_("Would do"), width=34),
    Column("wants_back", N_("Wants in return"), width=34),
    Column("member_id", N_("Member number"), "id", 22),
)
_KEYS = tuple(column.key for column in INTERVIEW_COLUMNS if column.key != "version")


def gate_rows(db: Database, _scope: ExportScope) -> list[dict[str, Any]]:
    """Per version the whole, then its groups; what nobody was asked about is left out."""
    return [row for number, version_id in _versions(db) for row in _of(db, number, version_id)]


def interview_rows(db: Database, scope: ExportScope) -> list[dict[str, Any]]:
    """Who was or will be interviewed in the days of the export, or has no day yet.

    Without restricted members; what they said only when texts were named apart.
    """
    numbers = {version_id: number for number, version_id in _versions(db)}
    restricted = restricted_members(db)
    kept = [
        each
        for each in list_interviews(db)
        if each.member_id not in restricted and _is_in(scope, each.held_on or each.planned_on)
    ]
    said = answers_of(db, [each.id for each in kept]) if scope.with_texts else {}
    return [
        {key: getattr(each, key) for key in _KEYS}
        | {"version": numbers.get(each.version_id), "quotes": _quotes(said.get(each.id, ()))}
        for each in kept
    ]


def _is_in(scope: ExportScope, day: date | None) -> bool:
    return day is None or day in scope.days


def _quotes(answers: Iterable[Answer]) -> str:
    return "\n".join(f"“{answer.quote}”" for answer in answers if answer.quote)


def _versions(db: Database) -> list[tuple[int | None, int | None]]:
    known = [(version.number, version.id) for version in list_versions(db)]
    return [*known, (None, None)]


def _of(db: Database, number: int | None, version_id: int | None) -> Iterator[dict[str, Any]]:
    whole = gate_of(db, version_id)
    if whole.interviews:
        yield _row(number, "", whole)
        groups = gate_by_circle(db, version_id)
        yield from (_row(number, circle, gate) for circle, gate in groups if circle)


def _row(number: int | None, circle: str, gate: Gate) -> dict[str, Any]:
    low, high = gate.interval
    return {
        "version": number,
        "circle": circle,
        "interviews": gate.interviews,
        "willing": gate.willing,
        "share": _percent(gate.share),
        "low": _percent(low),
        "high": _percent(high),
        "verdict": gate.verdict,
    }


def _percent(share: float) -> float:
    """Half up, as Excel rounds."""
    return floor(1000 * share + 0.5 + _HAIR) / 10


SHEETS = (
    Sheet(name="gate", title=N_("The 20% gate"), columns=GATE_COLUMNS, rows=gate_rows),
    Sheet(
        name="interviews",
        title=N_("Interviews"),
        columns=INTERVIEW_COLUMNS,
        rows=interview_rows,
        has_people=True,
        totals=("weekly_minutes",),
        text_columns=(Column("quotes", N_("Quotes"), width=60),),
    ),
)
