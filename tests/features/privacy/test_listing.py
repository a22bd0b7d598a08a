"""The list of people: who is in it, in which order, whom a search and a name mean."""

from __future__ import annotations

import pytest

from commdesk.core.desk import Desk
from commdesk.core.errors import Refused
from commdesk.core.people import Person
from commdesk.features.members import MemberDraft, add_member, restrict
from commdesk.features.moderation.team import ModeratorDraft
from commdesk.features.moderation.team import ops as team
from commdesk.features.privacy.listing import (
    Wish,
    count_people,
    people_found,
    person_meant,
    row_of,
    rows_of,
)


def names(desk: Desk, wish: Wish) -> list[str]:
    return [row.name for row in rows_of(desk.db, people_found(desk.db, wish))]


def test_everybody_is_in_it_by_last_name(
    desk: Desk, fatma: Person, joris: Person, bea: Person
) -> None:
    assert names(desk, Wish()) == ["Bea Smit", "Joris de Wit", "Fatma Yılmaz"]
    assert names(desk, Wish(is_descending=True)) == ["Fatma Yılmaz", "Joris de Wit", "Bea Smit"]
    assert count_people(desk.db) == 3


def test_a_member_who_moderates_stands_once(desk: Desk, fatma: Person) -> None:
    draft = ModeratorDraft(name="Fatma", weekly_minutes=60, member_id=fatma.id)
    desk.do(team.add_moderator, draft)
    assert names(desk, Wish()) == ["Fatma Yılmaz"]
    assert row_of(desk.db, fatma).roles == ("member", "moderator")


@pytest.mark.parametrize("typed", ["yilmaz", "FATMA", "fatma@", "yıl fat"])
def test_a_search_finds_names_and_addresses_without_accents(
    desk: Desk, fatma: Person, joris: Person, typed: str
) -> None:
    assert names(desk, Wish(search=typed)) == ["Fatma Yılmaz"]


@pytest.mark.parametrize("typed", ["%", "_", "\\", "'", "%%_"])
def test_signs_of_a_search_are_signs(desk: Desk, fatma: Person, typed: str) -> None:
    assert names(desk, Wish(search=typed)) == []


def test_parts_of_the_list(desk: Desk, fatma: Person, joris: Person) -> None:
    today = desk.today().isoformat()
    desk.do(restrict, fatma.id, is_restricted=True)
    late = MemberDraft(first_name="Oud", retention_on=desk.today().replace(year=2025))
    desk.do(add_member, late, today=desk.today())
    assert names(desk, Wish(only="restricted")) == ["Fatma Yılmaz"]
    assert names(desk, Wish(only="expired", today=today)) == ["Oud"]
    assert names(desk, Wish(only="not-informed")) == ["Oud", "Fatma Yılmaz"]
    assert names(desk, Wish(only="open")) == []


def test_somebody_is_meant_by_id_address_or_name(desk: Desk, fatma: Person, joris: Person) -> None:
    for typed in (str(fatma.id), "FATMA@voorbeeld.example", "fatma yılmaz", "Yilmaz"):
        assert person_meant(desk.db, typed).person == fatma
    assert person_meant(desk.db, "joris").person == joris


def test_a_name_of_two_is_refused_with_both(desk: Desk, fatma: Person) -> None:
    desk.do(add_member, MemberDraft(first_name="Fatma", last_name="Kaya"), today=desk.today())
    with pytest.raises(Refused) as refused:
        person_meant(desk.db, "fatma")
    said = desk.words(refused.value.text)
    assert "Kaya" in said
    assert str(fatma.id) in said
    for typed in ("niemand", "", "99999999999999999999999"):
        with pytest.raises(Refused):
            person_meant(desk.db, typed)
