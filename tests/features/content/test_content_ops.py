"""Items are added, changed, counted, closed and removed; what cannot be one is refused."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from commdesk.core.desk import Desk
from commdesk.core.errors import Refused
from commdesk.features.content import (
    Item,
    ItemDraft,
    add_item,
    change_item,
    close_question,
    find_item,
    list_items,
    open_questions,
    remove_item,
    reopen_question,
    set_replies,
    title_of_item,
)
from commdesk.features.content.model import (
    MOST_LINK,
    MOST_NOTES,
    MOST_REPLIES,
    MOST_TAG,
    MOST_TAGS,
    MOST_TITLE,
    tidy_link,
)
from commdesk.features.members import (
    MemberDraft,
    add_member,
    list_tags,
    remove_member,
    rename_tag,
    tags_of,
)
from tests.features.content.conftest import MONDAY, MakeItem, MakePerson


def test_an_item_is_kept_as_it_was_typed(desk: Desk, person: MakePerson) -> None:
    kees = person("Kees", last_name="Visser")
    draft = ItemDraft(
        " Mag deze  boom weg? ",
        link=" https://forum.example/t/1 ",
        tags=("bomen", " Wonen ", "BOMEN", ""),
        asked_by=kees,
        notes=" Belde ook. ",
    )
    made = desk.do(add_item, draft, today=MONDAY)
    assert find_item(desk.db, made) == Item(
        id=made,
        kind="question",
        title="Mag deze boom weg?",
        link="https://forum.example/t/1",
        tags=("BOMEN", "Wonen"),
        published_on=MONDAY,
        replies=0,
        is_open=True,
        asked_by=kees,
        asked_by_name="Kees Visser",
        notes="Belde ook.",
    )


def test_an_item_shares_the_tags_of_members(desk: Desk, item: MakeItem, person: MakePerson) -> None:
    henk = person("Henk", tags=("bomen",))
    made = item(tags=("Bomen", "erfgrens"))
    assert find_item(desk.db, made).tags == ("bomen", "erfgrens")
    assert list_tags(desk.db) == ["bomen", "erfgrens"]
    desk.do(rename_tag, "bomen", "groen")
    assert find_item(desk.db, made).tags == ("groen", "erfgrens")
    assert tags_of(desk.db, henk) == ["groen"]


def test_a_change_sets_just_what_it_names(desk: Desk, item: MakeItem, person: MakePerson) -> None:
    made = item(link="https://forum.example/t/1", tags=("bomen",), asked_by=person("Kees"))
    desk.do(change_item, made, {"tags": ("wonen",), "replies": 4})
    found = find_item(desk.db, made)
    assert (found.tags, found.replies, found.link) == (
        ("wonen",), 4, "https://forum.example/t/1",
    )  # fmt: skip
    assert found.asked_by_name == "Kees"
    desk.undo()
    assert find_item(desk.db, made).tags == ("bomen",)


def test_replies_are_counted_and_come_back_with_undo(desk: Desk, item: MakeItem) -> None:
    made = item()
    desk.do(set_replies, made, 3)
    assert find_item(desk.db, made).replies == 3
    desk.undo()
    assert find_item(desk.db, made).is_unanswered


@pytest.mark.parametrize("replies", [-1, MOST_REPLIES + 1, True])
def test_a_number_of_replies_that_cannot_be_is_refused(
    desk: Desk, item: MakeItem, replies: int
) -> None:
    with pytest.raises(Refused, match="replies from 0") as refused:
        desk.do(set_replies, item(), replies)
    assert refused.value.field == "replies"


def test_a_question_is_closed_and_reopened(desk: Desk, item: MakeItem) -> None:
    made = item(ago=3)
    desk.do(close_question, made, today=MONDAY)
    found = find_item(desk.db, made)
    assert (found.is_open, found.closed_on, found.is_unanswered) == (False, MONDAY, False)
    assert open_questions(desk.db, MONDAY) == []
    desk.do(reopen_question, made)
    assert [each.id for each in open_questions(desk.db, MONDAY)] == [made]


def test_only_a_question_can_be_closed(desk: Desk, item: MakeItem) -> None:
    made = item(kind="article")
    with pytest.raises(Refused, match="Only a question"):
        desk.do(close_question, made, today=MONDAY)
    with pytest.raises(Refused, match="Only a question"):
        desk.do(reopen_question, made)


def test_a_closed_question_that_becomes_an_article_is_open(desk: Desk, item: MakeItem) -> None:
    made = item()
    desk.do(close_question, made, today=MONDAY)
    desk.do(change_item, made, {"kind": "article"})
    assert find_item(desk.db, made).is_open


def test_an_item_that_was_removed_comes_back_with_its_tags(desk: Desk, item: MakeItem) -> None:
    made = item(tags=("bomen",))
    desk.do(remove_item, made)
    assert title_of_item(desk.db, made) == ""
    with pytest.raises(Refused, match="no longer in the workbook"):
        find_item(desk.db, made)
    desk.undo()
    assert find_item(desk.db, made).tags == ("bomen",)


def test_a_question_outlives_whoever_asked_it(
    desk: Desk, item: MakeItem, person: MakePerson
) -> None:
    kees = person("Kees")
    made = item(asked_by=kees)
    desk.do(remove_member, kees)
    assert find_item(desk.db, made).asked_by is None
    desk.undo()
    assert find_item(desk.db, made).asked_by_name == "Kees"


LINKS = (
    "https://forum.example/t/1?x=ë#a",
    "HTTP://Forum.Example:8080",
    "mailto:kees@voorbeeld.example?subject=Bomen",
    "https://xn--bcher-kva.example/",
    "https://[2001:db8::1]/",
)
NO_LINKS = (
    "javascript:alert(1)",
    "file:///etc/passwd",
    "ftp://voorbeeld.example",
    "data:text/html,x",
    "\\\\server\\map",
    "www.voorbeeld.example",
    "voorbeeld.example/t/1",
    "https://",
    "https:///pad",
    "http://[",
    "https://voorbeeld.example:99999",
    "mailto:",
    "mailto:kees",
    "ms-excel:ofe|u|https://voorbeeld.example/x.xlsx",
    "https://voorbeeld.example/een twee",
    "https://voorbeeld.example/\u202etxt.exe",
)


@pytest.mark.parametrize("link", LINKS)
def test_a_link_that_a_browser_or_mail_program_opens_is_kept(link: str) -> None:
    assert tidy_link(link) == link


@pytest.mark.parametrize("link", NO_LINKS)
def test_any_other_link_is_refused_at_its_field(desk: Desk, item: MakeItem, link: str) -> None:
    with pytest.raises(Refused) as refused:
        item(link=link)
    assert refused.value.field == "link"
    assert list_items(desk.db) == []


BAD: tuple[tuple[str, Any], ...] = (
    ("title", ""),
    ("title", " \n "),
    ("title", "x" * (MOST_TITLE + 1)),
    ("title", "bel\x07"),
    ("title", "half\ud800"),
    ("kind", "poll"),
    ("link", "https://v.example/" + "x" * MOST_LINK),
    ("tags", ("x" * (MOST_TAG + 1),)),
    ("tags", tuple(map(str, range(MOST_TAGS + 1)))),
    ("tags", ("bo\x00men",)),
    ("published_on", date(202, 1, 1)),
    ("published_on", date(2205, 1, 1)),
    ("replies", -1),
    ("asked_by", 7),
    ("notes", "x" * (MOST_NOTES + 1)),
    ("notes", "\x1b[2J"),
)


@pytest.mark.parametrize(("field", "value"), BAD)
def test_what_does_not_fit_is_refused_next_to_its_field(
    desk: Desk, item: MakeItem, field: str, value: Any
) -> None:
    fields = {"title": "Vraag", "published_on": MONDAY} | {field: value}
    with pytest.raises(Refused) as refused:
        desk.do(add_item, ItemDraft(**fields), today=MONDAY)
    assert refused.value.field == field
    made = item()
    with pytest.raises(Refused) as refused:
        desk.do(change_item, made, {field: value})
    assert refused.value.field == field


def test_a_change_needs_a_day(desk: Desk, item: MakeItem) -> None:
    with pytest.raises(Refused, match="On which day"):
        desk.do(change_item, item(), {"published_on": None})


@pytest.mark.parametrize("title", ["x" * MOST_TITLE, "Zonnepanelen 🌞 op de שכונה", "a\tb\nc"])
def test_odd_but_good_titles_are_kept(desk: Desk, item: MakeItem, title: str) -> None:
    assert title_of_item(desk.db, item(title)) == " ".join(title.split())


def test_lines_in_notes_stay(desk: Desk, item: MakeItem) -> None:
    made = item(notes="een\n\ttwee")
    assert find_item(desk.db, made).notes == "een\n\ttwee"


def test_the_list_is_filtered_by_words_and_kind(
    desk: Desk, item: MakeItem, person: MakePerson
) -> None:
    old = item("Één kapverordening", 3, kind="article", tags=("bomen",))
    new = item("Buurtbatterij", 1, asked_by=person("Kees", last_name="Visser"))
    for search, kind, found in (
        ("", "", [new, old]),
        ("een kap", "", [old]),
        ("verordening", "", []),
        ("BOM", "", [old]),
        ("vis", "", [new]),
        ("", "article", [old]),
        ("bu", "article", []),
    ):
        shown = list_items(desk.db, search=search, kind=kind)
        assert [each.id for each in shown] == found, (search, kind)
    assert [each.id for each in list_items(desk.db, limit=1)] == [new]
    assert [each.id for each in list_items(desk.db, search="b", limit=1)] == [new]
    assert len(list_items(desk.db, search="b", limit=-1)) == 2


def test_questions_that_wait_are_told_oldest_first(desk: Desk, item: MakeItem) -> None:
    new, old = item(ago=1), item(ago=5)
    item(ago=4, kind="post")
    item(ago=4, replies=1)
    item(ago=0)
    assert [each.id for each in open_questions(desk.db, date(2026, 11, 22))] == [old, new]


@pytest.mark.parametrize("until", ["published_on <= '2026-11-22'"])
def test_waiting_questions_come_out_of_their_index(desk: Desk, until: str) -> None:
    plan = desk.db.query(
        f"""
        EXPLAIN QUERY PLAN SELECT id FROM content_item AS item
         WHERE kind = 'question' AND replies = 0 AND closed_on IS NULL AND {until}
      ORDER BY published_on, id
        """
    )
    assert "content_item_unanswered" in plan[0]["detail"]
    assert len(plan) == 1


def test_a_member_of_a_demo_that_is_gone_is_no_asker(desk: Desk) -> None:
    gone = desk.do(add_member, MemberDraft("Kees"), today=MONDAY)
    desk.do(remove_member, gone)
    with pytest.raises(Refused, match="no longer in the workbook"):
        desk.do(add_item, ItemDraft("Vraag", asked_by=gone), today=MONDAY)
