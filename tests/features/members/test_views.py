"""Views: what a condition means in SQL is what it means in Python; names, undo, command line."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from click.testing import Result
from hypothesis import given
from hypothesis import strategies as st

from commdesk.catalog import FEATURES
from commdesk.core.desk import Desk
from commdesk.core.errors import Refused
from commdesk.core.journal import op
from commdesk.core.words import Words
from commdesk.features.members import (
    MemberDraft,
    OwnFieldDraft,
    add_field,
    add_member,
    change_member,
    count_members,
    find_member,
    ids_of_members,
    list_members,
    note_contact,
    remove_field,
    rename_tag,
    stop_contact,
)
from commdesk.features.members.model import Member, folded
from commdesk.features.members.views import (
    OPERATORS,
    Condition,
    Scope,
    View,
    add_view,
    bookmarks,
    change_view,
    checked,
    describe,
    find_view,
    known_of,
    list_views,
    remove_view,
    scope_of,
    view_named,
)
from tests.conftest import MovableClock
from tests.core.dump import dump

TODAY = date(2026, 11, 23)
NL, EN = Words("nl"), Words("en")
WORDS = ("", "Gemeente Één", "gemeente een", "Bomen", "100%", "'; DROP TABLE member; --", "_")


def scope(desk: Desk, *conditions: Condition) -> Scope:
    return scope_of(known_of(desk.db, desk.features).subjects, conditions, TODAY)


def named(desk: Desk, *conditions: Condition) -> list[str]:
    where = scope(desk, *conditions)
    rows = list_members(desk.db, scope=where)
    assert count_members(desk.db, "", where) == len(rows)
    assert ids_of_members(desk.db, scope=where) == [row.id for row in rows]
    return [row.name for row in rows]


def add(desk: Desk, first: str, **more: Any) -> int:
    return desk.do(add_member, MemberDraft(first_name=first, **more), today=TODAY)


# --- what a condition means -----------------------------------------------------------------------


@pytest.fixture(scope="module")
def crowd(empty_workbook: Any, tmp_path_factory: pytest.TempPathFactory) -> Any:
    """Some people who differ in everything, with two own fields."""
    path = shutil.copy(empty_workbook, tmp_path_factory.mktemp("crowd") / "crowd.commdesk")
    with Desk.open(path, FEATURES, clock=MovableClock()) as desk:
        size = desk.do(add_field, OwnFieldDraft("Omvang", "number"))
        born = desk.do(add_field, OwnFieldDraft("Sinds", "date"))
        for number in range(14):
            day = TODAY - timedelta(days=(0, 1, 7, 22, 23, 59, 60, 61)[number % 8])
            member = add(
                desk,
                f"P{number}",
                organisation=WORDS[number % len(WORDS)],
                role=WORDS[(number * 3) % len(WORDS)],
                stage=("prospect", "member", "former")[number % 3],
                tags=(("bomen", "wonen"), ("Wonen",), ())[number % 3],
                cadence_days=(None, 7, 30)[number % 3],
                owner=("", "Bas")[number % 2],
                informed_on=(None, day)[number % 2],
                own={size: ("", "3", "12.5")[number % 3], born: ("", str(day))[number % 2]},
            )
            if number % 4:
                desk.do(_contact, member, day)
            if number % 5 == 0:
                desk.do(stop_contact, member, reason="vroeg erom", today=TODAY)
        yield desk


@op("Contact")
def _contact(db: Any, member_id: int, day: date) -> None:
    note_contact(db, member_id, day)


def value_of(desk: Desk, member: Member, key: str) -> Any:
    """What a condition is about, in Python."""
    if key == "owner":
        return member.owner or "Noor"
    own = known_of(desk.db, desk.features).own
    if key in own:
        typed = member.own.get(own[key].id, "")
        return (float(typed) if typed else None) if own[key].kind == "number" else typed or None
    value = getattr(member, key)
    return value.isoformat() if isinstance(value, date) else value


def _ago(days: int) -> str:
    return str(TODAY - timedelta(days=days))


def _has(tags: tuple[str, ...], wanted: str) -> bool:
    return wanted.lower() in {tag.lower() for tag in tags}


def _is(value: Any, wanted: Any) -> bool:
    return folded(value) == folded(wanted) if isinstance(wanted, str) else value == wanted


MEANS: dict[str, Callable[[Any, Any], bool]] = {
    "contains": lambda x, v: folded(v) in folded(x),
    "lacks": lambda x, v: not (_has(x, v) if isinstance(x, tuple) else folded(v) in folded(x)),
    "has": _has,
    "is": _is,
    "is-not": lambda x, v: not _is(x, v),
    "empty": lambda x, _: x in {None, "", ()},
    "filled": lambda x, _: x not in {None, "", ()},
    "older": lambda x, days: x is None or x < _ago(days),
    "within": lambda x, days: x is not None and _ago(days) < x <= str(TODAY),
    "this-month": lambda x, _: x is not None and "2026-11-01" <= x <= str(TODAY),
    "before": lambda x, v: x is not None and x < v,
    "after": lambda x, v: x is not None and x > v,
    "at-least": lambda x, v: x is not None and x >= v,
    "at-most": lambda x, v: x is not None and x <= v,
    "yes": lambda x, _: bool(x),
    "no": lambda x, _: not x,
}
"""A second, plain telling of what every operator means."""


VALUES = {
    "none": st.none(),
    "text": st.sampled_from([word for word in WORDS if word]) | st.text(min_size=1, max_size=4),
    "tag": st.sampled_from(("bomen", "BOMEN", "wonen", "x' OR 1")),
    "days": st.sampled_from((1, 7, 23, 60, 61, 90)),
    "number": st.sampled_from((0, 3, 7, 12.5, 30)),
    "date": st.sampled_from([str(TODAY - timedelta(days=days)) for days in (0, 1, 7, 60)]),
    "choice": st.sampled_from(("prospect", "member", "former")),
}
KEYS = (
    "organisation", "role", "stage", "tags", "last_contact_on", "informed_on", "cadence_days",
    "do_not_contact", "owner", "own:0", "own:1",
)  # fmt: skip


@given(data=st.data())
def test_sql_finds_whom_python_finds(crowd: Desk, data: st.DataObject) -> None:
    known = known_of(crowd.db, crowd.features)
    own = list(known.own)
    conditions = []
    for key in data.draw(st.lists(st.sampled_from(KEYS), max_size=3)):
        field = own[int(key[-1])] if key.startswith("own:") else key
        compare = data.draw(st.sampled_from(OPERATORS[known.subjects[field].kind]))
        value = data.draw(VALUES[compare.takes].filter(lambda v: v is None or str(v).strip()))
        conditions.append(checked(Condition(field, compare.key, value), known.subjects))
    found = set(ids_of_members(crowd.db, scope=scope(crowd, *conditions)))
    everyone = [find_member(crowd.db, each) for each in ids_of_members(crowd.db)]
    fitting = {
        member.id
        for member in everyone
        if all(
            MEANS[each.operator](value_of(crowd, member, each.field), each.value)
            for each in conditions
        )
    }
    assert found == fitting


def test_a_condition_on_something_unknown_fits_nobody(desk: Desk) -> None:
    add(desk, "Fatma")
    assert named(desk, Condition("own:7", "filled")) == []
    assert named(desk, Condition("email", "older", 3)) == []
    assert named(desk, Condition("last_contact_on", "older", 0)) == []
    with pytest.raises(Refused):
        checked(Condition("own:7", "filled"), known_of(desk.db, desk.features).subjects)


def test_search_and_view_combine(desk: Desk) -> None:
    add(desk, "Fatma", organisation="Gemeente", stage="prospect")
    add(desk, "Frits", organisation="Gemeente")
    add(desk, "Bas", organisation="Waterschap")
    where = scope(desk, Condition("organisation", "is", "gemeente"))
    assert [row.name for row in list_members(desk.db, search="frits", scope=where)] == ["Frits"]
    assert count_members(desk.db, "f", where) == 2


def test_conditions_are_said_in_words(desk: Desk) -> None:
    subjects = known_of(desk.db, desk.features).subjects
    conditions = (
        Condition("last_contact_on", "older", 60),
        Condition("stage", "is", "member"),
        Condition("tags", "has", "bomen"),
        Condition("added_on", "before", "2026-11-01"),
    )
    assert [EN(text) for text in describe(conditions, subjects)] == [
        "Last contact: more than 60 days ago or never",
        "Stage is member",
        "has the tag “bomen”",
        "Added on: before Sun 1 Nov",
    ]
    assert NL(describe(conditions[:1], subjects)[0]) == (
        "Laatste contact: langer dan 60 dagen geleden of nooit"
    )


# --- built in, and own ----------------------------------------------------------------------------


def test_a_new_workbook_has_the_built_in_views(desk: Desk) -> None:
    assert [EN(view.name) for view in list_views(desk.db, desk.features)] == [
        "Not contacted for 60 days",
        "New this month",
        "Willing, not yet asked",
        "Almost contributor",
        "Not yet informed",
    ]


def test_a_built_in_view_is_found_by_its_name_in_either_language(desk: Desk) -> None:
    for name in ("not yet INFORMED", "nog niet geïnformeerd"):
        assert view_named(desk.db, desk.features, name, NL).key == "uninformed"


def test_an_unknown_view_is_refused_with_the_names_there_are(desk: Desk) -> None:
    with pytest.raises(Refused) as refused:
        view_named(desk.db, desk.features, "stil", NL)
    assert "Nieuw deze maand" in NL(refused.value.text)


def test_silent_members_are_found_until_they_are_spoken(desk: Desk, clock: MovableClock) -> None:
    fatma = add(desk, "Fatma")
    add(desk, "Bas", stage="former")
    silent = find_view(desk.db, desk.features, "silent")
    assert named(desk, *silent.conditions) == ["Fatma"]
    desk.do(_contact, fatma, TODAY)
    assert named(desk, *silent.conditions) == []


def test_own_views_are_kept_changed_removed_and_undone(desk: Desk) -> None:
    before = dump(desk.db)
    condition = Condition("tags", "has", "bomen")
    made = desk.do(add_view, View("Bomen", (condition,), "email", columns=("name", "email")))
    stored = find_view(desk.db, desk.features, str(made))
    assert (stored.name, stored.conditions, stored.columns) == (
        "Bomen", (condition,), ("name", "email"),
    )  # fmt: skip
    desk.do(change_view, made, View("Groen", (condition,)))
    desk.do(remove_view, made)
    with pytest.raises(Refused):
        find_view(desk.db, desk.features, str(made))
    assert [NL(desk.undo()) for _ in range(3)] == [
        "Weergave Groen verwijderen", "Weergave Bomen wijzigen", "Weergave Bomen toevoegen",
    ]  # fmt: skip
    assert dump(desk.db) == before


@pytest.mark.parametrize(
    ("view", "said"),
    [
        (View(" ", (Condition("email", "empty"),)), "A view needs a name."),
        (View("x"), "Add a condition: without one everybody is in the view."),
        (View("bomen", (Condition("email", "empty"),)), "There is a view bomen already."),
    ],
)
def test_refuses_a_view_that_cannot_be(desk: Desk, view: View, said: str) -> None:
    desk.do(add_view, View("Bomen", (Condition("email", "empty"),)))
    with pytest.raises(Refused) as refused:
        desk.do(add_view, view)
    assert str(refused.value.text) == said


def test_an_own_view_takes_the_place_of_a_built_in_one(desk: Desk) -> None:
    made = desk.do(add_view, View("Not yet informed", (Condition("informed_on", "empty"),)))
    keys = [view.key for view in list_views(desk.db, desk.features)]
    assert "uninformed" not in keys
    assert str(made) in keys


def test_a_view_follows_a_renamed_tag(desk: Desk) -> None:
    add(desk, "Fatma", tags=("bomen",))
    made = desk.do(add_view, View("Bomen", (Condition("tags", "has", "Bomen"),)))
    desk.do(rename_tag, "bomen", "groen")
    assert named(desk, *find_view(desk.db, desk.features, str(made)).conditions) == ["Fatma"]
    desk.undo()
    assert named(desk, *find_view(desk.db, desk.features, str(made)).conditions) == ["Fatma"]


def test_a_field_that_a_view_uses_is_not_removed(desk: Desk) -> None:
    size = desk.do(add_field, OwnFieldDraft("Omvang", "number"))
    desk.do(add_view, View("Groot", (Condition(f"own:{size}", "at-least", 5),)))
    with pytest.raises(Refused, match="Groot"):
        desk.do(remove_field, size)


def test_the_side_bar_gets_every_view_with_how_many_are_in_it(desk: Desk) -> None:
    fatma = add(desk, "Fatma")
    desk.do(change_member, fatma, {"informed_on": TODAY})
    counts = {mark.target: mark.count for mark in bookmarks(desk, is_counted=True)}
    assert counts["view:new"] == 1
    assert counts["view:uninformed"] == 0


# --- the command line -----------------------------------------------------------------------------


def test_the_command_line_shows_a_view(desk: Desk, commdesk: Callable[..., Result]) -> None:
    add(desk, "Fatma", tags=("bomen",), email="f@voorbeeld.example")
    add(desk, "Bas", tags=("wonen",))
    desk.do(add_view, View("Bomenmensen", (Condition("tags", "has", "bomen"),)))
    desk.close()
    shown = commdesk("members", desk.path, "--view", "BOMENMENSEN", "--json")
    assert [each["name"] for each in json.loads(shown.stdout)] == ["Fatma"]
    both = commdesk("members", desk.path, "--view", "nieuw deze maand", "--search", "bas")
    assert "Bas" in both.stdout
    assert "Fatma" not in both.stdout
    refused = commdesk("members", desk.path, "--view", "niks")
    assert refused.exit_code == 1
    assert "Bomenmensen" in refused.stderr
    nobody = commdesk("members", desk.path, "--view", "Bomenmensen", "--search", "zz")
    assert nobody.exit_code == 0
