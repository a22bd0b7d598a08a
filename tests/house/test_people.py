"""No table holds a person in silence: each says what it holds of people, or why it holds nobody."""

from __future__ import annotations

from commdesk.catalog import FEATURES
from commdesk.core import journal
from commdesk.core.desk import Desk
from commdesk.core.erasing.emptying import columns_of
from commdesk.core.people import Person

DATA = [data for feature in FEATURES for data in feature.personal_data]
TABLES = {data.table for data in DATA}
PEOPLE = {Person(0).table} | {data.table for data in DATA if data.is_person}

LINKED_WITHOUT_A_PERSON = {
    "content_tag": "ties an item of content to a tag; who asked it is in the item",
    "todo_skipped": "a day that a series leaves out; the series has its person",
}
"""Tables that lead to a table with people in it, and say nothing of them."""

TEXTS_OF_OTHERS = {
    "absence": "own absence and its note",
    "activity_count": "totals of a week as the platform tells them, of nobody by name",
    "buildup_proof": "what was seen of a step",
    "buildup_step": "the plan; its owner is somebody of the team",
    "calendar_told": "uids and digests, nothing that was typed",
    "closing_day": "names of days",
    "concept_answer": "the community concept",
    "concept_boundary": "what the community is about",
    "concept_decision": "who of the organisation decides",
    "concept_readiness": "how ready the organisation is",
    "concept_version": "the community concept",
    "development_goal": "what is wanted, by whom: the organisation or the members",
    "development_goal_seen": "a day and a verdict",
    "development_goal_value": "a figure on a day",
    "experiment": "what is tried, with which group",
    "export_log": "who of the team exported what, for which purpose",
    "import_log": "who of the team took in which file",
    "import_mapping": "digests of headings, never a word of a list",
    "interview_question": "the guide of the interviews",
    "member_field": "what a field of one's own is called",
    "member_search": "search texts: made again out of members at the end of every op",
    "member_view": "conditions of a list that was kept",
    "moderation_budget": "the reason for other hours of a task",
    "moderation_case": "numbers by boundary",
    "moderation_task": "what a task is called",
    "moderation_task_earlier": "hours of a task before",
    "organisation": "what an organisation is called",
    "organisation_profile": "of an organisation",
    "outreach_pace": "days: made again out of members when those change",
    "outreach_template": "texts to begin with",
    "register_line": "the purpose and ground of a kind of data, or of a list taken in",
    "report_note": "what is added to a weekly report",
    "retention_rule": "how long a kind of data is kept",
    "retention_run": "who of the team applied the rules, and when",
    "retention_run_part": "how many went by which rule",
    "returned_row": "digests of rows, never what they say",
    "tag": "what a tag is called",
    "member_growth_gone": "a week, how they came, and how many",
    "workbook_fact": "settings of the workbook",
}
"""Tables that hold no person, but texts in which somebody may be named by others: names are taken
out of all of them when a person is erased (`core/erasing/naming.py`). Reviewed by hand."""


def _tables(desk: Desk) -> list[str]:
    return journal.watched_tables(desk.db, ())


def test_a_table_that_leads_to_a_person_says_what_it_holds_of_them(desk: Desk) -> None:
    leads = {table: _refers_to(desk, table) for table in _tables(desk)}
    reached, size = set(PEOPLE), 0
    while size != len(reached):
        size = len(reached)
        reached |= {table for table, to in leads.items() if to & reached}
    silent = reached - TABLES - LINKED_WITHOUT_A_PERSON.keys()
    assert not silent, f"{sorted(silent)}: PersonalData, or a reason why it says nothing of people"
    assert not LINKED_WITHOUT_A_PERSON.keys() - (reached - TABLES), "no longer needed"


def _refers_to(desk: Desk, table: str) -> set[str]:
    return set(desk.db.column(f"""SELECT "table" FROM pragma_foreign_key_list('{table}')"""))


def test_every_column_that_points_at_somebody_is_told(desk: Desk) -> None:
    """Also where no foreign key says so: drafts and what was published outlive their rows."""
    told = {(data.table, data.member_column) for data in DATA}
    for table in _tables(desk):
        for column in columns_of(desk.db, table):
            if column in {f"{person}_id" for person in PEOPLE}:
                assert (table, column) in told, f"{table}.{column} needs PersonalData"


def test_a_table_with_texts_holds_a_person_or_was_looked_at(desk: Desk) -> None:
    with_texts = {
        table
        for table in _tables(desk)
        if any(column.is_text for column in columns_of(desk.db, table).values())
    }
    silent = with_texts - TABLES - TEXTS_OF_OTHERS.keys()
    assert not silent, f"{sorted(silent)}: PersonalData, or look at it and say what its texts are"
    assert not TEXTS_OF_OTHERS.keys() - with_texts, "no longer there"


def test_what_points_through_another_table_names_one_that_is_told(desk: Desk) -> None:
    for data in DATA:
        if data.through:
            assert data.through in TABLES, data
        if data.stays:
            column = columns_of(desk.db, data.table)[data.member_column]
            is_free = column.is_nullable or data.through
            assert is_free, f"{data.table}.{data.member_column} stays: let it be NULL"
        named = {*data.called, *data.emails, *data.phones, *data.identity, *data.keeps}
        assert named <= set(data.columns), f"{data.table}: what is hashed or kept is shown as well"
        assert len(data.identity) in {0, 2}
