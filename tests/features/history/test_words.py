"""Rules of history's words: tables, fields and values as the user knows them, no ids, no codes."""

from datetime import date

import pytest

from commdesk.catalog import FEATURES
from commdesk.core import engine, journal
from commdesk.core.database import Database
from commdesk.core.desk import Desk
from commdesk.core.errors import Refused
from commdesk.core.journal import op
from commdesk.core.words import Words
from commdesk.core.workbook import add_absence, add_public_holidays, change_workbook
from commdesk.features.history.model import paragraphs
from commdesk.features.history.queries import list_lines, typed, what_changed
from commdesk.features.members import (
    MemberDraft,
    add_member,
    change_member,
    find_member,
    remove_member,
    stop_contact,
)

TODAY = date(2026, 11, 23)
NL = Words("nl")
HENK = MemberDraft(first_name="Henk", last_name="Mulder", organisation="Straat", tags=("bomen",))


def told(desk: Desk) -> list[tuple[str, list[str]]]:
    """What the newest act changed, in Dutch."""
    newest = list_lines(desk.db)[0]
    return [(NL(each.title), each.lines(NL)) for each in what_changed(desk, newest.id)]


def test_what_was_added_is_told_field_by_field(desk: Desk) -> None:
    desk.do(add_member, HENK, today=TODAY)
    assert told(desk) == [
        ("Organisatie toegevoegd", ["Naam: Straat"]),
        (
            "Lid toegevoegd",
            [
                "Henk Mulder",
                "Voornaam: Henk",
                "Achternaam: Mulder",
                "Organisatie: Straat",
                "Fase: lid",
                "Toegevoegd op: ma 23 nov 2026",
            ],
        ),
        ("Label toegevoegd", ["Naam: bomen"]),
        ("Label van een lid toegevoegd", ["Lid: Henk Mulder", "Label: bomen"]),
    ]


def test_a_change_tells_before_and_after(desk: Desk) -> None:
    henk = desk.do(add_member, HENK, today=TODAY)
    desk.do(change_member, henk, {"notes": "belt liever", "stage": "former", "cadence_days": 30})
    assert told(desk) == [
        (
            "Lid gewijzigd",
            [
                "Henk Mulder",
                "Fase: lid → oud-lid",
                "Notities: belt liever",
                "Contactritme in dagen: 30",
                "Vertrokken op: ma 23 nov 2026",
            ],
        )
    ]
    desk.do(change_member, henk, {"notes": ""})
    assert told(desk)[0][1][1] == "Notities: belt liever → –"


def test_yes_and_no_and_days_are_words(desk: Desk) -> None:
    henk = desk.do(add_member, HENK, today=TODAY)
    desk.do(stop_contact, henk, reason="vroeg erom", today=TODAY)
    assert told(desk)[0][1][1:] == [
        "Geen contact: nee → ja",
        "Reden geen contact: vroeg erom",
        "Geen contact sinds: ma 23 nov 2026",
    ]


def test_who_is_gone_is_told_by_what_they_were(desk: Desk) -> None:
    henk = desk.do(add_member, HENK, today=TODAY)
    desk.do(remove_member, henk)
    removed = dict(told(desk))
    assert "Voornaam: Henk" in removed["Lid verwijderd"]
    assert not any(str(henk) in line for lines in removed.values() for line in lines)


def test_settings_are_told_as_the_settings_page_names_them(desk: Desk) -> None:
    changes = {"language": "en", "weekly_minutes": 1440, "workdays": [1, 2], "owner": ""}
    desk.do(change_workbook, changes)
    lines = [line for _, lines in told(desk) for line in lines]
    assert lines == [
        "Taal: Nederlands → English",
        "Uren per week: 36 u → 24 u",
        "Werkdagen: ma, di, wo, do en vr → ma en di",
        "Eigenaar: Noor → –",
    ]


def test_several_things_of_one_kind_take_a_line_each(desk: Desk) -> None:
    desk.do(add_public_holidays, 2029)
    newest = list_lines(desk.db)[0]
    ((title, text),) = paragraphs(what_changed(desk, newest.id), NL)
    assert title == "Sluitingsdag toegevoegd"
    assert text.splitlines()[0] == "Dag: ma 1 jan 2029 · Naam: Nieuwjaarsdag"


def test_own_absence_is_told(desk: Desk) -> None:
    desk.do(add_absence, TODAY, TODAY, "tandarts")
    assert told(desk) == [
        (
            "Eigen afwezigheid toegevoegd",
            ["Van: ma 23 nov 2026", "Tot en met: ma 23 nov 2026", "Notitie: tandarts"],
        )
    ]


def test_what_was_erased_stays_erased(desk: Desk) -> None:
    henk = desk.do(add_member, HENK, today=TODAY)

    @op("Erase a person", is_final=True)
    def erase(db: Database) -> None:
        db.execute("DELETE FROM member WHERE id = :id", {"id": henk})
        journal.scrub(db, [("member", henk)], why="the person was erased")

    desk.do(erase)
    for line in list_lines(desk.db):
        text = str([each.lines(NL) for each in what_changed(desk, line.id)])
        assert "Henk" not in text


def test_only_so_many_changes_are_read(desk: Desk) -> None:
    desk.do(add_member, HENK, today=TODAY)
    newest = list_lines(desk.db)[0]
    assert len(what_changed(desk, newest.id, limit=2)) == 2


@pytest.mark.parametrize(
    ("key", "value", "meant"),
    [
        ("due_on", "2026-11-23", TODAY),
        ("planned_minutes", 90, "1 u 30 min"),
        ("is_active", 1, True),
        ("count", 1, 1),
        ("notes", "2026 wordt druk", "2026 wordt druk"),
    ],
)
def test_a_value_is_read_by_the_name_of_its_column(key: str, value: object, meant: object) -> None:
    found = typed(key, value)
    assert (NL.duration(found) if key.endswith("_minutes") else found) == meant
    assert type(found) is not type(value) or found == value


def test_undo_refuses_in_the_users_words(desk: Desk) -> None:
    henk = desk.do(add_member, HENK, today=TODAY)
    desk.do(change_member, henk, {"notes": "belt liever"})
    raw = engine.connect(str(desk.path))
    raw.execute("UPDATE member SET notes = 'mailt liever'")
    raw.close()
    with pytest.raises(Refused) as refused:
        desk.undo()
    assert NL(refused.value.text) == (
        "Henk Mulder wijzigen kan niet ongedaan worden gemaakt: "
        "“Notities” is daarna gewijzigd (Lid)."
    )
    assert find_member(desk.db, henk).notes == "mailt liever"


@pytest.mark.parametrize("feature", FEATURES, ids=[each.name for each in FEATURES])
def test_words_are_for_tables_and_columns_that_are_there(desk: Desk, feature: object) -> None:
    for name in feature.words_for:  # type: ignore[attr-defined]
        table, _, column = name.partition(".")
        columns = desk.db.column(f"SELECT name FROM pragma_table_info('{table}')")
        virtual = {"name", "organisation", "tags", "do_not_contact_reason"}
        assert columns, f"there is no table {table}"
        is_fact = table == "workbook_fact"  # facts are rows, named by their key
        assert not column or column in columns or column in virtual or is_fact, name
