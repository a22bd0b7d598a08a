"""Rules of names: read as people write them, shown whole, sorted as Dutch lists sort."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commdesk.features.members import Name, folded, is_email, parse_name, plain_email
from commdesk.features.members.model import INFIXES, parse_last_name, split_tags


@pytest.mark.parametrize(
    ("typed", "first", "infix", "last"),
    [
        ("Fatma Yılmaz", "Fatma", "", "Yılmaz"),
        ("Adriaan van der Berg", "Adriaan", "van der", "Berg"),
        ("Berg, Adriaan van der", "Adriaan", "van der", "Berg"),
        ("van der Berg, Adriaan", "Adriaan", "van der", "Berg"),
        ("Berg van der, Adriaan", "Adriaan", "van der", "Berg"),
        ("Berg, van der, Adriaan", "Adriaan", "van der", "Berg"),
        ("Berg, Adriaan, van der", "Adriaan", "van der", "Berg"),
        ("Jong, A. de", "A.", "de", "Jong"),
        ("Jan in ’t Veld", "Jan", "in 't", "Veld"),
        ("Jan Willem op den Kamp", "Jan Willem", "op den", "Kamp"),
        ("Anna Maria Jansen", "Anna Maria", "", "Jansen"),
        ("Maria van Dijk-de Vries", "Maria", "van", "Dijk-de Vries"),
        ("Maria Jansen-van den Berg", "Maria", "", "Jansen-van den Berg"),
        ("Maria Jansen - van den Berg", "Maria", "", "Jansen - van den Berg"),
        ("ten Hag, Erik", "Erik", "ten", "Hag"),
        ("de Boer", "", "de", "Boer"),
        ("Los, Piet", "Piet", "", "Los"),
        ("Ludwig van", "Ludwig", "", "van"),
        ("Cher", "Cher", "", ""),
        ("  ", "", "", ""),
    ],
)
def test_a_full_name_is_read_in_its_parts(typed: str, first: str, infix: str, last: str) -> None:
    assert parse_name(typed) == Name(first, infix, last)


@pytest.mark.parametrize(
    ("typed", "parts"),
    [
        ("de Vries", ("de", "Vries")),
        ("van der Berg", ("van der", "Berg")),
        ("Berg, van den", ("van den", "Berg")),
        ("Berg van den", ("van den", "Berg")),
        ("el Amrani", ("el", "Amrani")),
        ("Yılmaz", ("", "Yılmaz")),
        ("Dijk-de Vries", ("", "Dijk-de Vries")),
        ("Jansen, Bakker", ("", "Jansen, Bakker")),
        ("Los", ("", "Los")),
    ],
)
def test_a_column_of_last_names_is_parted(typed: str, parts: tuple[str, str]) -> None:
    assert parse_last_name(typed) == parts


def test_adriaan_van_der_berg_stands_under_b() -> None:
    names = [Name("Zoë", "", "Aalders"), Name("Adriaan", "van der", "Berg"), Name("Eva", "", "Cox")]
    assert sorted(names, key=lambda name: name.sort_key) == names
    assert str(names[1]) == "Adriaan van der Berg"
    assert names[1].sort_key.startswith("berg")


def test_a_leading_s_and_accents_do_not_count_in_the_order() -> None:
    assert Name("Pieter", "", "'s-Gravenmade").sort_key.startswith("gravenmade")
    assert Name("Zoë", "", "Ábel").sort_key == "abel zoe"


def test_who_has_one_name_is_sorted_by_it() -> None:
    assert Name("Cher").sort_key == "cher"


@given(
    st.from_regex(r"[A-Z][a-z]{2,8}", fullmatch=True),
    st.lists(st.sampled_from(sorted(INFIXES)), max_size=2),
    st.from_regex(r"[A-Z][a-z]{3,8}x", fullmatch=True),
)
def test_both_ways_of_writing_a_name_are_one_person(
    first: str, infix: list[str], last: str
) -> None:
    if first.lower() in INFIXES:
        return
    plain = parse_name(" ".join([first, *infix, last]))
    assert plain == parse_name(f"{last}, {' '.join([first, *infix])}")
    assert str(plain) == " ".join([first, *infix, last])


@pytest.mark.parametrize(
    ("typed", "plain"),
    [("Yılmaz", "yilmaz"), ("İlknur", "ilknur"), ("Sørensen", "sorensen"), ("Łukasz", "lukasz"),
     ("Élodie", "elodie"), ("Groß", "gross"), (" Đoković ", "dokovic")],
)  # fmt: skip
def test_names_are_compared_without_accents_and_case(typed: str, plain: str) -> None:
    assert folded(typed) == plain


@pytest.mark.parametrize("typed", [" F.Yilmaz@Straat.example ", "Mailto:f.yilmaz@straat.example",
                                   "<f.yilmaz@straat.example>;"])  # fmt: skip
def test_an_address_is_compared_plain(typed: str) -> None:
    assert plain_email(typed) == "f.yilmaz@straat.example"


@pytest.mark.parametrize("typed", ["", "fatma", "a@b", "a b@c.example", "a@b@c.example", "@c.nl"])
def test_what_is_no_address_is_seen(typed: str) -> None:
    assert not is_email(typed)


def test_tags_in_one_cell_are_parted_once_each_in_order() -> None:
    assert split_tags("bomen; wonen,  groen  beheer|bomen;;") == ("bomen", "wonen", "groen beheer")
