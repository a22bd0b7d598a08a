"""Lengths of time: what people type in both languages is read, and nothing else is."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commdesk.core.values import Minutes
from commdesk.core.words import Words

FORMS = {
    "1:30": 90, "0:45": 45, "1:05": 65, "01:30": 90, "1:30 u": 90, "1:30 uur": 90, "1:30:00": 90,
    "0:29:30": 30, "1,5": 90, "1.5": 90, "1,50": 90, ",5": 30, "0,25": 15, "2": 120, "1,5 u": 90,
    "1.5h": 90, "1u": 60, "8u": 480, "2 uur": 120, "3 uren": 180, "2 hrs": 120, "2 hours": 120,
    "1 hour": 60, "1u30": 90, "1h30": 90, "1h30m": 90, "1 u 30 min": 90, "1 h 30 min": 90,
    "1 uur en 15 minuten": 75, "1 hour and 15 minutes": 75, "1 uur, 15 min": 75, "90m": 90,
    "75 min": 75, "90 minuten": 90, "90 minutes": 90, "1 minuut": 1, "½": 30, "1½": 90,
    "1½ u": 90, "1 ½ uur": 90, "¾": 45, "anderhalf uur": 90, "anderhalf": 90, "een half uur": 30,
    "half uur": 30, "halfuur": 30, "half an hour": 30, "half a hour": 30, "half hour": 30,
    "een uur": 60, "één uur": 60, "an hour": 60, "twee uur": 120, "two hours": 120,
    "kwartier": 15, "een kwartier": 15, "kwartiertje": 15, "drie kwartier": 45,
    "3 kwartier": 45, "driekwartier": 45, "driekwart uur": 45, "quarter of an hour": 15,
    "a quarter": 15, "three quarters of an hour": 45, "three-quarters of an hour": 45,
    "1 uur en een kwartier": 75, "an hour and a quarter": 75, "1 uur en drie kwartier": 105,
    "an hour and a half": 90, "one and a half hours": 90, "twee en een half uur": 150,
    "two and a half hours": 150, "2 uur en een half": 150, "tweeënhalf uur": 150,
    "twintig minuten": 20, "forty-five minutes": 45, "  1:30  ": 90, "1\xa0u 30\xa0min": 90,
    "ANDERHALF UUR": 90,
}  # fmt: skip
NONSENSE = (
    "", " ", "veel", "a lot", "1:75", "1;30", "-1", "−1", "--", "-0:30", "1:2:3", "1:300", ":30",
    "1:", "1,5,2", "1.234,5", "0,0625", "1e3", "NaN", "inf", "∞", "٣", "١:٣٠", "1:30 AM", "1u75",
    "12345", "1 2", "1/2", "0x10", "1_000", "+1", "1+1", "=1:30", "u", "uur", "half", "half 2",
    "half twee", "een", "a", "twee", "kwart over een", "quarter past one", "½½", "1½5",
    "een en een", "1:30:75",
    "100000 min", "1 uur 1 uur", "90 sec", "1:30\x00", "²", "Ⅳ uur",
)  # fmt: skip


@pytest.mark.parametrize(("typed", "minutes"), FORMS.items())
def test_a_length_is_read_as_people_write_it(typed: str, minutes: int) -> None:
    assert Minutes.parse(typed) == minutes


@pytest.mark.parametrize("typed", NONSENSE)
def test_nonsense_is_no_length(typed: str) -> None:
    with pytest.raises(ValueError, match=r"(?s)^.*$"):
        Minutes.parse(typed)


def test_there_are_thirty_forms_and_twenty_of_nonsense() -> None:
    assert len(FORMS) >= 30
    assert len(NONSENSE) >= 20


_PIECES = st.sampled_from(
    [*"0123456789:,.½¼ -", "uur", "u", "min", "half", "een", "kwartier", "an", "hour", "en", "and"]
)


@given(st.one_of(st.text(max_size=12), st.lists(_PIECES, max_size=6).map("".join)))
def test_anything_typed_is_a_length_from_nothing_on_or_refused(typed: str) -> None:
    try:
        minutes = Minutes.parse(typed)
    except ValueError:
        return
    assert type(minutes) is Minutes
    assert 0 <= minutes < 10**6


@given(st.integers(0, 59_999), st.sampled_from(["nl", "en"]))
def test_what_is_shown_is_read_back_as_the_same(minutes: int, language: str) -> None:
    assert Minutes.parse(f"{minutes // 60}:{minutes % 60:02}") == minutes
    assert Minutes.parse(Words(language).duration(minutes)) == minutes
