"""Rules of taking a list of people in: who is who, what is kept, and what is never wiped."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from commdesk.core.desk import Desk
from commdesk.core.errors import Refused
from commdesk.core.intaking import Plan
from commdesk.features.members import (
    MemberDraft,
    add_member,
    change_member,
    find_by_words,
    find_member,
    list_members,
    list_tags,
    stop_contact,
)
from commdesk.features.members.intake import Known, apply_members, plan_import, plan_members

TODAY = date(2026, 11, 23)
Row = Mapping[str, Any]


def rows(*rows: dict[str, Any]) -> list[dict[str, Any]]:
    """Numbered as Excel shows them, under a heading row."""
    return [{"row": number, **row} for number, row in enumerate(rows, 2)]


def plan(desk: Desk, *given: dict[str, Any]) -> Plan:
    return plan_members(desk.db, rows(*given), TODAY)


def take_in(desk: Desk, *given: dict[str, Any]) -> Plan:
    made = plan(desk, *given)
    desk.do(apply_members, made, today=TODAY, source="lijst.xlsx")
    return made


def kinds(made: Plan) -> list[str]:
    return [change.kind for change in made.changes]


def reasons(made: Plan) -> list[str]:
    return [str(change.reason or "") for change in made.changes]


FATMA = {"name": "Fatma Yılmaz", "email": "f.yilmaz@straat.example", "tags": "bomen; wonen"}
JONG = {"name": "Jong, A. de", "organisation": "Gemeente Straat"}


# --- who is who ----------------------------------------------------------------------------------


def test_the_plan_is_pure_and_numbers_rows_as_excel_does() -> None:
    given_rows = rows(FATMA, JONG)
    before = [dict(row) for row in given_rows]
    made = plan_import(Known(), given_rows, TODAY)
    assert given_rows == before
    assert [(c.row, c.kind, c.title) for c in made.changes] == [
        (2, "new", "Fatma Yılmaz"),
        (3, "new", "A. de Jong"),
    ]
    assert plan_import(Known(), given_rows, TODAY) == made


def test_identity_wins_over_address_over_name(desk: Desk) -> None:
    take_in(desk, {"name": "Anna", "identities": (("forum", "1"),), "email": "a@straat.example"})
    take_in(desk, {"name": "Bram", "email": "b@straat.example"}, {"name": "Chris"})
    ids = {row.name: row.id for row in list_members(desk.db)}
    made = plan(
        desk,
        {"name": "Anna nu anders", "identities": (("forum", "1"),)},
        {"name": "Bram nu anders", "email": "B@straat.example"},
        {"name": "chris", "phone": "06"},
    )
    assert [c.target for c in made.changes] == [ids["Anna"], ids["Bram"], ids["Chris"]]


def test_a_known_number_with_somebody_elses_address_leaves_the_address(desk: Desk) -> None:
    take_in(
        desk,
        {"name": "Anna", "identities": (("forum", "1"),)},
        {"name": "Bram", "email": "b@straat.example"},
    )
    made = plan(
        desk, {"name": "Anna", "identities": (("forum", "1"),), "email": "b@straat.example"}
    )
    assert kinds(made) == ["same"]
    assert [(p.row, str(p.message)) for p in made.problems] == [
        (2, "this address belongs to Bram; the row is taken in without it")
    ]


def test_a_namesake_with_another_address_or_number_is_another_person(desk: Desk) -> None:
    take_in(desk, {"name": "Jan Jansen", "email": "jan@straat.example"})
    take_in(desk, {"name": "Piet Pieters", "identities": (("forum", "1"),)})
    made = plan(
        desk,
        {"name": "Jan Jansen", "email": "jan@laan.example"},
        {"name": "Piet Pieters", "identities": (("forum", "2"),)},
    )
    assert kinds(made) == ["new", "new"]


def test_a_name_counts_within_its_organisation(desk: Desk) -> None:
    take_in(desk, JONG)
    assert kinds(plan(desk, {**JONG, "organisation": "gemeente  straat"})) == ["same"]
    assert kinds(plan(desk, {**JONG, "organisation": "Provincie"})) == ["new"]


def test_two_members_of_one_name_are_not_guessed_between(desk: Desk) -> None:
    for _ in range(2):
        desk.do(add_member, MemberDraft(first_name="Jan", last_name="Jansen"), today=TODAY)
    made = plan(desk, {"name": "Jan Jansen", "phone": "06"})
    assert kinds(made) == ["skipped"]
    assert "two members have this name" in reasons(made)[0]


def test_the_same_person_twice_in_one_file_is_taken_once(desk: Desk) -> None:
    made = plan(desk, FATMA, {**FATMA, "email": "F.YILMAZ@straat.example "}, JONG, JONG)
    assert kinds(made) == ["new", "skipped", "new", "skipped"]
    assert reasons(made)[1] == "the same person as row 2"
    assert reasons(made)[3] == "the same person as row 4"


def test_the_same_member_twice_by_number_and_by_address_is_taken_once(desk: Desk) -> None:
    take_in(desk, {**FATMA, "identities": (("forum", "7"),)})
    made = plan(desk, {"name": "F.", "identities": (("forum", "7"),)}, {**FATMA, "phone": "06"})
    assert kinds(made) == ["changed", "skipped"]


def test_two_namesakes_in_one_file_do_not_share_one_member(desk: Desk) -> None:
    take_in(desk, {"name": "Jan Jansen"})
    made = take_in(
        desk,
        {"name": "Jan Jansen", "email": "jan1@straat.example"},
        {"name": "Jan Jansen", "email": "jan2@straat.example"},
    )
    assert kinds(made) == ["changed", "new"]
    assert len(list_members(desk.db)) == 2


def test_a_member_number_in_a_plain_list_is_an_identity(desk: Desk) -> None:
    take_in(desk, {"identity": "12", "name": "Fatma Yilmaz"})
    assert kinds(plan(desk, {"identity": "12", "name": "Fatma Demir"})) == ["changed"]
    assert kinds(plan(desk, {"identity": "13", "name": "Fatma Yilmaz"})) == ["new"]


# --- what is kept --------------------------------------------------------------------------------


def test_importing_twice_changes_nothing_more(desk: Desk) -> None:
    given = [FATMA, JONG, {"name": "Cher", "do_not_contact": True, "last_contact_on": TODAY}]
    assert kinds(take_in(desk, *given)) == ["new"] * 3
    assert kinds(plan(desk, *given)) == ["same"] * 3
    label = desk.undo_label
    take_in(desk, *given)
    assert desk.undo_label == label


def test_spelling_of_tags_and_organisations_is_no_change(desk: Desk) -> None:
    take_in(desk, {**FATMA, "organisation": "Gemeente Straat"})
    made = plan(desk, {**FATMA, "tags": "Bomen", "organisation": "GEMEENTE STRAAT"})
    assert kinds(made) == ["same"]


@pytest.mark.parametrize("empty", ["", "  ", None])
def test_a_missing_or_empty_field_never_wipes_one(desk: Desk, empty: str | None) -> None:
    take_in(desk, {**FATMA, "phone": "06", "notes": "belt liever", "organisation": "Straat"})
    fatma = find_by_words(desk.db, "fatma").id
    before = find_member(desk.db, fatma)
    take_in(desk, {"email": FATMA["email"], "phone": empty, "notes": empty, "organisation": empty})
    take_in(desk, {"email": FATMA["email"], "tags": empty})
    assert find_member(desk.db, fatma) == before


def test_tags_are_added_never_taken_away(desk: Desk) -> None:
    take_in(desk, FATMA)
    take_in(desk, {"email": FATMA["email"], "tags": "groen"})
    assert find_by_words(desk.db, "fatma").tags == ("bomen", "groen", "wonen")


def test_opting_out_is_never_undone_by_a_list(desk: Desk) -> None:
    take_in(desk, FATMA)
    fatma = find_by_words(desk.db, "fatma").id
    desk.do(stop_contact, fatma, reason="vroeg erom", today=TODAY)
    assert kinds(take_in(desk, {**FATMA, "do_not_contact": False})) == ["same"]
    take_in(desk, {**FATMA, "do_not_contact": True, "do_not_contact_reason": "volgens lijst"})
    member = find_member(desk.db, fatma)
    assert (member.do_not_contact, member.do_not_contact_reason) == (True, "vroeg erom")


def test_a_list_may_opt_people_out_with_its_name_as_reason(desk: Desk) -> None:
    take_in(desk, FATMA)
    take_in(desk, {**FATMA, "do_not_contact": True})
    member = find_by_words(desk.db, "fatma")
    assert (member.do_not_contact_reason, member.do_not_contact_on) == ("lijst.xlsx", TODAY)


def test_only_a_later_last_contact_counts(desk: Desk) -> None:
    take_in(desk, {**FATMA, "last_contact_on": TODAY - timedelta(days=5)})
    assert kinds(plan(desk, {**FATMA, "last_contact_on": TODAY - timedelta(days=9)})) == ["same"]
    take_in(desk, {**FATMA, "last_contact_on": TODAY})
    assert find_by_words(desk.db, "fatma").last_contact_on == TODAY


def test_a_contact_in_the_future_did_not_happen(desk: Desk) -> None:
    made = take_in(desk, {**FATMA, "last_contact_on": TODAY + timedelta(days=1)})
    assert "lies in the future" in str(made.problems[0].message)
    assert find_by_words(desk.db, "fatma").last_contact_on is None


def test_a_name_parted_by_hand_stays_parted(desk: Desk) -> None:
    take_in(desk, {"name": "Sara Ben Ali", "email": "s@straat.example"})
    sara = find_by_words(desk.db, "sara").id
    desk.do(change_member, sara, {"first_name": "Sara", "last_name": "Ben Ali"})
    assert kinds(plan(desk, {"name": "Sara Ben Ali", "email": "s@straat.example"})) == ["same"]


def test_separate_columns_of_a_name_win_over_the_whole(desk: Desk) -> None:
    take_in(desk, {"name": "S. B. Ali", "first_name": "Sara", "last_name": "Ben Ali"})
    assert [row.name for row in list_members(desk.db)] == ["Sara Ben Ali"]


def test_who_came_from_a_list_says_so_and_is_sorted(desk: Desk) -> None:
    take_in(desk, {"name": "Adriaan van der Berg"}, {"name": "Eva Cox"}, {"name": "Zoë Aalders"})
    names = [row.name for row in list_members(desk.db)]
    assert names == ["Zoë Aalders", "Adriaan van der Berg", "Eva Cox"]
    eva = find_by_words(desk.db, "eva")
    assert (eva.source, eva.added_on, eva.stage) == ("lijst.xlsx", TODAY, "member")


# --- what is refused or told ---------------------------------------------------------------------


def test_a_list_in_which_two_in_five_have_no_name_is_refused(desk: Desk) -> None:
    given = [{"name": f"Lid {n}"} for n in range(6)] + [{"phone": "06"}] * 4
    with pytest.raises(Refused, match="4 of 10 rows have no name"):
        plan(desk, *given)
    with_addresses = given[:6] + [{"email": f"{n}@straat.example"} for n in range(4)]
    with pytest.raises(Refused, match="4 of 10 rows have no name"):
        plan(desk, *with_addresses)


def test_a_list_of_addresses_alone_is_fine(desk: Desk) -> None:
    made = take_in(desk, *({"email": f"{n}@straat.example"} for n in range(10)))
    assert kinds(made) == ["new"] * 10


def test_a_few_rows_without_a_name_are_left_out_and_told(desk: Desk) -> None:
    made = plan(desk, *({"name": f"Lid {n}"} for n in range(9)), {"phone": "06"})
    assert kinds(made) == ["new"] * 9 + ["skipped"]
    assert reasons(made)[-1] == "no name and no e-mail address in this row"


def test_a_wrong_address_is_told_and_the_person_taken_in(desk: Desk) -> None:
    made = take_in(desk, {"name": "Fatma", "email": "fatma at straat"})
    (problem,) = made.problems
    assert (problem.row, problem.column, problem.found) == (2, "email", "fatma at straat")
    assert find_by_words(desk.db, "fatma").email == ""


# --- one act -------------------------------------------------------------------------------------


def test_one_import_is_one_undo(desk: Desk) -> None:
    desk.do(add_member, MemberDraft(first_name="Eva", email="e@straat.example"), today=TODAY)
    take_in(desk, FATMA, JONG, {"email": "e@straat.example", "tags": "groen"})
    assert str(desk.undo_label) == "Import 3 people from lijst.xlsx"
    desk.undo()
    assert [row.name for row in list_members(desk.db)] == ["Eva"]
    assert list_tags(desk.db) == []
    assert not list_members(desk.db, search="fatma")
    desk.redo()
    assert len(list_members(desk.db)) == 3


WORD = st.sampled_from(["Jan", "Eva", "Bos", "van", "de", "Yılmaz"])
LISTS = st.lists(
    st.fixed_dictionaries(
        {"name": st.lists(WORD, min_size=1, max_size=3).map(" ".join)},
        optional={
            "email": st.sampled_from(["a@straat.example", "b@straat.example"]),
            "organisation": st.sampled_from(["Straat", "Laan"]),
            "tags": st.sampled_from(["bomen", "wonen; groen"]),
            "phone": st.sampled_from(["1", "2"]),
        },
    ),
    max_size=4,
)


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(given=LISTS)
def test_a_second_import_of_any_list_adds_nobody(desk: Desk, given: list[dict[str, Any]]) -> None:
    while desk.undo_label:
        desk.undo()
    take_in(desk, *given)
    count = len(list_members(desk.db))
    assert plan(desk, *given).count("new") == 0
    take_in(desk, *given)
    assert len(list_members(desk.db)) == count


def test_who_has_the_infix_before_the_last_name_stands_under_the_last_name(desk: Desk) -> None:
    rows = [
        {"row": 2, "first_name": "Anna", "last_name": "de Vries"},
        {"row": 3, "first_name": "Bo", "last_name": "el Amrani"},
        {"row": 4, "first_name": "Cor", "last_name": "Hoekstra"},
    ]
    made = plan_members(desk.db, rows, TODAY)
    desk.do(apply_members, made, today=TODAY, source="lijst.xlsx")
    assert [row.name for row in list_members(desk.db)] == [
        "Bo el Amrani",
        "Cor Hoekstra",
        "Anna de Vries",
    ]
    again = plan_members(desk.db, rows, TODAY)
    assert {change.kind for change in again.changes} == {"same"}


def test_a_list_without_organisations_finds_who_got_one_by_hand(desk: Desk) -> None:
    rows = [{"row": 2, "name": "Jan Jansen"}, {"row": 3, "name": "Eva Vos"}]
    desk.do(apply_members, plan_members(desk.db, rows, TODAY), today=TODAY, source="namen.csv")
    jan = list_members(desk.db, search="jansen")[0].id
    desk.do(change_member, jan, {"organisation": "Gemeente Zwolle"})
    again = plan_members(desk.db, rows, TODAY)
    assert {change.kind for change in again.changes} == {"same"}
    elsewhere = [{"row": 2, "name": "Jan Jansen", "organisation": "Gemeente Meppel"}]
    assert plan_members(desk.db, elsewhere, TODAY).changes[0].kind == "new"


def test_since_when_somebody_is_a_member_is_not_since_when_we_know_them(desk: Desk) -> None:
    """Else everybody of a platform that exists for years is due on the first day."""
    rows = [{"row": 2, "name": "Jan Jansen", "joined_on": date(2024, 3, 1)}]
    desk.do(apply_members, plan_members(desk.db, rows, TODAY), today=TODAY, source="namen.csv")
    (row,) = list_members(desk.db)
    jan = find_member(desk.db, row.id)
    assert (jan.added_on, jan.joined_on) == (TODAY, date(2024, 3, 1))
    later = [{"row": 2, "name": "Jan Jansen", "joined_on": date(2025, 3, 1)}]
    assert plan_members(desk.db, later, TODAY).changes[0].kind == "same"
    earlier = [{"row": 2, "name": "Jan Jansen", "joined_on": date(2023, 3, 1)}]
    assert plan_members(desk.db, earlier, TODAY).changes[0].kind == "changed"


def test_what_two_lists_note_of_somebody_stands_together(desk: Desk) -> None:
    one = [{"row": 2, "name": "Eva Vos", "email": "eva@x.example", "notes": "Wil modereren"}]
    other = [{"row": 2, "name": "Eva Vos", "email": "eva@x.example", "notes": "Niet op vrijdag"}]
    for rows in (one, other):
        desk.do(apply_members, plan_members(desk.db, rows, TODAY), today=TODAY, source="l")
    (row,) = list_members(desk.db)
    assert find_member(desk.db, row.id).notes == "Wil modereren\nNiet op vrijdag"
    for rows in (one, other):
        assert plan_members(desk.db, rows, TODAY).changes[0].kind == "same"
