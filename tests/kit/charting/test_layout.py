"""Where things of a chart stand: no label over another, none cut, nothing by colour alone."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from PySide6.QtWidgets import QApplication

from commdesk.core.developing import Chart, Line, Reference
from commdesk.core.words import Words, say
from commdesk.kit import theme
from commdesk.kit.charting.fitting import in_lines, paragraph, shortened, spread, wrapped
from commdesk.kit.charting.layout import draw
from commdesk.kit.charting.paint import Faces
from commdesk.kit.charting.scale import scale_of
from commdesk.kit.charting.shapes import REFERENCE_DASH, Drawing
from tests.kit.charting.charts import active, charts, empty, weeks

WORDS = Words("en")


@pytest.fixture(scope="module")
def faces(qapp: QApplication) -> dict[float, Faces]:
    made = {}
    for scale in (1.0, 2.0):
        theme.apply(qapp, "light", scale)
        made[scale] = Faces(theme.font("small"), theme.font("label"), scale)
    theme.apply(qapp, "light")
    return made


def check(drawing: Drawing, faces: Faces) -> None:
    """Every label within the frame, as wide as its text asks, and none over another."""
    for note in drawing.notes:
        assert note.text
        assert note.box.is_within(drawing.frame), (note, drawing.frame)
        assert faces.width(note.text, note.face) <= note.box.width + 0.01, note
    for one, other in combinations(drawing.notes, 2):
        assert not one.box.meets(other.box), (one, other)
    for mark in drawing.marks:
        assert 0 <= mark.at[0] <= drawing.frame.width
        assert 0 <= mark.at[1] <= drawing.frame.height
    for block in drawing.blocks:
        assert block.box.is_within(drawing.frame), block


@settings(max_examples=300)
@given(charts(), st.integers(300, 1560), st.integers(140, 700), st.sampled_from((1.0, 2.0)))
def test_no_label_overlaps_another_or_is_cut(
    faces: dict[float, Faces], chart: Chart, width: int, height: int, scale: float
) -> None:
    check(draw(chart, width, height, faces[scale], WORDS), faces[scale])


@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_the_last_place_is_always_named(faces: dict[float, Faces], scale: float) -> None:
    for count in (1, 2, 13, 52, 157):
        line = Line("n", say("Nieuw"), tuple(range(count)))
        chart = Chart("n", "n", "n", say("n"), weeks(count), (line,))
        drawing = draw(chart, 420, 200, faces[scale], WORDS)
        told = [note.text for note in drawing.notes]
        assert any(text.startswith("wk 48") for text in told), (count, told)


def test_the_year_stands_where_it_changes(faces: dict[float, Faces]) -> None:
    line = Line("n", say("Nieuw"), tuple(range(157)))
    drawing = draw(Chart("n", "n", "n", say("n"), weeks(157), (line,)), 700, 240, faces[1.0], WORDS)
    told = [note.text for note in drawing.notes]
    assert [text for text in told if text in {"2023", "2024", "2025", "2026"}] == [
        "2023", "2024", "2025", "2026",
    ]  # fmt: skip


def test_lines_and_lines_to_hold_to_are_named_at_their_end(faces: dict[float, Faces]) -> None:
    drawing = draw(active(), 560, 240, faces[1.0], WORDS)
    names = {note.text: note for note in drawing.notes if note.box.left > drawing.plot.right}
    assert set(names) >= {"Active", "Contributing", "10: a small core"}
    last = [points[-2] for points in drawing.points]
    assert last[0], "that of the last week that is over: the one that runs falls to nothing"
    assert abs(names["Active"].box.middle - last[0][1]) < 2


def test_without_room_beside_it_the_names_stand_under_it(faces: dict[float, Faces]) -> None:
    drawing = draw(active(), 320, 300, faces[2.0], WORDS)
    names = [note for note in drawing.notes if note.text in {"Active", "Contributing"}]
    assert names
    assert all(note.box.top > drawing.plot.bottom for note in names)


def test_a_gap_is_no_line_and_a_value_alone_a_mark(faces: dict[float, Faces]) -> None:
    line = Line("n", say("Nieuw"), (1, 2, None, 4, None, 6, 7))
    chart = Chart("n", "n", "n", say("n"), weeks(7), (line,))
    drawing = draw(chart, 500, 240, faces[1.0], WORDS)
    runs = [
        stroke.points
        for stroke in drawing.strokes
        if stroke.ink == "accent" and stroke.points[0][0] < drawing.plot.right
    ]
    assert [len(points) for points in runs] == [2, 2]
    assert any(mark.at == drawing.points[0][3] for mark in drawing.marks)


def test_what_may_still_grow_is_drawn_open(faces: dict[float, Faces]) -> None:
    drawing = draw(active(), 560, 240, faces[1.0], WORDS)
    last = [points[-1] for points in drawing.points]
    assert [mark.at for mark in drawing.marks if mark.is_open] == last
    led_to = {point for stroke in drawing.strokes for point in stroke.points}
    assert not led_to & set(last), "a line to a week that runs would look like a plunge"
    assert "wk 48 so far" in {note.text for note in drawing.notes}
    columns = replace(active(), shape="columns")
    blocks = draw(columns, 560, 240, faces[1.0], WORDS).blocks
    assert [block.is_open for block in blocks].count(True) == 2


def test_nothing_is_told_by_colour_alone(faces: dict[float, Faces]) -> None:
    lines = tuple(Line(str(n), say(f"Line {n}"), (n + 1, n + 2)) for n in range(6))
    chart = Chart("n", "n", "n", say("n"), weeks(2), lines)
    drawing = draw(chart, 900, 400, faces[1.0], WORDS)
    dashes = {stroke.dash for stroke in drawing.strokes if stroke.dash != REFERENCE_DASH}
    assert len(dashes) == 6
    assert len({mark.shape for mark in drawing.marks}) == 6
    stacked = draw(replace(chart, shape="stacked"), 900, 400, faces[1.0], WORDS)
    assert len({block.fill for block in stacked.blocks}) == 6


@pytest.mark.parametrize("shape", ["columns", "bars", "stacked"])
def test_columns_and_bars_begin_at_zero(faces: dict[float, Faces], shape: str) -> None:
    line = Line("n", say("Nieuw"), (900, 910))
    chart = Chart("n", "n", "n", say("n"), weeks(2), (line,), shape=shape)  # type: ignore[arg-type]
    small, large = draw(chart, 500, 300, faces[1.0], WORDS).blocks[:2]
    sizes = (small.box.width, large.box.width) if shape == "bars" else (
        small.box.height, large.box.height
    )  # fmt: skip
    assert sizes[0] / sizes[1] == pytest.approx(900 / 910)


def test_a_chart_without_figures_has_nothing_to_draw(faces: dict[float, Faces]) -> None:
    assert not draw(empty(), 500, 200, faces[1.0], WORDS).notes
    unknown = Chart("n", "n", "n", say("n"), weeks(2), (Line("n", say("n"), (None, None)),))
    assert not draw(unknown, 500, 200, faces[1.0], WORDS).notes


def test_bars_that_have_no_room_are_counted(faces: dict[float, Faces]) -> None:
    places = tuple(say(f"Organisatie {n}") for n in range(30))
    line = Line("n", say("Stil"), tuple(range(30)))
    chart = Chart("n", "n", "n", say("n"), places, (line,), shape="bars")
    told = [note.text for note in draw(chart, 500, 200, faces[1.0], WORDS).notes]
    shown = sum(text.startswith("Organisatie") for text in told)
    assert f"and {30 - shown} more" in told


def test_a_line_to_hold_to_lies_on_the_axis(faces: dict[float, Faces]) -> None:
    chart = replace(active(), references=(Reference(400, say("ver"), say("x")),))
    drawing = draw(chart, 500, 240, faces[1.0], WORDS)
    held = [stroke for stroke in drawing.strokes if stroke.dash == REFERENCE_DASH]
    assert all(0 <= y <= 240 for stroke in held for _, y in stroke.points)


@pytest.mark.parametrize(
    ("values", "unit", "most", "ticks"),
    [
        ([], "count", 4, (0, 1)),
        ([0], "count", 4, (0, 1)),
        ([253], "count", 4, (0, 100, 200, 300)),
        ([7], "count", 2, (0, 5, 10)),
        ([0.9], "share", 2, (0, 0.5, 1)),
        ([1], "share", 1, (0, 1)),
        ([1500], "minutes", 3, (0, 600, 1200, 1800)),
        ([20], "minutes", 4, (0, 15, 30)),
        ([-5, 6], "count", 4, (-5, 0, 5, 10)),
        ([0.0001], "ratio", 4, (0, 0.1)),
    ],
)
def test_the_axis_has_round_steps_and_holds_zero(
    values: list[float], unit: str, most: int, ticks: tuple[float, ...]
) -> None:
    assert scale_of(values, unit, most).ticks == ticks  # type: ignore[arg-type]


def test_texts_are_shortened_by_whole_words(faces: dict[float, Faces]) -> None:
    measure = faces[1.0]
    text = "Waterschap Hoogheemraadschap De Stichtse Rijnlanden"
    short = shortened(text, 240, measure)
    assert short.endswith(" …")
    assert text.startswith(short.removesuffix(" …"))
    assert wrapped(text, 40, measure) is None
    assert " ".join(paragraph(text, 120, measure)).replace(" ", "") == text.replace(" ", "")
    assert in_lines("", 100, measure) == []
    assert shortened("x", 0, measure) == ""


def test_heights_are_spread_as_near_as_that_goes() -> None:
    assert spread([10, 12, 50], [10] * 3, 0, 100) == [10, 20, 50]
    assert spread([96, 98, 99], [10] * 3, 0, 100) == [75, 85, 95]
    assert spread([5, 5], [10, 10], 0, 100) == [5, 15]
    assert spread([5, 5], [10, 10], 0, 19) is None


def test_a_line_to_hold_to_of_one_bar_stands_at_that_bar_alone(faces: dict[float, Faces]) -> None:
    places = (say("Create"), say("Take part"), say("Read"))
    line = Line("n", say("Share"), (0.54, 0.09, 0.37))
    held = tuple(
        Reference(value, say(f"{place} line"), say("x"), place)
        for place, value in enumerate((0.01, 0.09, 0.9))
    )
    chart = Chart("n", "n", "n", say("n"), places, (line,), "bars", "share", held)
    drawing = draw(chart, 460, 210, faces[1.0], WORDS)
    check(drawing, faces[1.0])
    names = [note for note in drawing.notes if note.text.endswith("line")]
    assert [note.text for note in names] == ["0 line", "1 line", "2 line"]
    for stroke in drawing.strokes:
        top, bottom = stroke.points[0][1], stroke.points[-1][1]
        met = [
            block for block in drawing.blocks if block.box.top < bottom and block.box.bottom > top
        ]
        assert len(met) <= 1, "it crosses no bar but its own"
