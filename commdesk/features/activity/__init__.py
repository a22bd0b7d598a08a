"""Activity: what members did, as dated facts: a post, a reply, a meeting they came to.

Facts come in from lists and exports of platforms; what was said in them stays out. A post, topic,
question, article or meeting is a contribution, a reply or reaction takes part in a conversation:
later features count both per member and period (`counts_of`, `counts_by_member`).
"""

from commdesk.core.feature import Feature, PersonalData
from commdesk.core.words import N_
from commdesk.features.activity.counting import WeekCounts, week_counts
from commdesk.features.activity.levels import Level, charts, level_of, members_by_level
from commdesk.features.activity.model import CONVERSATIONS, Counts, Fact, Kind
from commdesk.features.activity.phase import phase_charts, read_phase
from commdesk.features.activity.queries import (
    contributions_by_week,
    counts_by_member,
    counts_by_weekday,
    counts_of,
    facts,
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

FEATURE = Feature(
    name="activity",
    rank=1,
    title=N_("Activity"),
    schema="commdesk.features.activity.schema",
    schema_version=2,
    tables=frozenset({"activity"}),
    words_for={
        "activity": N_("Activity"),
        "activity.kind": N_("What they did"),
        "activity.happened_on": N_("Date"),
        "activity.place": N_("Where"),
        "activity.source": N_("Program"),
        "activity.key": N_("Number there"),
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
    charts=charts,
    development=phase_charts,
    phase=read_phase,
    timeline=timeline,
    facts=facts,
    demo="commdesk.features.activity.demo",
)
