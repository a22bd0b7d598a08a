"""Development: is it growing on its own? Charts with their reason, what stands out, goals.

A reader: it imports no feature. The charts are in each feature's `development`, the phase and the
levels in theirs; this one lays them side by side and says which three things matter this week.
"""

from commdesk.core.feature import Feature, Section
from commdesk.core.words import N_
from commdesk.features.development.goals import name_of_goal, name_of_value
from commdesk.features.development.goals.handed import today_items
from commdesk.features.development.goals.model import DIRECTIONS, UNITS, WHOSE
from commdesk.features.development.goals.sheet import SHEET as GOALS_SHEET
from commdesk.features.development.goals.year.sheet import SHEET as YEAR_SHEET
from commdesk.features.development.handed import report_over, sheet_charts

FEATURE = Feature(
    name="development",
    rank=9,
    title=N_("Development"),
    schema="commdesk.features.development.schema",
    schema_version=1,
    commands="commdesk.features.development.commands",
    tables=frozenset({"development_goal", "development_goal_value"}),
    unwatched=frozenset({"development_goal_seen"}),
    words_for={
        "development_goal": N_("Goal"),
        "development_goal.title": N_("What is wanted"),
        "development_goal.whose": N_("Whose goal"),
        "development_goal.measure": N_("Measured by"),
        "development_goal.unit": N_("Counted in"),
        "development_goal.direction": N_("At least or at most"),
        "development_goal.target": N_("Target value"),
        "development_goal.start_on": N_("From"),
        "development_goal.start_value": N_("Value at the start"),
        "development_goal.due_on": N_("By when"),
        "development_goal.note": N_("Note"),
        "development_goal_value": N_("Value of a goal"),
        "development_goal_value.goal_id": N_("Goal"),
        "development_goal_value.day": N_("Measured on"),
        "development_goal_value.value": N_("Value"),
    },
    choices_for={
        "development_goal.whose": WHOSE,
        "development_goal.unit": UNITS,
        "development_goal.direction": DIRECTIONS,
    },
    names_for={"development_goal": name_of_goal, "development_goal_value": name_of_value},
    sheets=(GOALS_SHEET, YEAR_SHEET),
    sections=(
        Section(
            "goals",
            N_("Goals"),
            "commdesk.features.development.goals.page:GoalsPage",
            on="development",
            rank=10,
            also=N_("target forecast year report"),
        ),
    ),
    today=today_items,
    report_over=report_over,
    charts=sheet_charts,
    demo="commdesk.features.development.demo",
)
