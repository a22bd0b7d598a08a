"""Rules of members: what is refused and in which words, what a search finds, whom a name means."""

from datetime import date, timedelta

import pytest

from commdesk.core.database import Database
from commdesk.core.desk import Desk
from commdesk.core.errors import Refused
from commdesk.core.journal import op
from commdesk.features.members import (
    MemberDraft,
    add_identity,
    add_member,
    allow_contact,
    change_member,
    count_members,
    find_by_words,
    find_contactable,
    find_for_palette,
    find_member,
    list_contactable,
    list_members,
    list_tags,
    member_names,
    note_contact,
    remove_member,
    rename_tag,
    set_tag_cadence,
    stop_contact,
    timeline,
)

TODAY = date(2026, 11, 23)


def add(desk: Desk, first: str, last: str = "", **more: object) -> int:
    draft = MemberDraft(first_name=first, last_name=last, **more)  # type: ignore[arg-type]
    return desk.do(add_member, draft, today=TODAY)


def found(desk: Desk, search: str) -> list[str]:
    assert count_members(desk.db, search) == len(list_members(desk.db, search=search))
    return [row.name for row in list_members(desk.db, search=search)]


# --- search --------------------------------------------------------------------------------------


@pytest.fixture
def people(desk: Desk) -> Desk:
    add(desk, "Fatma", "Yılmaz", tags=("bomen", "wonen"), organisation="Gemeente Straat")
    add(desk, "Zoë", "Sørensen", notes="vraagt naar parkeren", email="zoe@straat.example")
    add(desk, "Adriaan", "Berg", infix="van der", looking_for="vakgenoten")
    return desk


@pytest.mark.parametrize(
    ("typed", "names"),
    [
        ("yilmaz", ["Fatma Yılmaz"]),
        ("YILMAZ", ["Fatma Yılmaz"]),
        ("zoe soren", ["Zoë Sørensen"]),
        ("bomen fat", ["Fatma Yılmaz"]),
        ("gem str", ["Fatma Yılmaz"]),
        ("vakgen", ["Adriaan van der Berg"]),
        ("parkeren", ["Zoë Sørensen"]),
        ("zoe@straat", ["Zoë Sørensen"]),
        ("yilmaz parkeren", []),
        ("oren", ["Zoë Sørensen"]),
        ("or", []),
        ("o", []),
        ("f y", ["Fatma Yılmaz"]),
        ('"', ["Adriaan van der Berg", "Zoë Sørensen", "Fatma Yılmaz"]),
    ],
)
def test_every_typed_word_stands_in_the_text_and_a_short_one_begins_a_word(
    people: Desk, typed: str, names: list[str]
) -> None:
    assert found(people, typed) == names


def test_a_renamed_tag_is_found_by_its_new_name_only(people: Desk) -> None:
    people.do(rename_tag, "bomen", "groen")
    assert (found(people, "groen"), found(people, "bomen")) == (["Fatma Yılmaz"], [])
    people.undo()
    assert (found(people, "groen"), found(people, "bomen")) == ([], ["Fatma Yılmaz"])


def test_a_changed_or_removed_member_is_found_as_they_are_now(people: Desk) -> None:
    fatma = list_members(people.db, search="yilmaz")[0].id
    people.do(change_member, fatma, {"last_name": "Demir", "tags": ()})
    assert (found(people, "demir"), found(people, "yilmaz"), found(people, "bomen")) == (
        ["Fatma Demir"], [], [],
    )  # fmt: skip
    people.do(remove_member, fatma)
    assert found(people, "demir") == []


def test_the_palette_offers_nothing_for_signs_alone(people: Desk) -> None:
    assert find_for_palette(people.db, "?!") == []
    assert [name for _, name, _ in find_for_palette(people.db, "zoe")] == ["Zoë Sørensen"]


def test_pages_of_the_list_follow_each_other_without_gaps(people: Desk) -> None:
    whole = [row.id for row in list_members(people.db)]
    parts = [list_members(people.db, offset=n, limit=1)[0].id for n in range(3)]
    assert parts == whole
    down = list_members(people.db, sort="name", is_descending=True)
    assert [row.id for row in down] == whole[::-1]


# --- who is meant --------------------------------------------------------------------------------


def test_a_member_is_meant_by_id_address_whole_or_part_of_the_name(people: Desk) -> None:
    zoe = list_members(people.db, search="zoe")[0].id
    for typed in (str(zoe), "ZOE@straat.example", "Zoë Sørensen", "zoe sorensen", "zoe", "soren"):
        assert find_by_words(people.db, typed).id == zoe


def test_a_whole_name_wins_over_a_longer_one(people: Desk) -> None:
    short = add(people, "Anna", "Berg")
    add(people, "Anna", "Bergman")
    assert find_by_words(people.db, "anna berg").id == short


def test_two_of_one_name_are_refused_with_the_candidates(people: Desk) -> None:
    one = add(people, "Jan", "Jansen", email="jan1@straat.example")
    two = add(people, "Jan", "Jansen")
    with pytest.raises(Refused) as refused:
        find_by_words(people.db, "jan jansen")
    said = str(refused.value)
    assert f"Jan Jansen <jan1@straat.example> ({one})" in said
    assert f"Jan Jansen <-> ({two})" in said
    assert "Use the e-mail address or the id." in said


@pytest.mark.parametrize("typed", ["parkeren", "bomen", "Gemeente", "?", "", "9" * 30, "12",
                                   "wie@straat.example"])  # fmt: skip
def test_nobody_is_meant_by_what_is_in_notes_tags_or_nothing(people: Desk, typed: str) -> None:
    with pytest.raises(Refused, match="No member is called" if typed.strip() else "Say who"):
        find_by_words(people.db, typed)


# --- refusals ------------------------------------------------------------------------------------


def refusal(desk: Desk, *act: object, **named: object) -> tuple[str, str]:
    with pytest.raises(Refused) as refused:
        desk.do(*act, **named)  # type: ignore[arg-type]
    return str(refused.value), refused.value.field


def test_a_member_has_a_name_or_an_address(desk: Desk) -> None:
    assert refusal(desk, add_member, MemberDraft(first_name="  "), today=TODAY) == (
        "Type a name or an e-mail address.", "first_name",
    )  # fmt: skip
    add(desk, "", email="a@straat.example")
    assert [row.name for row in list_members(desk.db)] == ["a@straat.example"]


def test_an_address_is_one_and_belongs_to_one(desk: Desk) -> None:
    add(desk, "Fatma", "Yılmaz", email="F@Straat.example")
    assert refusal(desk, add_member, MemberDraft("Eva", email="f at straat"), today=TODAY) == (
        "f at straat is not an e-mail address.", "email",
    )  # fmt: skip
    draft = MemberDraft(first_name="Eva", email="f@straat.EXAMPLE")
    assert refusal(desk, add_member, draft, today=TODAY) == (
        "f@straat.example belongs to Fatma Yılmaz already.", "email",
    )  # fmt: skip
    eva = add(desk, "Eva")
    assert refusal(desk, change_member, eva, {"email": "f@straat.example"})[1] == "email"


def test_a_member_keeps_their_own_address_when_changed(desk: Desk) -> None:
    fatma = add(desk, "Fatma", email="f@straat.example")
    desk.do(change_member, fatma, {"email": "F@straat.example", "phone": "06"})
    assert find_member(desk.db, fatma).email == "f@straat.example"


def test_a_cadence_is_at_least_a_day(desk: Desk) -> None:
    fatma = add(desk, "Fatma", tags=("bomen",))
    said = ("A cadence lies between 1 and 3,650 days.", "cadence_days")
    assert refusal(desk, change_member, fatma, {"cadence_days": 0}) == said
    assert refusal(desk, set_tag_cadence, "bomen", -1) == said


def test_a_tag_has_a_name_of_its_own(people: Desk) -> None:
    assert refusal(people, rename_tag, "bomen", "Wonen")[0] == "There is a tag Wonen already."
    assert refusal(people, rename_tag, "bomen", " ") == ("A tag needs a name.", "new")
    assert refusal(people, rename_tag, "niets", "x")[0] == "There is no tag niets."
    people.do(rename_tag, "bomen", "Bomen")
    assert list_tags(people.db) == ["Bomen", "wonen"]


def test_one_tag_in_two_spellings_is_one(desk: Desk) -> None:
    add(desk, "Fatma", tags=("Bomen", " bomen "))
    add(desk, "Eva", tags=("BOMEN",))
    assert list_tags(desk.db) == ["Bomen"]


def test_who_is_gone_is_said(desk: Desk) -> None:
    for act in ((change_member, 7, {"notes": "x"}), (remove_member, 7), (allow_contact, 7)):
        assert refusal(desk, *act)[0] == "This member is no longer in the workbook."


# --- contact -------------------------------------------------------------------------------------


def test_do_not_contact_carries_a_reason_and_a_date(desk: Desk) -> None:
    fatma = add(desk, "Fatma")
    assert refusal(desk, stop_contact, fatma, reason=" ", today=TODAY)[0] == (
        "Say why Fatma must not be contacted."
    )
    desk.do(stop_contact, fatma, reason="vroeg erom", today=TODAY)
    member = find_member(desk.db, fatma)
    assert (member.do_not_contact, member.do_not_contact_reason) == (True, "vroeg erom")
    assert member.do_not_contact_on == TODAY
    assert str(desk.undo_label) == "Fatma asked not to be contacted"
    desk.do(allow_contact, fatma)
    member = find_member(desk.db, fatma)
    assert (member.do_not_contact, member.do_not_contact_on) == (False, None)


def test_changing_a_member_never_undoes_do_not_contact(desk: Desk) -> None:
    fatma = add(desk, "Fatma")
    desk.do(stop_contact, fatma, reason="vroeg erom", today=TODAY)
    desk.do(change_member, fatma, {"phone": "0612345678", "tags": ("bomen",)})
    assert find_member(desk.db, fatma).do_not_contact


def test_only_a_later_contact_counts(desk: Desk) -> None:
    @op("Talk to {name}")
    def talk(db: Database, member_id: int, day: date) -> None:
        note_contact(db, member_id, day)

    fatma = add(desk, "Fatma")
    for days in (3, 10, 1):
        desk.do(talk, fatma, TODAY - timedelta(days=days))
    assert find_member(desk.db, fatma).last_contact_on == TODAY - timedelta(days=1)


def test_the_narrowest_cadence_wins(desk: Desk) -> None:
    plain = add(desk, "Anna")
    tagged = add(desk, "Bram", tags=("bomen", "wonen"))
    own = add(desk, "Chris", tags=("bomen",), cadence_days=60)
    desk.do(set_tag_cadence, "bomen", 30)
    desk.do(set_tag_cadence, "wonen", 14)
    cadences = [find_contactable(desk.db, each).cadence_days for each in (plain, tagged, own)]
    assert cadences == [None, 14, 60]


def test_former_members_are_not_in_the_list_to_contact(desk: Desk) -> None:
    add(desk, "Anna", stage="former")
    bram = add(desk, "Bram")
    assert [each.id for each in list_contactable(desk.db)] == [bram]


def test_a_key_of_another_program_belongs_to_one_member(desk: Desk) -> None:
    @op("Know")
    def know(db: Database, member_id: int) -> None:
        add_identity(db, member_id, "forum", "fyilmaz")

    fatma, eva = add(desk, "Fatma"), add(desk, "Eva")
    desk.do(know, fatma)
    desk.do(know, fatma)
    assert refusal(desk, know, eva)[0] == "forum fyilmaz belongs to Fatma already."


def test_every_member_has_a_name_to_show_and_a_beginning(people: Desk) -> None:
    bare = add(people, "", email="a@straat.example")
    assert member_names(people.db)[bare] == "a@straat.example"
    (item,) = timeline(people.db, bare)
    assert str(item.text) == "Added"
    assert item.at.astimezone().date() == people.today(), "a day is one of this computer's clock"
    assert item.at.utcoffset() == item.at.astimezone().utcoffset()
