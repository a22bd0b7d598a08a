"""A column that is read whole gives what its cells give one by one."""

from datetime import date, datetime
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from commdesk.catalog import FEATURES
from commdesk.core.sheets.headings import headings_at
from commdesk.core.sheets.reader import Table
from commdesk.core.words import Words
from commdesk.features.exchange import importing
from commdesk.features.exchange.sources.listing import Listing, Wanted, known_headings
from commdesk.features.exchange.sources.reading import Reading

TODAY = date(2026, 11, 23)
HEADINGS = ("Naam", "Telefoon", "Labels", "Tags", "Fase", "Laatste contact", "Notities")
WANTED = Wanted(importing.find_intake(FEATURES, "members").columns, Words("nl"), TODAY)
cells = st.one_of(
    st.sampled_from([None, "", " ", "Jan", " Jan ", "#N/B", "lid", "111222333", "BSN 123456782."]),
    st.sampled_from(
        [TODAY, datetime.fromisoformat("2026-11-23T09:30"), "23-11-2026", "30-2-2026", 46349]
    ),
    st.sampled_from([1, True, 1.0, 0, 612345678, "06-12345678"]),
)
columns = st.sampled_from([cells, st.sampled_from([None, "Jan", " x "]), st.just(TODAY)])


def read(rows: list[tuple[Any, ...]]) -> tuple[list[dict[str, Any]], list[Any]]:
    table = Table("lijst.xlsx", "", [(1, HEADINGS), *enumerate(rows, 2)])
    known = known_headings(WANTED.columns)
    # Without doors: what they close is another rule.
    listing = Listing(table, headings_at(table.rows, 0), known, given=None)
    listing.__dict__["doors"] = {}
    made = Reading(listing, WANTED)
    return [row for row, _ in made.rows()], made.problems


@given(st.tuples(*[columns.flatmap(lambda c: st.lists(c, min_size=3, max_size=3))] * len(HEADINGS)))
def test_reads_a_column_whole_as_cell_by_cell(turned: tuple[list[Any], ...]) -> None:
    rows = list(zip(*turned, strict=True))
    asks_for_a_closer_look = ("#N/B",) * len(HEADINGS)
    found, problems = read([*rows, asks_for_a_closer_look])
    assert read(rows) == (found[:-1], problems[: -len(HEADINGS)])


def test_tells_problems_row_by_row() -> None:
    rows = [("Jan #1", None, None, None, "x", "x", "x")] * 2
    _, problems = read(rows)
    assert [(problem.row, problem.column) for problem in problems] == [
        (2, "Fase"), (2, "Laatste contact"), (3, "Fase"), (3, "Laatste contact"),
    ]  # fmt: skip
