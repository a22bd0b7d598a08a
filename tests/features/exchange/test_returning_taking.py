"""Taking back: one act in a colleague's name, by the rules of each feature, undone in one step."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from random import Random
from typing import Any

import pytest
from click.testing import Result
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from commdesk.core.desk import Desk
from commdesk.core.errors import Refused
from commdesk.core.journal import history
from commdesk.core.returning import Giver
from commdesk.core.values import Minutes
from commdesk.core.words import Words
from commdesk.features.exchange.returning.commands import chosen
from commdesk.features.exchange.returning.ops import take_all
from commdesk.features.exchange.returning.taking import Returned, known_names, read
from commdesk.features.members import MemberDraft, add_member, find_member
from commdesk.features.members.ops import restrict
from commdesk.features.moderation import list_moderators
from commdesk.features.moderation.hours import worked_between
from commdesk.features.outreach import messages_of
from commdesk.features.plan import (
    TodoDraft,
    add_todo,
    change_todo,
    complete_todo,
    find_todo,
    open_todos,
)
from commdesk.features.plan.returning import RETURNS as TODOS
from tests.core.dump import dump
from tests.features.exchange.returned import Edited, fill, send

Verb = Callable[..., Result]


@pytest.fixture
def sent(desk: Desk, tmp_path: Path) -> Path:
    fill(desk)
    return send(desk, tmp_path / "week.xlsx")


def take(desk: Desk, path: Path, name: str = "Ine Bakker") -> Returned:
    found = read(path, desk, name)
    take_all(desk, found, chosen(found, "there", is_deleting=True))
    return found


def first_id(file: Edited, name: str = "todo", heading: str = "Id") -> int:
    return int(str(file.sheet(name).cell(file.first(name), file.columns(name)[heading]).value))


def why(found: Returned) -> list[str]:
    return [Words("nl")(each.why or "") for each in found.of("invalid")]


def test_a_tick_and_a_new_row_are_taken_in_the_name_of_the_colleague(
    desk: Desk, sent: Path
) -> None:
    file = Edited(sent)
    row = file.first("todo")
    todo_id = first_id(file)
    file.put("todo", row, "Gedaan", "ja")
    free = len(file.rows("todo")) + row - 3
    file.put("todo", free, "Taak", "Zaal regelen")
    file.put("todo", free, "Uren", 1.5)
    take(desk, file.save())
    assert find_todo(desk.db, todo_id).done_on == desk.today()
    (added,) = [todo for todo in open_todos(desk.db) if todo.title == "Zaal regelen"]
    assert added.minutes == Minutes(90)
    entry = history(desk.db, limit=1)[0]
    assert entry.actor == "Ine Bakker"
    assert Words("nl")(entry.text) == "week.xlsx van Ine Bakker teruggehaald (rijen: 2)"
    assert desk.actor == "Noor"


def test_the_name_of_the_owner_is_back_when_it_is_refused(desk: Desk, sent: Path) -> None:
    file = Edited(sent)
    file.put("todo", file.first("todo"), "Gedaan", "ja")
    found = read(file.save(), desk, "Ine")
    desk.do(complete_todo, first_id(file), today=desk.today())
    before = dump(desk.db)
    with pytest.raises(Refused) as refused:
        take_all(desk, found, {})
    assert "intussen gewijzigd" in desk.words(refused.value.text)
    assert desk.actor == "Noor"
    assert dump(desk.db) == before


def test_nothing_is_taken_without_a_name(desk: Desk, sent: Path) -> None:
    file = Edited(sent)
    file.put("todo", file.first("todo"), "Gedaan", "ja")
    with pytest.raises(Refused):
        take_all(desk, read(file.save(), desk, "  "), {})


def test_rows_that_are_gone_stay_unless_it_is_said(desk: Desk, sent: Path) -> None:
    file = Edited(sent)
    todo_id = first_id(file)
    file.sheet("todo").delete_rows(file.first("todo"))
    found = read(file.save(), desk, "Ine")
    assert [each.id for each in found.of("deleted")] == [str(todo_id)]
    assert take_all(desk, found, {}) == 0
    assert find_todo(desk.db, todo_id)
    take(desk, sent)
    with pytest.raises(Refused):
        find_todo(desk.db, todo_id)


def test_a_conflict_is_taken_only_when_it_was_chosen(desk: Desk, sent: Path) -> None:
    file = Edited(sent)
    todo_id = first_id(file)
    file.put("todo", file.first("todo"), "Eigenaar", "Daar")
    desk.do(change_todo, todo_id, {"owner": "Hier"})
    found = read(file.save(), desk, "Ine")
    assert take_all(desk, found, {}) == 0
    assert take_all(desk, found, chosen(found, "here", is_deleting=False)) == 0
    assert take_all(desk, found, chosen(found, "there", is_deleting=False)) == 1
    assert find_todo(desk.db, todo_id).owner == "Daar"


def test_the_title_of_a_todo_about_a_member_is_never_overwritten(
    desk: Desk, tmp_path: Path
) -> None:
    member = desk.do(add_member, MemberDraft("Fatma"), today=desk.today())
    todo_id = desk.do(add_todo, TodoDraft("Fatma bellen", member_id=member), today=desk.today())
    file = Edited(send(desk, tmp_path / "week.xlsx"))
    assert file.sheet("todo").cell(2, file.columns("todo")["Taak"]).value == "Taak over een lid"
    file.put("todo", 2, "Taak", "Iets anders")
    file.put("todo", 2, "Eigenaar", "Ine")
    found = take(desk, file.save())
    assert why(found) == ["De titel van een taak over een lid blijft zoals die hier is."]
    todo = find_todo(desk.db, todo_id)
    assert (todo.title, todo.owner) == ("Fatma bellen", "Ine")


def test_a_todo_about_somebody_whose_data_is_restricted_is_left(desk: Desk, sent: Path) -> None:
    member = desk.do(add_member, MemberDraft("Fatma"), today=desk.today())
    todo_id = desk.do(add_todo, TodoDraft("Fatma bellen", member_id=member), today=desk.today())
    desk.do(restrict, member, is_restricted=True)
    with pytest.raises(Refused):
        TODOS.check(desk.db, str(todo_id), {"owner": "Ine"}, Giver("Ine", desk.today()))
    assert find_member(desk.db, member).is_restricted


# --- hours --------------------------------------------------------------------------------------


def test_hours_are_written_for_who_sends_the_file_back(desk: Desk, sent: Path) -> None:
    file = Edited(sent)
    row = file.first("hours-log")
    for n, length in enumerate(("1:30", "1,5", "90m", 1.5)):
        file.put("hours-log", row + n, "Dag", datetime(2026, 11, 16 + n))  # noqa: DTZ001
        file.put("hours-log", row + n, "Moderatietaak", "avonddienst")
        file.put("hours-log", row + n, "Uren", length)
    take(desk, file.save(), "ine bakker")
    worked = worked_between(desk.db, date(2026, 11, 16), date(2026, 11, 22))
    (ine,) = [each.id for each in list_moderators(desk.db) if each.name == "Ine Bakker"]
    assert {(line.moderator_id, line.minutes) for line in worked} == {(ine, 90)}
    assert len(worked) == 4


def test_hours_of_nobody_of_an_unknown_task_or_of_tomorrow_are_named(
    desk: Desk, sent: Path
) -> None:
    file = Edited(sent)
    row = file.first("hours-log")
    for n, (day, task, hours) in enumerate(
        ((24, "Avonddienst", 1), (20, "Zomaar", 1), (20, None, 1), (20, "Avonddienst", None))
    ):
        file.put("hours-log", row + n, "Dag", datetime(2026, 11, day))  # noqa: DTZ001
        file.put("hours-log", row + n, "Moderatietaak", task)
        file.put("hours-log", row + n, "Uren", hours)
    path = file.save()
    assert [each.cell for each in read(path, desk, "Ine Bakker").of("invalid")] == [
        f"A{row}", f"B{row + 1}", f"B{row + 2}", f"C{row + 3}",
    ]  # fmt: skip
    nobody = read(path, desk, "Iemand anders")
    assert "Niemand in het team heet Iemand anders" in why(nobody)[0]
    assert "Ine Bakker" in known_names(desk)


def test_hours_that_together_are_no_day_are_refused_whole(desk: Desk, sent: Path) -> None:
    file = Edited(sent)
    row = file.first("hours-log")
    for n in range(2):
        file.put("hours-log", row + n, "Dag", datetime(2026, 11, 20))  # noqa: DTZ001
        file.put("hours-log", row + n, "Moderatietaak", "Avonddienst")
        file.put("hours-log", row + n, "Uren", 13)
    found = read(file.save(), desk, "Ine Bakker")
    with pytest.raises(Refused, match="24 hours"):
        take_all(desk, found, {})
    assert not worked_between(desk.db, date(2026, 11, 1), date(2026, 11, 30))


# --- availability and results -------------------------------------------------------------------


def test_availability_may_move_from_one_day_to_another_in_any_order(
    desk: Desk, tmp_path: Path
) -> None:
    fill(desk)
    file = Edited(send(desk, tmp_path / "a.xlsx", ["availability"]))
    first = file.first("availability")
    for n, row in enumerate(file.rows("availability")[:7]):
        for part in ("Ochtend", "Middag", "Avond"):
            file.put("availability", first + n, part, "kan niet")
        assert row[0] == "Ine Bakker"
    file.put("availability", first + 6, "Avond", "liever niet")
    take(desk, file.save())
    person = next(each for each in list_moderators(desk.db) if each.name == "Ine Bakker")
    assert (str(person.availability), str(person.rather_not)) == ("7e", "7e")


def test_who_can_never_is_refused_whole(desk: Desk, tmp_path: Path) -> None:
    fill(desk)
    file = Edited(send(desk, tmp_path / "a.xlsx", ["availability"]))
    for row in range(file.first("availability"), file.first("availability") + 7):
        for part in ("Ochtend", "Middag", "Avond"):
            file.put("availability", row, part, "kan niet")
    before = dump(desk.db)
    with pytest.raises(Refused, match="at least one day part"):
        take(desk, file.save())
    assert dump(desk.db) == before


def test_what_came_of_a_message_is_taken_by_its_own_rules(desk: Desk, tmp_path: Path) -> None:
    fill(desk)
    file = Edited(send(desk, tmp_path / "a.xlsx", ["outreach"]))
    row = file.first("outreach")
    file.put("outreach", row, "Resultaat", "heeft geantwoord")
    file.put("outreach", row, "Resultaat op", "20-11-2026")
    file.put("outreach", row + 1, "Resultaat op", "01-01-2026")
    file.put("outreach", row + 2, "Resultaat", "wil geen contact")
    found = take(desk, file.save())
    assert why(found) == ["Het bericht is van do 12 nov; het resultaat kan niet van eerder zijn."]
    members = [r["member_id"] for r in desk.db.query(
        "SELECT member_id FROM outreach_message ORDER BY sent_at DESC")]  # fmt: skip
    (answered,), (stopped,) = (messages_of(desk.db, members[n]) for n in (0, 2))
    assert (answered.result, answered.result_on) == ("answered", date(2026, 11, 20))
    assert stopped.result == "no-contact"
    assert find_member(desk.db, members[2]).do_not_contact
    assert find_member(desk.db, members[0]).last_contact_on == date(2026, 11, 20)


def test_a_result_does_not_go_away_and_its_day_may_move(desk: Desk, tmp_path: Path) -> None:
    test_what_came_of_a_message_is_taken_by_its_own_rules(desk, tmp_path)
    file = Edited(send(desk, tmp_path / "b.xlsx", ["outreach"]))
    row = file.first("outreach")
    file.put("outreach", row, "Resultaat op", "21-11-2026")
    file.put("outreach", row + 2, "Resultaat", None)
    found = take(desk, file.save())
    assert why(found) == ["Een resultaat dat is opgeschreven blijft staan; kies een ander."]
    sql = "SELECT result_on FROM outreach_message WHERE result = 'answered'"
    assert desk.db.value(sql) == "2026-11-21"


# --- the whole of it ----------------------------------------------------------------------------


@settings(max_examples=5, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seed=st.integers(0, 10_000))
def test_taking_back_and_undoing_it_leaves_everything_as_it_was(
    desk: Desk, tmp_path: Path, seed: int
) -> None:
    rng = Random(seed)  # noqa: S311 - Hypothesis says which
    if not open_todos(desk.db):
        fill(desk)
    file = Edited(send(desk, tmp_path / f"{seed}.xlsx"))
    for row in range(file.first("todo"), file.first("todo") + 12):
        file.put("todo", row, "Eigenaar", rng.choice(("Ine", None, "=x")))
        file.put("todo", row, "Uren", rng.choice((None, 2, "1:30")))
        file.put("todo", row, "Gedaan", rng.choice(("ja", "nee", None)))
    file.sheet("todo").delete_rows(file.first("todo") + rng.randrange(8))
    file.put(
        "outreach",
        file.first("outreach"),
        "Resultaat",
        rng.choice(("heeft geantwoord", "wil geen contact")),
    )
    file.put("availability", file.first("availability"), "Avond", "kan niet")
    before = dump(desk.db)
    take(desk, file.save())
    after = dump(desk.db)
    assert after != before
    desk.undo()
    assert dump(desk.db) == before
    desk.redo()
    assert dump(desk.db) == after
    desk.undo()


def test_the_verb_shows_and_takes_and_says_what_it_left(
    commdesk: Verb, desk: Desk, sent: Path
) -> None:
    file = Edited(sent)
    row, todo_id = file.first("todo"), first_id(file)
    file.put("todo", row, "Gedaan", "ja")
    file.put("todo", row, "Eigenaar", "Daar")
    file.sheet("todo").delete_rows(row + 1)
    desk.do(change_todo, todo_id, {"owner": "Hier"})
    desk.close()
    edited = file.save()
    shown = commdesk("compare", desk.path, edited, "--json")
    document: dict[str, Any] = json.loads(shown.stdout)
    assert list(document) == [
        "changed", "conflicts", "new", "deleted", "invalid", "ignored", "applied",
    ]  # fmt: skip
    assert document["changed"] == [
        {"sheet": "todo", "row": 2, "column": "is_done", "was": False, "here": False, "there": True}
    ]
    assert document["conflicts"][0]["here"] == "Hier"
    assert (len(document["deleted"]), document["applied"]) == (1, False)
    assert commdesk("compare", desk.path, edited, "--apply").exit_code == 2
    taken = commdesk("compare", desk.path, edited, "--apply", "--as", "Ine")
    assert "--prefer there of here" in taken.stdout
    assert "--delete verwijdert ze" in taken.stdout
    left = commdesk("compare", desk.path, edited, "--prefer", "there", "--delete", "--apply",
                    "--as", "Ine", "--json")  # fmt: skip
    assert json.loads(left.stdout)["applied"]
    again = json.loads(commdesk("compare", desk.path, edited, "--json").stdout)
    assert {key: value for key, value in again.items() if value} == {}
