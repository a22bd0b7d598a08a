"""Words and numbers exactly as the house writes them, in both languages."""

from datetime import UTC, date, datetime

import pytest

from commdesk.core.errors import Refused
from commdesk.core.values import Minutes, Week
from commdesk.core.words import OneOf, Text, Words, say, say_n

NL, EN = Words("nl"), Words("en")
MONDAY = date(2026, 11, 23)
AFTERNOON = datetime(2026, 11, 23, 13, 3, tzinfo=UTC)  # 14:03 in Amsterdam


def test_days_are_written_short_long_and_full() -> None:
    assert (NL.date(MONDAY), EN.date(MONDAY)) == ("ma 23 nov", "Mon 23 Nov")
    assert (NL.long_date(MONDAY), EN.long_date(MONDAY)) == (
        "maandag 23 november",
        "Monday 23 November",
    )
    assert (NL.full_date(MONDAY), EN.full_date(MONDAY)) == ("23 november 2026", "23 November 2026")
    assert (NL.weekday(MONDAY), EN.weekday(MONDAY)) == ("ma", "Mon")


@pytest.mark.parametrize(
    ("month", "short"),
    [(1, "jan"), (3, "mrt"), (5, "mei"), (8, "aug"), (9, "sep"), (10, "okt"), (12, "dec")],
)
def test_dutch_months_are_short_without_a_point(month: int, short: str) -> None:
    assert NL.date(date(2026, month, 1)).endswith(f" 1 {short}")


def test_a_day_of_another_year_says_which() -> None:
    assert NL.date(date(2025, 11, 24), today=MONDAY) == "ma 24 nov 2025"
    assert NL.date(date(2026, 1, 5), today=MONDAY) == "ma 5 jan"


def test_a_day_in_a_sentence_has_its_year_where_today_is_known() -> None:
    knowing = Words("nl", lambda: MONDAY)
    text = say("{day} {at}", day=date(2030, 1, 1), at=AFTERNOON.replace(year=2025))
    assert knowing(text) == "di 1 jan 2030 zo 23 nov 2025 14:03"
    assert knowing(say("{day}", day=MONDAY)) == "ma 23 nov"
    assert NL(say("{day}", day=date(2030, 1, 1))) == "di 1 jan"


def test_one_of_several_is_a_choice() -> None:
    text = say("{name}", name=OneOf(["a", "b", "c"]))
    assert (NL(text), EN(text)) == ("a, b of c", "a, b, or c")
    assert NL(say("{name}", name=OneOf(["a"]))) == "a"


def test_a_moment_is_on_this_computers_clock() -> None:
    assert (NL.moment(AFTERNOON), EN.moment(AFTERNOON)) == ("ma 23 nov 14:03", "Mon 23 Nov 14:03")
    assert NL.time(AFTERNOON) == "14:03"
    late = datetime(2026, 11, 23, 23, 30, tzinfo=UTC)
    assert NL.moment(late) == "di 24 nov 00:30"


@pytest.mark.parametrize(
    ("minutes", "dutch", "english"),
    [
        (15, "15 min", "15 min"),
        (60, "1 u", "1 h"),
        (200, "3 u 20 min", "3 h 20 min"),
        (0, "0 min", "0 min"),
        (-75, "−1 u 15 min", "−1 h 15 min"),
    ],
)
def test_a_length_of_time_is_in_hours_and_minutes(minutes: int, dutch: str, english: str) -> None:
    assert (NL.duration(minutes), EN.duration(minutes)) == (dutch, english)


@pytest.mark.parametrize(
    ("minutes", "dutch", "english"),
    [
        (1590, "26,5 u", "26.5 h"),
        (20, "0,3 u", "0.3 h"),
        (285, "4,75 u", "4.75 h"),
        (1107, "18,5 u", "18.5 h"),
        (2160, "36 u", "36 h"),
        (-90, "−1,5 u", "−1.5 h"),
        (74_070, "1.234,5 u", "1,234.5 h"),
    ],
)
def test_a_total_or_budget_is_decimal(minutes: int, dutch: str, english: str) -> None:
    assert (NL.hours(minutes), EN.hours(minutes)) == (dutch, english)


def test_numbers_shares_and_weeks() -> None:
    assert (NL.number(1234.5), EN.number(1234.5)) == ("1.234,5", "1,234.5")
    assert (NL.percent(0.27), EN.percent(0.27)) == ("27%", "27%")
    assert (NL.week(Week(2026, 48)), EN.week(Week(2026, 48))) == ("week 48", "week 48")
    assert (NL.listed(["a", "b", "c"]), EN.listed(["a", "b"])) == ("a, b en c", "a and b")
    assert NL.listed([]) == ""


@pytest.mark.parametrize(
    ("n", "dutch", "english"),
    [(0, "0 leden", "0 members"), (1, "1 lid", "1 member"), (1234, "1.234 leden", "1,234 members")],
)
def test_one_is_one_and_the_rest_is_many(n: int, dutch: str, english: str) -> None:
    text = say_n("{n} member", "{n} members", n)
    assert (NL(text), EN(text)) == (dutch, english)
    assert NL.plural("{n} member", "{n} members", n) == dutch


def test_values_in_a_text_are_written_by_their_type() -> None:
    text = say(
        "{a} {b} {c} {d} {e} {f} {g}",
        a=MONDAY, b=AFTERNOON, c=Minutes(200), d=Week(2026, 48), e=1234.5, f=True, g=["x", 1000],
    )  # fmt: skip
    assert NL(text) == "ma 23 nov ma 23 nov 14:03 3 u 20 min week 48 1.234,5 ja x en 1.000"
    assert EN(text) == "Mon 23 Nov Mon 23 Nov 14:03 3 h 20 min week 48 1,234.5 yes x and 1,000"


def test_a_text_in_a_text_speaks_the_same_language() -> None:
    text = say("Undone: {what}", what=say("Add {name}", name="Fatma"))
    assert NL(text) == "Ongedaan gemaakt: Fatma toevoegen"
    assert str(text) == "Undone: Add Fatma"


def test_what_a_user_typed_is_never_filled_in() -> None:
    assert NL(say("Undone: {what}", what="{name} {0} %s")) == "Ongedaan gemaakt: {name} {0} %s"
    assert NL(Text("a {brace")) == "a {brace"


def test_an_unknown_language_is_english_and_nothing_is_nothing() -> None:
    assert Words("fr").language == "en"
    assert NL("") == ""


def test_one_refusal_is_read_in_both_languages() -> None:
    refused = Refused("A workbook needs a name.", field="name")
    assert EN(refused.text) != NL(refused.text)
    assert str(refused) == "A workbook needs a name."


def test_nothing_stays_nothing() -> None:
    """Under the empty message a catalog keeps its header."""
    assert Words("nl")(Text("")) == Words("nl")("") == ""
