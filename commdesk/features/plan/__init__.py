"""Plan: to-dos with a day, a length and a kind of work.

Anything that somebody must still do, whatever it is about: other features hang a to-do on their
own things and get it back on Today and Week. Also how hours are best divided over kinds of work.
"""

from commdesk.core.feature import Feature, PersonalData
from commdesk.core.words import N_
from commdesk.features.plan.about import new_todo_about
from commdesk.features.plan.events import events
from commdesk.features.plan.handed import morning, timeline, today_items, week_items
from commdesk.features.plan.model import KINDS, Kind, Todo, TodoDraft, work_targets
from commdesk.features.plan.ops import (
    add_todo,
    change_todo,
    complete_todo,
    hand_over_todo,
    move_todo,
    plan_todo,
    remove_todo,
    reopen_todo,
)
from commdesk.features.plan.queries import (
    find_for_palette,
    find_todo,
    name_of_todo,
    open_todos,
    todos_for,
)
from commdesk.features.plan.repeats.model import Repeat
from commdesk.features.plan.repeats.ops import add_series
from commdesk.features.plan.repeats.queries import name_of_series
from commdesk.features.plan.sheet import SHEET

__all__ = [
    "KINDS", "Kind", "Repeat", "Todo", "TodoDraft",
    "add_series", "add_todo", "change_todo", "complete_todo", "find_todo", "hand_over_todo",
    "move_todo", "new_todo_about", "open_todos", "plan_todo", "remove_todo", "reopen_todo",
    "todos_for", "work_targets",
]  # fmt: skip

_SAID = ("title", "note")
_IS_DONE = "done_on IS NOT NULL"
"""The minutes that it took are counted; what is still to be done goes with whom it is about."""

FEATURE = Feature(
    name="plan",
    rank=1,
    title=N_("To-dos"),
    schema="commdesk.features.plan.schema",
    schema_version=2,
    commands="commdesk.features.plan.commands",
    tables=frozenset({"todo", "todo_series", "todo_skipped"}),
    words_for={
        "todo": N_("To-do"),
        "todo.title": N_("To-do"),
        "todo.due_on": N_("Due"),
        "todo.planned_on": N_("Planned for"),
        "todo.minutes": N_("Minutes"),
        "todo.kind": N_("Kind of work"),
        "todo.owner": N_("Owner"),
        "todo.is_promise": N_("Promise"),
        "todo.note": N_("Note"),
        "todo.added_on": N_("Added on"),
        "todo.done_on": N_("Done on"),
        "todo.member_id": N_("About member"),
        "todo.link_table": N_("Belongs to"),
        "todo.link_id": N_("Belongs to"),
        "todo.series_id": N_("Repeating to-do"),
        "todo.occurs_on": N_("Day by the rule"),
        "todo_series": N_("Repeating to-do"),
        "todo_series.title": N_("To-do"),
        "todo_series.minutes": N_("Minutes"),
        "todo_series.kind": N_("Kind of work"),
        "todo_series.owner": N_("Owner"),
        "todo_series.is_promise": N_("Promise"),
        "todo_series.note": N_("Note"),
        "todo_series.rule": N_("Repeats"),
        "todo_series.from_on": N_("From"),
        "todo_series.until_on": N_("Up to and including"),
        "todo_series.times": N_("Number of times"),
        "todo_series.skips_closed": N_("Skips closing days"),
        "todo_series.is_planned": N_("Has a day to do it"),
        "todo_series.due_after": N_("Days until it is due"),
        "todo_series.added_on": N_("Added on"),
        "todo_series.member_id": N_("About member"),
        "todo_series.link_table": N_("Belongs to"),
        "todo_series.link_id": N_("Belongs to"),
        "todo_skipped": N_("Left out of a repeating to-do"),
        "todo_skipped.series_id": N_("Repeating to-do"),
        "todo_skipped.occurs_on": N_("Day by the rule"),
    },
    names_for={"todo": name_of_todo, "todo_series": name_of_series},
    personal_data=(
        PersonalData("todo", "member_id", _SAID, N_("To-do"), stays=True, stays_where=_IS_DONE),
        PersonalData(
            "todo", "link_id", _SAID, N_("To-do"), by_link=True, stays=True, stays_where=_IS_DONE
        ),
        PersonalData("todo_series", "member_id", _SAID, N_("Repeating to-do")),
        PersonalData("todo_series", "link_id", _SAID, N_("Repeating to-do"), by_link=True),
    ),
    sheets=(SHEET,),
    today=today_items,
    week=week_items,
    events=events,
    morning=morning,
    work_targets=work_targets,
    timeline=timeline,
    find=find_for_palette,
    week_editor="commdesk.features.plan.page:TodoEditor",
    page="week",
    demo="commdesk.features.plan.demo",
)
