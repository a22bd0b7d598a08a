"""FEATURES: every feature of the program, ordered by rank, which is also the migration order."""

from commdesk.core.feature import Features
from commdesk.features import (
    activity,
    ambassadors,
    buildup,
    concept,
    content,
    demo,
    duplicates,
    exchange,
    history,
    members,
    moderation,
    options,
    organisations,
    outreach,
    plan,
    safekeeping,
    today,
    week,
)

FEATURES: Features = (
    members.FEATURE,
    organisations.FEATURE,
    activity.FEATURE,
    content.FEATURE,
    plan.FEATURE,
    outreach.FEATURE,
    ambassadors.FEATURE,
    moderation.FEATURE,
    concept.FEATURE,
    buildup.FEATURE,
    duplicates.FEATURE,
    today.FEATURE,
    week.FEATURE,
    history.FEATURE,
    exchange.FEATURE,
    safekeeping.FEATURE,
    options.FEATURE,
    demo.FEATURE,
)
