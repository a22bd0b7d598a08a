"""Activity: what members did, as dated facts: a post, a reply, a meeting they came to.

Facts come in from lists and exports of platforms; what was said in them stays out. A post, topic,
question, article or meeting is a contribution, a reply or reaction takes part in a conversation:
later features count both per member and period (`counts_of`, `counts_by_member`).
"""

from commdesk.core.feature import Feature, PersonalData, Section
from commdesk.core.words import N_
from commdesk.features.activity.counting import WeekCounts, week_counts
from commdesk.features.activity.counting.model import KINDS as COUNTED
from commdesk.features.activity.counting.sheet import SHEET
from commdesk.features.activity.handed import before_erasing, derive, development, settle
from commdesk.features.activity.levels import (
    Level,
    facts,
    level_of,
    levels,
    members_by_level,
)
from commdesk.features.activity.model import CONVERSATIONS, Counts, Fact, Kind
from commdesk.features.activity.phase import read_phase
from commdesk.features.activity.queries import (
    contributions_by_week,
    counts_by_member,
    counts_by_weekday,
    counts_of,
    first_day,
    timeline,
)
from commdesk.features.activity.spotting import (
    CONTRIBUTION,
    SILENT_DAYS,
    Spotted,
    first_contributions,
    fresh_contribution_of,
    gone_quiet,
    one_step_from,
    returned,
)

__all__ = [
    "CONTRIBUTION", "CONVERSATIONS", "SILENT_DAYS", "Counts", "Fact", "Kind", "Level", "Spotted",
    "WeekCounts",
    "contributions_by_week", "counts_by_member", "counts_by_weekday", "counts_of",
    "first_contributions", "first_day", "fresh_contribution_of",
    "gone_quiet", "level_of", "members_by_level", "one_step_from", "returned",
    "week_counts",
]  # fmt: skip

_DERIVED = frozenset(
    {
        "activity_week", "activity_week_due",
        "activity_level", "activity_level_moved", "activity_level_due",
    }
)  # fmt: skip

FEATURE = Feature(
    name="activity",
    rank=1,
    title=N_("Activity"),
    schema="commdesk.features.activity.schema",
    schema_version=5,
    commands="commdesk.features.activity.commands",
    settle=settle,
    derived=_DERIVED,
    derive=derive,
    unwatched=_DERIVED,
    tables=frozenset({"activity", "activity_count", "activity_level_gone"}),
    words_for={
        "activity": N_("Activity"),
        "activity.kind": N_("What they did"),
        "activity.happened_on": N_("Date"),
        "activity.place": N_("Where"),
        "activity.source": N_("Program"),
        "activity.key": N_("Number there"),
        "activity.nobody": N_("Of somebody who was erased"),
        "activity_count": N_("Count of a week"),
        "activity_count.week": N_("Week"),
        "activity_count.kind": N_("What was counted"),
        "activity_count.whose": N_("Whose"),
        "activity_count.n": N_("How many"),
        "activity_level_gone": N_("Level of somebody who was erased"),
        "activity_level_gone.closed_on": N_("Date"),
        "activity_level_gone.was": N_("Level before"),
        "activity_level_gone.level": N_("Level"),
        "activity_level_gone.n": N_("Members"),
        "workbook_fact.level_least": N_("Thresholds of levels"),
    },
    personal_data=(
        PersonalData(
            "activity",
            "member_id",
            ("kind", "happened_on", "place", "source", "key"),
            N_("Activity"),
            stays=True,
            keeps=("kind", "happened_on"),
        ),
    ),
    takes_in="commdesk.features.activity.intake",
    choices_for={
        "activity_count.kind": COUNTED,
        "activity_count.whose": (("all", N_("everybody’s")), ("team", N_("the team’s own"))),
    },
    sheets=(SHEET,),
    sections=(
        Section(
            "levels",
            N_("Levels"),
            "commdesk.features.activity.levels.page:LevelsPage",
            on="development",
            rank=20,
            also=N_("movement between levels, one step from, thresholds"),
        ),
        Section(
            "counting",
            N_("Count the week"),
            "commdesk.features.activity.counting.page:CountingPage",
            on="development",
            rank=30,
            also=N_("week sheet, tally, statistics of the platform, totals by hand"),
        ),
    ),
    development=development,
    phase=read_phase,
    levels=levels,
    before_erasing=before_erasing,
    timeline=timeline,
    facts=facts,
    demo="commdesk.features.activity.demo",
)
