"""Adding, changing, merging and removing organisations; contact persons; each undone whole."""

from __future__ import annotations

from typing import Any

import pytest

from commdesk.core.desk import Desk
from commdesk.core.errors import Refused
from commdesk.features.members import (
    change_member,
    count_members,
    find_member,
    restrict,
    stop_contact,
)
from commdesk.features.members import (
    list_organisations as names,
)
from commdesk.features.organisations.handed import facts, today_items
from commdesk.features.organisations.model import OrganisationDraft
from commdesk.features.organisations.ops import (
    add_organisation,
    change_organisation,
    merge_organisations,
    remove_contact_person,
    remove_organisation,
    set_contact_person,
    set_silent_after,
)
from commdesk.features.organisations.queries import (
    contacts_of,
    find_for_palette,
    find_organisation,
    list_organisations,
    others_of,
)
from tests.core.dump import dump
from tests.features.organisations.conftest import MONDAY, Person


def rows(desk: Desk) -> dict[str, list[dict[str, Any]]]:
    return {name: rows for name, rows in dump(desk.db).items() if not name.startswith("journal")}


def test_an_organisation_is_added_with_what_was_agreed(desk: Desk) -> None:
    draft = OrganisationDraft("  Gemeente   Oost ", website="oost.example", silent_after_days=30)
    made = find_organisation(desk.db, desk.do(add_organisation, draft))
    assert (made.name, made.kind, made.website) == ("Gemeente Oost", "municipality", "oost.example")
    assert (made.silent_after_days, made.members, made.is_silent(MONDAY)) == (30, 0, True)


@pytest.mark.parametrize("taken", ["Gemeente Oost", "gemeente  oost"])
def test_a_taken_name_is_refused_at_its_field(desk: Desk, taken: str) -> None:
    desk.do(add_organisation, OrganisationDraft("Gemeente Oost"))
    west = desk.do(add_organisation, OrganisationDraft("Gemeente West"))
    for op, args in (
        (add_organisation, (OrganisationDraft(taken),)),
        (change_organisation, (west, {"name": taken})),
    ):
        with pytest.raises(Refused, match="already") as refused:
            desk.do(op, *args)
        assert refused.value.field == "name"


def test_an_organisation_may_be_written_otherwise(desk: Desk, person: Person) -> None:
    oost, fatma = person("Fatma", "gemeente oost")
    desk.do(change_organisation, oost, {"name": "Gemeente Oost"})
    assert find_member(desk.db, fatma).organisation == "Gemeente Oost"


def test_a_kind_that_the_name_tells_is_never_stored(desk: Desk) -> None:
    oost = desk.do(add_organisation, OrganisationDraft("Gemeente Oost", kind="municipality"))
    assert desk.db.value("SELECT count(*) FROM organisation_profile") == 0
    desk.do(change_organisation, oost, {"kind": "other"})
    assert find_organisation(desk.db, oost).kind == "other"
    desk.do(change_organisation, oost, {"kind": "municipality"})
    assert desk.db.value("SELECT kind FROM organisation_profile") == ""
    desk.do(change_organisation, oost, {"name": "Stichting Oost"})
    assert find_organisation(desk.db, oost).kind == "association"


@pytest.mark.parametrize(
    "fields",
    [{"kind": "planet"}, {"silent_after_days": 0}, {"name": " "}, {"notes": "x" * 5_000}],
)
def test_what_cannot_be_is_refused_at_its_field(desk: Desk, fields: dict[str, Any]) -> None:
    oost = desk.do(add_organisation, OrganisationDraft("Gemeente Oost"))
    with pytest.raises(Refused) as refused:
        desk.do(change_organisation, oost, fields)
    assert refused.value.field == next(iter(fields))


def test_merging_moves_everybody_and_what_was_agreed_in_one_undoable_act(
    desk: Desk, person: Person
) -> None:
    kept, henk = person("Henk", "Gemeente Oost", 3)
    gone, fatma = person("Fatma", "Gem. Oost", 90)
    desk.do(set_contact_person, kept, henk, "bestuur")
    desk.do(set_contact_person, gone, fatma, "recht")
    desk.do(change_organisation, gone, {"website": "oost.example", "notes": "van Fatma"})
    desk.do(change_organisation, kept, {"notes": "van Henk"})
    before = rows(desk)
    desk.do(merge_organisations, kept, gone)
    merged = find_organisation(desk.db, kept)
    assert (merged.members, merged.contacts) == (2, ("Henk", "Fatma"))
    assert (merged.website, merged.notes) == ("oost.example", "van Henk")
    assert names(desk.db) == ["Gemeente Oost"]
    assert count_members(desk.db, "oost") == 2
    assert str(desk.undo()) == "Merge Gem. Oost into Gemeente Oost"
    assert rows(desk) == before
    desk.redo()
    assert find_organisation(desk.db, kept) == merged


def test_who_is_contact_person_at_both_stays_it_once(desk: Desk, person: Person) -> None:
    kept, henk = person("Henk", "Gemeente Oost")
    gone, _ = person("Fatma", "Gem. Oost")
    desk.do(set_contact_person, kept, henk)
    desk.do(change_member, henk, {"organisation": "Gem. Oost"})
    desk.do(set_contact_person, gone, henk)
    desk.do(merge_organisations, kept, gone)
    assert find_organisation(desk.db, kept).contacts == ("Henk",)


def test_an_organisation_is_not_merged_with_itself(desk: Desk, person: Person) -> None:
    oost, _ = person("Henk", "Gemeente Oost")
    with pytest.raises(Refused, match="itself"):
        desk.do(merge_organisations, oost, oost)


def test_removing_an_organisation_keeps_its_members(desk: Desk, person: Person) -> None:
    oost, henk = person("Henk", "Gemeente Oost")
    desk.do(set_contact_person, oost, henk)
    desk.do(change_organisation, oost, {"notes": "afgesproken"})
    before = rows(desk)
    desk.do(remove_organisation, oost)
    assert find_member(desk.db, henk).organisation == ""
    assert desk.db.value("SELECT count(*) FROM organisation_contact") == 0
    with pytest.raises(Refused, match="no longer"):
        find_organisation(desk.db, oost)
    desk.undo()
    assert rows(desk) == before


def test_a_contact_person_works_there(desk: Desk, person: Person) -> None:
    oost, _ = person("Henk", "Gemeente Oost")
    _, fatma = person("Fatma", "Gemeente West")
    with pytest.raises(Refused, match="does not work at"):
        desk.do(set_contact_person, oost, fatma)


def test_a_role_can_change_and_a_contact_person_stop(desk: Desk, person: Person) -> None:
    oost, henk = person("Henk", "Gemeente Oost")
    desk.do(set_contact_person, oost, henk, "recht")
    desk.do(set_contact_person, oost, henk, "bestuur")
    (contact,) = contacts_of(desk.db, oost)
    assert (contact.name, contact.contact_role, contact.is_contact) == ("Henk", "bestuur", True)
    desk.do(remove_contact_person, oost, henk)
    assert contacts_of(desk.db, oost) == []
    with pytest.raises(Refused, match="no contact person"):
        desk.do(remove_contact_person, oost, henk)


@pytest.mark.parametrize("change", [{"organisation": "Gemeente West"}, {"stage": "former"}])
def test_who_went_elsewhere_or_left_is_contact_person_no_more(
    desk: Desk, person: Person, change: dict[str, str]
) -> None:
    oost, henk = person("Henk", "Gemeente Oost", 70)
    desk.do(set_contact_person, oost, henk)
    desk.do(change_member, henk, change)
    assert find_organisation(desk.db, oost).contacts == ()
    assert contacts_of(desk.db, oost) == []
    assert today_items(desk.db, MONDAY) == []
    assert henk in {each.id for each in others_of(desk.db, oost)} or "organisation" in change


def test_former_members_neither_count_nor_break_the_silence(desk: Desk, person: Person) -> None:
    oost, _ = person("Henk", "Gemeente Oost", 70)
    person("Fatma", "Gemeente Oost", 2, stage="former")
    found = find_organisation(desk.db, oost)
    assert (found.members, found.is_silent(MONDAY)) == (1, True)
    assert [each.name for each in others_of(desk.db, oost)] == ["Fatma", "Henk"]


def test_the_days_of_the_workbook_hold_unless_others_were_agreed(
    desk: Desk, person: Person
) -> None:
    oost, _ = person("Henk", "Gemeente Oost", 40)
    west, _ = person("Fatma", "Gemeente West", 40)
    desk.do(change_organisation, west, {"silent_after_days": 90})
    assert not any(each.is_silent(MONDAY) for each in list_organisations(desk.db))
    desk.do(set_silent_after, 30)
    silent = {each.id for each in list_organisations(desk.db) if each.is_silent(MONDAY)}
    assert silent == {oost}
    for wrong in (None, 0, 100_000):
        with pytest.raises(Refused):
            desk.do(set_silent_after, wrong)
    desk.undo()
    assert not find_organisation(desk.db, oost).is_silent(MONDAY)


def test_today_names_the_contact_person_of_who_is_silent(desk: Desk, person: Person) -> None:
    oost, fatma = person("Fatma", "Gemeente Oost", 75, last_name="Yılmaz")
    assert today_items(desk.db, MONDAY) == []  # nobody to ask yet
    desk.do(set_contact_person, oost, fatma)
    (item,) = today_items(desk.db, MONDAY)
    assert desk.words(item.reason) == (
        "75 dagen geen contact (afgesproken: elke 60); contactpersoon Fatma Yılmaz"
    )
    assert (item.key, item.page, item.target, item.member_id) == (
        f"organisation-silent:{oost}", "organisations", oost, fatma,
    )  # fmt: skip
    person("Henk", "Gemeente Oost", 1)
    assert today_items(desk.db, MONDAY) == []


def test_beside_today_stands_of_what_somebody_is_contact_person(desk: Desk, person: Person) -> None:
    oost, fatma = person("Fatma", "Gemeente Oost")
    assert facts(desk.db, fatma, MONDAY) == []
    desk.do(set_contact_person, oost, fatma, "recht")
    (fact,) = facts(desk.db, fatma, MONDAY)
    assert (desk.words(fact.label), desk.words(fact.text)) == (
        "Contactpersoon van", "Gemeente Oost · recht",
    )  # fmt: skip


def test_today_asks_at_most_three_the_longest_silent_first(desk: Desk, person: Person) -> None:
    for number in range(5):
        place, member = person(f"P{number}", f"Gemeente {number}", 70 + number)
        desk.do(set_contact_person, place, member)
    asked = [desk.words(item.title) for item in today_items(desk.db, MONDAY)]
    assert asked == [f"Contact met Gemeente {number}" for number in (4, 3, 2)]


def test_today_never_asks_who_must_not_be_asked(desk: Desk, person: Person) -> None:
    oost, henk = person("Henk", "Gemeente Oost", 75)
    _, fatma = person("Fatma", "Gemeente Oost", 75)
    desk.do(set_contact_person, oost, henk)
    desk.do(set_contact_person, oost, fatma)
    desk.do(stop_contact, henk, reason="vroeg erom", today=MONDAY)
    assert [item.member_id for item in today_items(desk.db, MONDAY)] == [fatma]
    desk.do(restrict, fatma, is_restricted=True)
    assert today_items(desk.db, MONDAY) == []


def test_the_palette_finds_an_organisation_by_its_words(desk: Desk, person: Person) -> None:
    oost, henk = person("Henk", "Gemeente Oost-Veen")
    desk.do(set_contact_person, oost, henk)
    assert find_for_palette(desk.db, "gem vee") == [(oost, "Gemeente Oost-Veen", "Henk")]
    assert find_for_palette(desk.db, "") == find_for_palette(desk.db, "west") == []
