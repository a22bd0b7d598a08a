"""An export of any days: which ones, what falls outside, texts only when named, and what it is."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from click.testing import Result
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.worksheet.worksheet import Worksheet

from commdesk.catalog import FEATURES
from commdesk.core.desk import Desk
from commdesk.core.errors import Refused
from commdesk.core.values import Minutes, Period, Week
from commdesk.core.words import Words
from commdesk.core.workbook import set_facts
from commdesk.features.concept.interviews.model import Answer
from commdesk.features.concept.interviews.ops import record_interview
from commdesk.features.exchange import exporting, spans
from commdesk.features.exchange.queries import list_exports
from commdesk.features.members import MemberDraft, add_member
from commdesk.features.moderation import (
    ModeratorDraft,
    Shift,
    TaskDraft,
    add_moderator,
    add_shift,
    add_task,
)
from commdesk.features.outreach import Channel, MessageDraft, Purpose, log_message
from commdesk.features.plan import Kind, TodoDraft, add_todo

Verb = Callable[..., Result]
TODAY = date(2026, 11, 23)
NL = Words("nl")
W48 = spans.days_of(Week(2026, 48))


def rows_of(made: exporting.Export, name: str) -> list[dict[str, Any]]:
    return next(content.rows for content in made.contents if content.sheet.name == name)


def gathered(desk: Desk, names: str, period: Period = W48, **how: Any) -> exporting.Export:
    return exporting.gather(desk, exporting.wish(FEATURES, names.split(), period, **how))


@pytest.mark.parametrize(
    ("span", "first", "last"),
    [
        ("week", date(2026, 11, 23), date(2026, 11, 29)),
        ("four", date(2026, 11, 23), date(2026, 12, 20)),
        ("quarter", date(2026, 10, 1), date(2026, 12, 31)),
        ("year", date(2026, 1, 1), date(2026, 12, 31)),
    ],
)
def test_a_length_has_a_name(span: spans.Span, first: date, last: date) -> None:
    assert spans.span_of(span, Week(2026, 48)) == Period(first, last)


def test_a_quarter_is_that_of_the_thursday_as_a_week_is() -> None:
    assert spans.span_of("quarter", Week(2026, 53)).last == date(2026, 12, 31)
    assert spans.span_of("year", Week(2027, 1)).first == date(2027, 1, 1)


@given(st.dates(date(1990, 1, 1), date(2100, 1, 1)), st.integers(0, 800))
def test_the_weeks_of_a_period_hold_all_of_its_days_and_no_week_more(
    first: date, days: int
) -> None:
    last = first + timedelta(days=days)
    weeks = spans.weeks_in(Period(first, last))
    assert first in weeks[0].days
    assert last in weeks[-1].days
    assert list(weeks) == [weeks[0] + n for n in range(len(weeks))]


def test_without_days_it_is_the_week_of_today() -> None:
    assert spans.asked(None, None, None, TODAY) == W48
    assert spans.asked(Week(2026, 1), None, None, TODAY).first == date(2025, 12, 29)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--from", "2026-11-02"), "Geef ook de laatste dag."),
        (("--until", "2026-11-02"), "Geef ook de eerste dag."),
        (("--from", "2026-11-02", "--until", "2026-11-01"), "De laatste dag ligt voor de eerste."),
        (("--from", "2020-01-01", "--until", "2026-11-01"), "hoogstens 5 jaar"),
        (
            ("--week", "2026-W48", "--from", "2026-11-02", "--until", "2026-11-03"),
            "Geef een week, of een eerste en een laatste dag; niet allebei.",
        ),
        (("--texts",), "Geen van deze bladen heeft teksten; deze wel: interviews en outreach."),
        (("--sheets", "olifanten"), "olifanten"),
    ],
)
def test_days_and_sheets_that_cannot_be_are_refused_in_one_sentence(
    arguments: tuple[str, ...], said: str, commdesk: Verb, workbook_path: Path, tmp_path: Path
) -> None:
    refused = commdesk("export", workbook_path, "--to", tmp_path / "x.xlsx", *arguments)
    assert refused.exit_code == 1
    assert said in refused.stderr
    assert len(refused.stderr.splitlines()) == 1
    assert not (tmp_path / "x.xlsx").exists()


def test_the_days_are_in_the_title_and_what_was_done_outside_them_stays_out(desk: Desk) -> None:
    for title, day in (("ervoor", 1), ("erin", 12), ("erna", 27)):
        draft = TodoDraft(title, planned_on=date(2026, 11, day), kind=Kind.CONTENT)
        desk.do(add_todo, draft, today=TODAY)
    made = gathered(desk, "week todo", Period(date(2026, 11, 10), date(2026, 11, 20)))
    assert [NL(r["what"]) for r in rows_of(made, "week") if r["day"] == date(2026, 11, 12)] == [
        "erin"
    ]
    assert all(
        date(2026, 11, 10) <= r["day"] <= date(2026, 11, 20)
        for r in rows_of(made, "week")
        if isinstance(r["day"], date)
    )
    assert len(rows_of(made, "todo")) == 3, "what is open is to be done, whenever it was planned"
    assert spans.named(made.scope.days, NL) == "10 november 2026 – 20 november 2026"


@pytest.fixture
def said(desk: Desk) -> Desk:
    """Somebody was written to and somebody was interviewed."""
    member = desk.do(add_member, MemberDraft(first_name="Fatma"), today=TODAY)
    draft = MessageDraft(
        member, Channel.MAIL, Purpose.HELP, text="Het hele verhaal", sent_at=desk.now()
    )
    desk.do(log_message, draft, now=desk.now())
    desk.do(
        record_interview,
        {"name": "Joost", "held_on": TODAY},
        [Answer("drives", "Een antwoord", "Dit zei hij letterlijk")],
        today=TODAY,
    )
    return desk


def shown(book: openpyxl.Workbook) -> list[str]:
    """The sheets that a person sees."""
    return [sheet.title for sheet in book.worksheets if sheet.sheet_state == "visible"]


def texts(path: Path) -> str:
    book = openpyxl.load_workbook(path)
    return "\n".join(str(c.value) for sheet in book for row in sheet.iter_rows() for c in row)


def test_what_was_said_goes_along_only_when_named_apart(said: Desk, tmp_path: Path) -> None:
    for with_texts in (False, True):
        path = tmp_path / f"{with_texts}.xlsx"
        made = gathered(said, "outreach interviews", with_texts=with_texts)
        exporting.hand_out(said, made, path, "een proef")
        assert ("Het hele verhaal" in texts(path)) == with_texts
        assert ("Dit zei hij letterlijk" in texts(path)) == with_texts
    assert "Een antwoord" not in texts(path), "an answer in full is nobody's quote"
    assert [entry.sheets for entry in list_exports(said.db)] == [
        ("interviews", "outreach", "texts"),
        ("interviews", "outreach"),
    ], "whoever reads the log sees that they went along"


def test_a_log_holds_the_days_that_were_asked_for(said: Desk) -> None:
    before = gathered(said, "outreach interviews", Period(date(2026, 10, 1), date(2026, 10, 31)))
    assert [rows_of(before, name) for name in ("outreach", "interviews")] == [[], []]
    assert len(rows_of(gathered(said, "outreach"), "outreach")) == 1


@pytest.fixture
def roster(desk: Desk) -> Desk:
    """An evening task on Monday and Tuesday, of which Lotte does the Monday."""
    slots = type(TaskDraft("x").slots).parse("1e 2e")
    task = desk.do(add_task, TaskDraft("Avonddienst", "", Minutes(240), slots=slots))
    loose = desk.do(add_task, TaskDraft("Vragen", "", Minutes(60)))
    lotte = desk.do(add_moderator, ModeratorDraft("Lotte de Wit", None, Minutes(300)))
    desk.do(add_shift, Shift(task, lotte, TODAY, "evening", Minutes(120)))
    assert loose
    return desk


def test_the_roster_says_what_is_open_and_names_nobody(roster: Desk, tmp_path: Path) -> None:
    made = gathered(roster, "roster")
    shown = [
        (r["day"], str(r["day_part"]), r["task"], r["people"], r["needed"], r["open"], r["short"])
        for r in rows_of(made, "roster")
    ]
    assert shown == [
        (TODAY, "evening", "Avonddienst", 1, 120, 0, 0),
        (TODAY + timedelta(days=1), "evening", "Avonddienst", 0, 120, 120, 120),
        (None, "", "Vragen", 0, 60, 60, 60),
    ]
    exporting.hand_out(roster, made, tmp_path / "r.xlsx")
    assert "Lotte" not in texts(tmp_path / "r.xlsx")
    assert not made.people_count


def test_the_shortage_of_the_roster_is_the_one_of_the_hours(roster: Desk) -> None:
    half_a_year = Period(date(2026, 9, 28), date(2027, 4, 4))
    made = gathered(roster, "roster hours", half_a_year)
    for key in ("open", "short", "planned"):
        sums = [sum(row[key] for row in rows_of(made, name)) for name in ("roster", "hours")]
        assert sums[0] == sums[1], key
    later = [row for row in rows_of(made, "hours") if row["week"] > "2026-W51"]
    assert later
    assert not any(row["short"] for row in later), "beyond four weeks a gap is no shortage yet"


def test_who_does_which_shift_is_a_sheet_of_people(roster: Desk, tmp_path: Path) -> None:
    made = gathered(roster, "shifts")
    assert [(r["moderator"], r["minutes"]) for r in rows_of(made, "shifts")] == [
        ("Lotte de Wit", 120)
    ]
    assert made.people_count == 1
    with pytest.raises(Refused):
        exporting.hand_out(roster, made, tmp_path / "s.xlsx")
    assert not (tmp_path / "s.xlsx").exists()


def about(path: Path) -> Worksheet:
    book = openpyxl.load_workbook(path)
    sheet = book[shown(book)[-1]]
    assert isinstance(sheet, Worksheet)
    return sheet


def cells(sheet: Worksheet) -> Iterator[Any]:
    return (cell.value for row in sheet.iter_rows() for cell in row if cell.value is not None)


def test_the_last_sheet_says_what_the_file_is(said: Desk, tmp_path: Path) -> None:
    said.do(set_facts, house_style={"organisation": "Gemeente Voorbeeld"})
    exporting.hand_out(said, gathered(said, "outreach todo"), tmp_path / "a.xlsx", "Jaarverslag")
    sheet = about(tmp_path / "a.xlsx")
    found = list(cells(sheet))
    assert sheet.title == "Over deze werkmap"
    for told in ("Omgevingsnetwerk", "week 48: ma 23 nov – zo 29 nov", "23 november 2026", "Noor",
                 "Jaarverslag", "Contactlog", "Taken"):  # fmt: skip
        assert told in found
    assert "Bruin tabblad" in found
    assert sheet.HeaderFooter.oddFooter.right.text == "pagina &P van &N"


def test_charts_alone_can_be_asked_for_and_are_none_without_anything_to_draw(
    said: Desk, roster: Desk, tmp_path: Path
) -> None:
    made = gathered(roster, "charts")
    assert [chart.name for chart in made.charts] == ["new_members", "outreach", "hours"]
    exporting.hand_out(roster, made, tmp_path / "c.xlsx")
    assert shown(openpyxl.load_workbook(tmp_path / "c.xlsx")) == ["Grafieken", "Over deze werkmap"]
    assert not gathered(said, "todo").charts


def test_a_chart_shows_at_least_a_quarter_and_nothing_of_weeks_to_come(roster: Desk) -> None:
    (chart,) = (c for c in gathered(roster, "charts").charts if c.name == "hours")
    assert (chart.categories[0], chart.categories[-1], len(chart.categories)) == (
        "2026-W36",
        "2026-W48",
        13,
    )
    later = gathered(roster, "charts", Period(TODAY, date(2026, 12, 20)))
    (chart,) = (c for c in later.charts if c.name == "hours")
    assert chart.categories[-1] == "2026-W48", "what is still to be worked is no zero"


def test_the_sheets_stand_in_the_order_of_the_work(desk: Desk) -> None:
    made = gathered(desk, "all")
    assert made.names[:9] == (
        "week", "todo", "roster", "hours", "members", "ambassadors", "interviews", "outreach",
        "shifts",
    )  # fmt: skip
    default = [s.name for s in exporting.choose(FEATURES, [])]
    assert default == ["week", "todo", "roster", "hours", "hours-log"]


def test_words_to_choose_from_are_those_of_this_workbook(desk: Desk, tmp_path: Path) -> None:
    desk.do(add_todo, TodoDraft("Zaal", owner="Sjaak"), today=TODAY)
    exporting.hand_out(desk, gathered(desk, "todo"), tmp_path / "t.xlsx")
    lists = openpyxl.load_workbook(tmp_path / "t.xlsx")["lists"]
    assert "Sjaak" in list(cells(lists))
