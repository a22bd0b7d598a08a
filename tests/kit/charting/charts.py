"""Charts for the tests of the drawing: a few by hand, and any that Hypothesis thinks of."""

from __future__ import annotations

from hypothesis import strategies as st

from commdesk.core.developing import Chart, Line, NextStep, Reference, Shape, Unit
from commdesk.core.values import Week
from commdesk.core.words import Text, say

LAST = Week(2026, 48)
SHAPES: tuple[Shape, ...] = ("lines", "columns", "stacked", "bars")
UNITS: tuple[Unit, ...] = ("count", "share", "minutes", "days", "ratio")
LONG = (
    "Actief", "Droegen bij", "Leden die deze week voor het eerst iets deden",
    "Hoogheemraadschapsbelastingverordeningswijziging", "Vragen zonder antwoord", "x",
)  # fmt: skip


def weeks(count: int) -> tuple[Week, ...]:
    return tuple(LAST - number for number in reversed(range(count)))


def active() -> Chart:
    """Two lines of five weeks; the last one runs."""
    return Chart(
        "active",
        "Active members",
        "Who takes part?",
        say("27 of 240 members did something this week."),
        weeks(5),
        (
            Line("active", say("Active"), (20, 22, None, 25, 27)),
            Line("contributing", say("Contributing"), (5, 6, 8, 9, 9)),
        ),
        references=(Reference(10, say("10: a small core"), say("From practice.")),),
        next_step=NextStep(say("Write to who is silent"), "outreach", "silent"),
        open_places=1,
    )


def shares() -> Chart:
    return Chart(
        "creators",
        "Creators",
        "How many create?",
        say("Few create."),
        weeks(2),
        (Line("creators", say("Create"), (0.1, 0.1125), of=(200, 240)),),
        unit="share",
    )


def empty() -> Chart:
    return Chart(
        "gate",
        "Gate",
        "Is it viable?",
        say("Nobody was interviewed yet."),
        next_step=NextStep(say("Plan interviews"), "concept"),
    )


def _values(unit: Unit) -> st.SearchStrategy[float | None]:
    most = 1.0 if unit == "share" else 1e4
    usual = st.floats(0, most).map(lambda value: round(value, 2))
    extreme = st.sampled_from((0, 0.0001, 1e15, 3e7, 1, 7) if unit != "share" else (0, 1, 0.5))
    below = st.floats(-most, 0) if unit == "count" else usual
    return st.none() | usual | extreme | below


@st.composite
def charts(draw: st.DrawFn) -> Chart:
    """Of every shape and unit, of one place or three years, with gaps and long names."""
    count = draw(st.sampled_from((1, 2, 3, 5, 13, 26, 52, 157)) | st.integers(1, 157))
    unit, value = draw(st.sampled_from(UNITS)), None
    pool = draw(st.lists(_values(unit), min_size=1, max_size=8))
    lines = []
    for number in range(draw(st.integers(1, 6))):
        value = tuple(pool[(place * (number + 1)) % len(pool)] for place in range(count))
        lines.append(Line(f"l{number}", say(draw(st.sampled_from(LONG))), value))
    known = [each for line in lines for each in line.values if each is not None] or [1.0]
    near = st.sampled_from(known).map(lambda value: value * 1.01)
    held = [
        Reference(
            value, say(draw(st.sampled_from(LONG))), Text(""), draw(st.none() | st.integers(0, 5))
        )
        for value in draw(st.lists(near | _values(unit).map(lambda v: v or 0), max_size=3))
    ]
    is_weekly = draw(st.booleans())
    names = tuple(say(draw(st.sampled_from(LONG))) for _ in range(min(count, 6)))
    places = tuple(names[place % len(names)] for place in range(count))
    return Chart(
        "any",
        "Any",
        "Any?",
        Text(""),
        weeks(count) if is_weekly else places,
        tuple(lines),
        draw(st.sampled_from(SHAPES)),
        unit,
        tuple(held),
        open_places=draw(st.integers(0, 2)),
    )
