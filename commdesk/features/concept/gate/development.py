"""The gate from version to version: which share of those interviewed wants to contribute."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from commdesk.core.database import Database
from commdesk.core.developing import Chart, Line, NextStep, Reference, Span
from commdesk.core.shares import ENOUGH
from commdesk.core.words import N_, Text, say, say_n
from commdesk.features.concept.gate.model import NORM, Gate
from commdesk.features.concept.gate.queries import gates_on

PAGE = "interviews"
_CONCEPT = "concept"


def development(db: Database, span: Span) -> list[Chart]:
    """One chart: a version after another, as they stood on the last day."""
    gates = gates_on(db, span.last_day)
    asked = [(number, gate) for number, gate in gates if gate.interviews]
    chart = Chart(
        name="gate",
        title=N_("The 20% gate"),
        question=N_("Do enough people want to contribute actively?"),
        answer=_answer(gates, asked),
        next_step=_next_step(gates),
        rank=60,
    )
    return [_drawn(chart, gates) if asked else chart]


def _drawn(chart: Chart, gates: Sequence[tuple[int | None, Gate]]) -> Chart:
    line = Line(
        "gate_share",
        say("Want to contribute"),
        tuple(gate.share if gate.interviews else None for _, gate in gates),
        of=tuple(gate.interviews for _, gate in gates),
    )
    norm = Reference(
        NORM,
        say("20%: viable"),
        say("At least one in five of those interviewed must want to contribute actively (Bind)."),
    )
    return replace(
        chart,
        places=tuple(_place(number) for number, _ in gates),
        lines=(line,),
        shape="columns",
        unit="share",
        references=(norm,),
    )


def _place(number: int | None) -> Text:
    return say("no version yet") if number is None else say("Version {n}", n=str(number))


def _answer(
    gates: Sequence[tuple[int | None, Gate]], asked: Sequence[tuple[int | None, Gate]]
) -> Text:
    if not asked:
        return say("Nobody was interviewed yet: {n} interviews say whether it is viable.", n=ENOUGH)
    number, gate = gates[-1]
    if not gate.interviews:
        return say(
            "For version {number} nobody was interviewed yet; of the one before {willing} of {n} "
            "wanted to contribute.",
            n=asked[-1][1].interviews,
            number=str(number),
            willing=asked[-1][1].willing,
        )
    willing = say_n(
        "{willing} of {n} person interviewed wants to contribute",
        "{willing} of {n} people interviewed want to contribute",
        gate.interviews,
        willing=gate.willing,
    )
    if gate.interviews < ENOUGH:
        return say(
            "Too few to tell: {willing}, and it takes {enough} interviews.",
            willing=willing,
            enough=ENOUGH,
        )
    low, high = gate.interval
    return say(
        "{willing}, {share}%; with 95% certainty between {low} and {high}%. {explanation}",
        willing=willing,
        share=round(100 * gate.share),
        low=round(100 * low),
        high=round(100 * high),
        explanation=gate.explanation,
    )


def _next_step(gates: Sequence[tuple[int | None, Gate]]) -> NextStep:
    gate = gates[-1][1] if gates else Gate(0, 0)
    if gate.verdict == "not-yet":
        return NextStep(say("Stop, adapt the concept, or a new round"), _CONCEPT)
    if gate.verdict == "sure":
        return NextStep(say("See what they come for"), "needs")
    return NextStep(say("Plan an interview"), PAGE)
