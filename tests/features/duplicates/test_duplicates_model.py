"""Who is suspected to be one person, on which evidence, and who is not."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commdesk.core.errors import Cancelled
from commdesk.features.duplicates.model import (
    Stored,
    Suspect,
    choices,
    find_suspects,
    joined,
    joined_row,
    person_of,
)
from tests.benchmarks.duplicates import measured

TOWN = "Gemeente Lindenoord"
CROWD = [
    Stored(100 + n, f"Voornaam{chr(97 + n % 26) * 2}", "", f"Achter{chr(97 + n // 26) * 3}naam{n}",
           f"lid{n}@plaats{n % 9}.example", f"06{n + 20_000_000}", f"Gemeente Plaats {n % 9}")
    for n in range(200)
]  # fmt: skip
"""Other people, so that there is something to be rare among."""


def found(*people: Stored) -> list[Suspect]:
    return find_suspects(person_of(each) for each in (*people, *CROWD))


def evidence(*people: Stored) -> list[str]:
    """What is said of the one pair that is found."""
    (pair,) = found(*people)
    assert (pair.a, pair.b) == (1, 2)
    assert 0 < pair.score < 1
    return [str(each) for each in pair.evidence]


FATMA = Stored(1, "Fatma", "", "Yılmaz", "f.yilmaz@lindenoord.example", "", TOWN)
JAN = Stored(1, "Jan", "van der", "Berg", "jan@zandkerke.example", "", "Gemeente Zandkerke")


@pytest.mark.parametrize(
    ("one", "other", "said"),
    [
        (FATMA, Stored(2, "F.", "", "Yilmaz", "", "", TOWN),
         "the initials fit, at the same organisation"),
        (FATMA, Stored(2, "Fatma", "", "Yilmas", "fatma@elders.example", "", TOWN),
         "name nearly the same, at the same organisation"),
        (FATMA, Stored(2, "Fatam", "", "Yılmaz", "", "", TOWN),
         "name nearly the same, at the same organisation"),
        (FATMA, Stored(2, "Yilmaz", "", "Fatma", "", "", TOWN),
         "first and last name swapped, at the same organisation"),
        (FATMA, Stored(2, "Fatma", "", "Yilmaz", "fatma@gmail.com", "", "Lindenoord"),
         "same name at the same organisation"),
        (FATMA, Stored(2, "", "", "", "fatma.yilmaz@lindenoord.example"),
         "same name, same e-mail domain"),
        (FATMA, Stored(2, "F.", "", "Yilmaz", "fy@lindenoord.example"),
         "the initials fit, same e-mail domain"),
        (JAN, Stored(2, "Jan", "", "Berg", "", "", "Gemeente Zandkerke"),
         "same name at the same organisation"),
        (JAN, Stored(2, "Jan", "", "vanderBerg", "", "", "Zandkerke"),
         "same name at the same organisation"),
        (JAN, Stored(2, "Jan", "", "Berg, van der", "", "", "Zandkerke"),
         "same name at the same organisation"),
        (JAN, Stored(2, "Jan van der", "", "Berg", "", "", "Zandkerke"),
         "same name at the same organisation"),
        (JAN, Stored(2, "Jan van der Berg", "", "", "", "", "Zandkerke"),
         "same name at the same organisation"),
    ],
)  # fmt: skip
def test_one_person_written_twice_is_suspected(one: Stored, other: Stored, said: str) -> None:
    assert evidence(one, other) == [said]


def test_a_number_is_the_same_however_it_is_written() -> None:
    one = Stored(1, "Jan", "de", "Vries", phone="06-12 34 56 78", organisation="A")
    other = Stored(2, "J.", "de", "Vries", phone="+31 6 12345678", organisation="B")
    assert evidence(one, other) == ["the initials fit", "same phone"]


def test_a_further_address_counts_as_much_as_the_first() -> None:
    one = Stored(1, "Jan", "", "Bakker", "jan@oud.example", organisation="A")
    other = Stored(2, "Jan", "", "Smit", "jan@nieuw.example", "", "B", ("jan@oud.example",))
    assert "same address" in evidence(one, other)


@pytest.mark.parametrize(
    "other",
    [
        Stored(2, "Fatma", "", "Yılmaz", "fatma@elders.example", "", "Gemeente Elders"),
        Stored(2, "Fatma", "", "Yılmaz", "f.yilmaz@elders.example", "", "Gemeente Elders"),
        Stored(2, "Murat", "", "Yılmaz", "m.yilmaz@lindenoord.example", "", TOWN),
        Stored(2, "Fatma", "", "Demir", "f.demir@lindenoord.example", "", TOWN),
        Stored(2, "", "", "", "info@lindenoord.example", "", TOWN),
    ],
)
def test_two_people_are_not(other: Stored) -> None:
    assert found(FATMA, other) == []


def test_an_organisation_that_only_the_domain_tells_of_is_not_called_the_same() -> None:
    one = Stored(1, "Fatma", "", "Yılmaz", "", "", TOWN)
    other = Stored(2, "Fatma", "", "Yilmaz", "fy@lindenoord.example")
    colleague = Stored(3, "Murat", "", "Demir", "m.demir@lindenoord.example", "", TOWN)
    (pair,) = found(one, other, colleague)
    assert [str(each) for each in pair.evidence] == ["same name"]


@pytest.mark.parametrize("crowd", [0, 20, 200])
def test_a_third_entry_of_one_person_hides_none_of_the_pairs(crowd: int) -> None:
    three = [FATMA, Stored(2, "F.", "", "Yilmaz", "", "", TOWN),
             Stored(3, "Fatma", "", "Yilmaz", "fy@gmail.com", "", TOWN)]  # fmt: skip
    pairs = find_suspects(person_of(each) for each in (*three, *CROWD[:crowd]))
    assert {(1, 2), (1, 3), (2, 3)} <= {(each.a, each.b) for each in pairs}


def test_the_address_of_a_desk_makes_nobody_one() -> None:
    one = Stored(1, "Jan", "", "Bakker", "info@bewoners.example")
    assert found(one, Stored(2, "Petra", "", "Vos", "info@bewoners.example")) == []


def test_colleagues_who_share_a_line_are_not_one() -> None:
    one = Stored(1, "Jan", "", "Bakker", "", "020 1234567", TOWN)
    assert found(one, Stored(2, "Jan", "", "Visser", "", "020 1234567", TOWN)) == []


def test_two_common_names_a_letter_apart_are_two_people() -> None:
    many = [
        Stored(500 + n, f"Voor{chr(97 + n % 26) * 3}", "", ("Jansen", "Janssen")[n % 2],
               f"j{n}@veel{n}.example", "", f"Gemeente Veel {n}")
        for n in range(120)
    ]  # fmt: skip
    one = Stored(1, "Piet", "", "Jansen", "piet@a.example", "", TOWN)
    other = Stored(2, "Piet", "", "Janssen", "pj@b.example", "", TOWN)
    rare = Stored(2, "Piet", "", "Jansn", "pj@b.example", "", TOWN)
    assert found(one, rare, *many)[0].score > max(
        (each.score for each in found(one, other, *many)), default=0
    )


def test_nobody_and_somebody_alone_are_no_pair() -> None:
    assert find_suspects([]) == []
    assert find_suspects([person_of(FATMA)]) == []


def test_a_thousand_people_at_one_place_with_one_name_stay_few_comparisons() -> None:
    same = [Stored(n, "Jan", "de", "Vries", f"jan{n}@x.example", "", TOWN) for n in range(2_000)]
    steps: list[int] = []
    find_suspects(map(person_of, same), lambda done, _of: steps.append(done))
    assert len(steps) < 600, "every 500 pairs say how far they are: it grew quadratic"


def test_the_search_stops_when_asked() -> None:
    def stop(_done: int, _of: int) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        find_suspects(map(person_of, CROWD), stop)


WORD = st.text("abcdeğı .-'", max_size=8)


@given(st.lists(st.tuples(WORD, WORD, WORD, WORD, WORD), max_size=12))
def test_any_people_can_be_compared(rows: list[tuple[str, ...]]) -> None:
    people = [Stored(n, *row[:3], f"{row[3]}@a.example", row[4]) for n, row in enumerate(rows)]
    for pair in find_suspects(map(person_of, people)):
        assert pair.a < pair.b
        assert pair.evidence


@pytest.mark.parametrize("seed", [1, 4])
def test_planted_doubles_are_found_and_few_others(tmp_path: Path, seed: int) -> None:
    result = measured(tmp_path / "w.commdesk", 1_000, 120, seed)
    assert result["recall"] >= 0.95, result
    assert result["precision"] >= 0.90, result


# --- merging --------------------------------------------------------------------------------------


def test_texts_are_joined_once() -> None:
    assert joined("bomen", "water") == "bomen\n\nwater"
    assert joined("bomen en water", "water") == "bomen en water"
    assert joined("", "water") == "water"
    assert joined("water", "bomen en water") == "bomen en water"


def test_a_row_of_which_a_member_has_one_is_filled_and_joined() -> None:
    keep = {"id": 1, "member_id": 1, "agreement": "spreekt", "we_do": "", "from_on": None,
            "until_on": None, "stage": "active"}  # fmt: skip
    drop = {"id": 2, "member_id": 1, "agreement": "schrijft", "we_do": "podium",
            "from_on": "2026-01-01", "until_on": "2026-12-31", "stage": "asked"}  # fmt: skip
    assert joined_row("ambassador", keep, drop) == {
        "agreement": "spreekt\n\nschrijft",
        "we_do": "podium",
        "from_on": "2026-01-01",
        "until_on": "2026-12-31",
    }
    keep["from_on"] = "2025-01-01"
    assert "until_on" not in joined_row("ambassador", keep, drop), "no end is an agreement too"


def test_the_better_value_is_chosen_beforehand() -> None:
    empty = dict.fromkeys(
        ("infix", "email", "phone", "organisation_id", "role", "looking_for", "source",
         "legal_ground", "came_through"), ""
    ) | {"stage": "member", "informed_on": None, "retention_on": None}  # fmt: skip
    keep = empty | {"first_name": "F.", "last_name": "Yilmaz", "phone": "06-1"}
    drop = empty | {"first_name": "Fatma", "last_name": "Yılmaz", "email": "f@x.example"}
    better = {each.field.key: each.takes_other for each in choices(keep, drop)}
    assert better == {"name": True, "email": True, "phone": False, "stage": False}
