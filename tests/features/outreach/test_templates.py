"""Templates in a workbook: the first set, writes and what they refuse, values for a member."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result

from commdesk.core.database import insert
from commdesk.core.desk import Desk
from commdesk.core.errors import Refused
from commdesk.core.journal import op
from commdesk.core.workbook import set_facts
from commdesk.features.history.queries import list_lines, what_changed
from commdesk.features.members import remove_member
from commdesk.features.outreach.model import PURPOSES
from commdesk.features.outreach.templates.example import example_values
from commdesk.features.outreach.templates.fields import FIELDS, fields_of, fill
from commdesk.features.outreach.templates.model import (
    FORMALITIES,
    LANGUAGE_WORDS,
    Manner,
    Template,
    TemplateDraft,
)
from commdesk.features.outreach.templates.ops import (
    add_template,
    change_template,
    copy_template,
    make_default,
    remove_template,
    set_manner,
)
from commdesk.features.outreach.templates.queries import (
    default_template,
    find_template,
    list_templates,
    manner,
    name_of_template,
)
from commdesk.features.outreach.templates.starters import rows
from commdesk.features.outreach.templates.values import values_for

ALWAYS = {"greeting", "my_name", "community"}
ONE_CHORD = ("keep-in-touch", "welcome", "thank", "follow-up", "help", "ask")
USES = [
    (str(purpose), language, str(formality))
    for purpose, _ in PURPOSES
    for language, _ in LANGUAGE_WORDS
    for formality, _ in FORMALITIES
]
Add = Callable[..., int]


def draft(**fields: Any) -> TemplateDraft:
    usual = {"name": "Eigen", "purpose": "invite", "language": "nl", "formality": "informal"}
    return TemplateDraft(**{**usual, "text": "{aanhef} Mag ik iets vragen?", **fields})


def default_of(desk: Desk, purpose: str = "invite", language: str = "nl") -> Template:
    found = default_template(desk.db, purpose, language, "informal")
    assert found is not None
    return found


# --- the first set ------------------------------------------------------------------------------


@pytest.mark.parametrize("use", USES, ids="-".join)
def test_a_workbook_begins_with_a_text_for_every_purpose(
    desk: Desk, use: tuple[str, str, str]
) -> None:
    found = default_template(desk.db, *use)
    assert found is not None
    assert (found.purpose, found.language, found.formality) == use


@pytest.mark.parametrize("row", list(rows()), ids=lambda row: f"{row[0]}")
def test_a_starter_reads_well(desk: Desk, row: tuple[Any, ...]) -> None:
    template = find_template(desk.db, row[0])
    desk.do(set_manner, "informal", "Over groen en water.")
    filled = fill(template.text, example_values(desk.db, template.language, template.formality))
    assert filled.holes == ()
    assert "{" not in filled.text
    assert "!" not in filled.text
    assert filled.text.endswith("Noor")
    assert "?" in filled.text or template.purpose == "thank"
    assert 150 < len(filled.text) < 600, "short"
    assert "privacy_notice" not in fields_of(template.text)
    assert set(fields_of(template.text)) - ALWAYS or template.is_default
    names = {field.dutch if template.language == "nl" else field.name for field in FIELDS}
    assert set(re.findall(r"{(\w+)}", template.text)) <= names
    if template.language == "nl":
        polite = bool(re.search(r"\b[Uu]\b", filled.text))
        informal = bool(re.search(r"\b([Jj]e|[Jj]ij|[Jj]ouw?)\b", filled.text))
        assert (polite, informal) == ((True, False) if template.formality == "formal" else
                                      (False, True))  # fmt: skip


@pytest.mark.parametrize("purpose", ONE_CHORD)
def test_a_standard_message_needs_nothing_that_could_be_missing(desk: Desk, purpose: str) -> None:
    for language, _ in LANGUAGE_WORDS:
        for formality, _ in FORMALITIES:
            found = default_template(desk.db, purpose, language, str(formality))
            assert found is not None
            assert set(fields_of(found.text)) <= ALWAYS


def test_the_ids_of_the_first_set_are_the_same_everywhere(desk: Desk) -> None:
    assert sorted(each.id for each in list_templates(desk.db)) == list(range(1, 61))
    assert name_of_template(desk.db, 1) == "Contact houden"


# --- writes -------------------------------------------------------------------------------------


def test_a_template_of_ones_own_stands_beside_the_default(desk: Desk) -> None:
    made = desk.do(add_template, draft(text=" Mag ik iets vragen? "))
    found = find_template(desk.db, made)
    assert (found.text, found.is_default) == ("Mag ik iets vragen?", False)
    shown = list_templates(desk.db, purpose="invite", language="nl", formality="informal")
    assert [each.is_default for each in shown] == [True, False], "the default first"
    assert str(desk.undo_label) == "Add Eigen"


def test_templates_are_listed_by_purpose_in_the_order_of_the_page(desk: Desk) -> None:
    order = [str(purpose) for purpose, _ in PURPOSES]
    purposes = [each.purpose for each in list_templates(desk.db)]
    assert purposes == sorted(purposes, key=order.index)


@pytest.mark.parametrize(
    ("fields", "field", "sentence"),
    [
        ({"text": "Hoi {voornam}"}, "text", "Did you mean {voornaam}"),
        ({"text": "Hoi {voornaam"}, "text", "{ stands alone"),
        ({"text": "  "}, "text", "Type what the message says"),
        ({"text": "x" * 20_001}, "text", "20,001 characters"),
        ({"name": " "}, "name", "needs a name"),
        ({"name": "x" * 201}, "name", "At most 200"),
        ({"purpose": "sell"}, "purpose", "sell is not a purpose"),
        ({"language": "de"}, "language", "Dutch or English"),
        ({"formality": "loud"}, "formality", "informal or formal"),
    ],
)
def test_refuses_what_cannot_be_at_its_field(
    desk: Desk, fields: dict[str, str], field: str, sentence: str
) -> None:
    with pytest.raises(Refused, match=re.escape(sentence)) as refused:
        desk.do(add_template, draft(**fields))
    assert refused.value.field == field
    with pytest.raises(Refused, match=re.escape(sentence)):
        desk.do(change_template, 1, fields)


def test_one_comes_first_for_a_purpose_language_and_formality(desk: Desk) -> None:
    before = default_of(desk)
    made = desk.do(add_template, draft())
    desk.do(make_default, made)
    assert default_of(desk).id == made
    assert not find_template(desk.db, before.id).is_default
    desk.undo()
    assert default_of(desk).id == before.id
    desk.redo()
    assert default_of(desk).id == made


def test_when_the_default_goes_the_next_one_comes_first(desk: Desk) -> None:
    made = desk.do(add_template, draft())
    before = default_of(desk)
    desk.do(remove_template, before.id)
    assert default_of(desk).id == made
    desk.undo()
    assert default_of(desk).id == before.id


def test_without_one_of_this_formality_the_other_serves(desk: Desk) -> None:
    desk.do(remove_template, default_of(desk).id)
    assert default_of(desk).formality == "formal"
    desk.do(remove_template, default_of(desk).id)
    assert default_template(desk.db, "invite", "nl", "informal") is None


def test_another_use_hands_the_default_on(desk: Desk) -> None:
    made = desk.do(add_template, draft())
    before = default_of(desk)
    desk.do(change_template, before.id, {"purpose": "thank", "name": "Dank"})
    assert default_of(desk).id == made
    assert not find_template(desk.db, before.id).is_default, "thank has one already"
    desk.do(change_template, before.id, {"text": "{aanhef} Dank."})
    assert find_template(desk.db, before.id).text == "{aanhef} Dank."


def test_a_copy_is_numbered_and_not_the_default(desk: Desk) -> None:
    one, two = desk.do(copy_template, 1), desk.do(copy_template, 1)
    assert [name_of_template(desk.db, each) for each in (one, two)] == [
        "Contact houden (2)", "Contact houden (3)",
    ]  # fmt: skip
    assert not find_template(desk.db, one).is_default
    assert find_template(desk.db, one).text == find_template(desk.db, 1).text


def test_a_template_that_is_gone_is_refused(desk: Desk) -> None:
    desk.do(remove_template, 1)
    for act in (remove_template, make_default, copy_template):
        with pytest.raises(Refused, match="no longer in the workbook"):
            desk.do(act, 1)
    assert name_of_template(desk.db, 1) == ""


def test_how_we_write_is_kept(desk: Desk) -> None:
    assert manner(desk.db) == Manner("informal", "")
    desk.do(set_manner, "formal", " Over groen. ")
    assert manner(desk.db) == Manner("formal", "Over groen.")
    with pytest.raises(Refused, match="informal or formal"):
        desk.do(set_manner, "loud", "")
    desk.undo()
    assert manner(desk.db) == Manner("informal", "")


def test_history_says_what_changed_in_words(desk: Desk) -> None:
    desk.do(change_template, 1, {"name": "Bijpraten"})
    desk.do(set_manner, "formal", "Over groen.")
    lines = list_lines(desk.db, limit=2)
    assert [str(line.action) for line in lines] == ["Change how we write", "Change Bijpraten"]
    told = str([what_changed(desk, line.id) for line in lines])
    for words in ("How we address people", "What the community is about, and what not", "Template"):
        assert words in told


def test_the_default_is_found_by_an_index(desk: Desk) -> None:
    sql = "EXPLAIN QUERY PLAN SELECT * FROM outreach_template WHERE purpose = :p AND language = :l"
    (step,) = desk.db.query(sql, {"p": "invite", "l": "nl"})
    assert "USING INDEX outreach_template_use" in step["detail"]


# --- values -------------------------------------------------------------------------------------


def values(desk: Desk, member: int, **kwargs: Any) -> dict[str, str]:
    usual = {"today": desk.today(), "language": "nl", "formality": "informal"}
    return values_for(desk.db, member, **{**usual, **kwargs})


@op("Promise")
def promise(db: Any, member: int, what: str, side: str, day: date, closed: str | None) -> int:
    row = {"member_id": member, "what": what, "side": side, "stage": "idea"}
    return insert(db, "outreach_promise", row | {"made_on": day.isoformat(), "closed_on": closed})


def test_every_field_has_a_value_or_an_empty_one(desk: Desk, add: Add) -> None:
    member = add("Fatma", last_name="Yılmaz", organisation="Gemeente", looking_for="bomen")
    found = values(desk, member, content=("Vraag", "https://x.example"), other_name="Jan")
    assert set(found) == {field.name for field in FIELDS}
    assert found == {
        "first_name": "Fatma", "name": "Fatma Yılmaz", "greeting": "Hoi Fatma,",
        "organisation": "Gemeente", "looking_for": "bomen", "content_title": "Vraag",
        "content_link": "https://x.example", "last_topic": "", "promise": "", "other_name": "Jan",
        "boundaries": "", "privacy_notice": "", "my_name": "Noor",
        "community": "Omgevingsnetwerk",
    }  # fmt: skip


def test_a_member_with_only_an_address_is_greeted_without_a_name(desk: Desk, add: Add) -> None:
    found = values(desk, add("", email="f@x.example"))
    assert (found["name"], found["greeting"]) == ("", "Hallo,")


def test_the_last_promise_is_the_last_topic_and_their_open_one_the_promise(
    desk: Desk, add: Add
) -> None:
    member = add()
    for ago, what, side, closed in (
        (9, "verslag", "theirs", None),
        (8, "foto", "theirs", "2026-11-20"),
        (7, "naam opzoeken", "ours", None),
    ):
        desk.do(promise, member, what, side, desk.today() - timedelta(days=ago), closed)
    found = values(desk, member)
    assert (found["last_topic"], found["promise"]) == ("naam opzoeken", "verslag")
    assert values(desk, member, promise="iets anders")["promise"] == "iets anders"


def test_the_notice_is_there_until_they_are_told(desk: Desk, add: Add) -> None:
    assert values(desk, add("A"))["privacy_notice"] == "", "it is not known where they come from"
    listed = add("B", source="de lijst van 2025")
    assert "de lijst van 2025" in values(desk, listed)["privacy_notice"]
    assert values(desk, listed, language="en")["privacy_notice"].startswith("You are on the list")
    told = add("C", source="de lijst", informed_on=desk.today())
    assert values(desk, told)["privacy_notice"] == ""
    later = add("D", source="de lijst", informed_on=desk.today() + timedelta(days=1))
    assert values(desk, later)["privacy_notice"]


def test_without_an_owner_the_name_below_is_a_hole(desk: Desk, add: Add) -> None:
    desk.do(set_facts, owner="")
    found = fill(default_of(desk, "ask").text, values(desk, add()))
    assert [hole.name for hole in found.holes] == ["my_name"]


def test_a_member_who_is_gone_is_refused(desk: Desk, add: Add) -> None:
    member = add()
    desk.do(remove_member, member)
    with pytest.raises(Refused, match="no longer"):
        values(desk, member)


# --- command line -------------------------------------------------------------------------------


def test_the_command_line_lists_them(commdesk: Callable[..., Result], workbook_path: Path) -> None:
    result = commdesk("templates", workbook_path)
    assert result.exit_code == 0
    assert "Wijzen op iets" in result.stdout
    found = json.loads(commdesk("templates", workbook_path, "--json").stdout)
    assert len(found) == 60
    assert set(found[0]) == {
        "id", "name", "purpose", "language", "formality", "text", "is_default",
    }  # fmt: skip


def test_the_command_line_says_when_there_are_none(
    commdesk: Callable[..., Result], desk: Desk
) -> None:
    for each in list_templates(desk.db):
        desk.do(remove_template, each.id)
    desk.close()
    assert commdesk("templates", desk.path).stdout.strip() == "Er zijn geen sjablonen meer."
    assert json.loads(commdesk("templates", desk.path, "--json").stdout) == []
