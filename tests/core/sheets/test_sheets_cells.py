"""Cells cleaned by column come out as cells cleaned one by one."""

from datetime import date, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commdesk.core.errors import Refused
from commdesk.core.sheets.cells import clean_row, clean_rows
from commdesk.core.sheets.limits import Limits

LIMITS = Limits(columns=5, cell=40, row=60)
MOMENTS = ("2026-11-23", "2026-11-23T14:03")
texts = st.text(st.sampled_from("ab \t\r\n\x00\u00a0é"), max_size=30)
values = st.one_of(
    st.sampled_from(["", " ", "Jan", None, 3.0, 2.5, True, 7]),
    st.sampled_from([date(2026, 11, 23), *map(datetime.fromisoformat, MOMENTS)]),
    texts,
)
kinds = st.sampled_from([values, texts, st.just("Jan"), st.sampled_from(["", "Jan"])])
rows = st.lists(kinds.flatmap(lambda kind: st.lists(kind, max_size=7)), max_size=8)


def outcome(clean: Any) -> Any:
    try:
        return clean()
    except Refused as refused:
        return str(refused.text)


@given(rows)
def test_cleans_by_column_as_row_by_row(rows: list[list[Any]]) -> None:
    numbered = list(enumerate(rows, 1))

    def alone() -> list[Any]:
        cleaned = ((number, clean_row(number, row, LIMITS, "x")) for number, row in numbered)
        return [each for each in cleaned if each[1]]

    def together() -> list[Any]:
        return [row for batch, _ in clean_rows(numbered, LIMITS, "x") for row in batch]

    assert outcome(together) == outcome(alone)


def test_a_batch_of_long_texts_is_cut() -> None:
    """The window stands still while a batch is unpacked."""
    rows = [(number, ["x" * 30]) for number in range(1, 5)]
    assert [len(batch) for batch, _ in clean_rows(rows, LIMITS, "x")] == [1, 1, 1, 1]


@pytest.mark.parametrize(("cell", "size"), [("", 8), ("Jan", 3), (None, 8), (4.0, 8)])
def test_says_how_large_a_batch_is(cell: Any, size: int) -> None:
    assert [total for _, total in clean_rows([(1, [cell, "x"])], LIMITS, "x")] == [size + 1]
