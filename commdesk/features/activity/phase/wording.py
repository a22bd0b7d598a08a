"""The phase in words: what it is called, and from which numbers that follows."""

from __future__ import annotations

from collections.abc import Iterator

from commdesk.core.developing import PhaseName
from commdesk.core.shares import ENOUGH, Share
from commdesk.core.words import N_, Text, say, say_n
from commdesk.features.activity.phase.model import (
    MONTHS,
    PHASES,
    Began,
    Shares,
    Stand,
    missing,
)

TITLES: dict[PhaseName, str] = {
    "inception": N_("Inception"),
    "establishment": N_("Establishment"),
    "maturity": N_("Maturity"),
}
_NEEDED = {
    1: N_("more than half is needed for establishment"),
    2: N_("90% is needed for maturity"),
}


def phase_text(stand: Stand) -> Text:
    """What it is called, and since when."""
    title = Text(TITLES[stand.name])
    if stand.since is None:
        return say("{phase}: members do not make more than half of it yet.", phase=title)
    return say("{phase}, since {day}.", phase=title, day=stand.since)


def evidence_of(stand: Stand, shares: Shares, began: Began) -> Iterator[Text]:
    """Both shares with their numbers, what the next phase takes, and how long it usually takes."""
    yield _sentence(growth_said(shares.growth), shares.growth, stand)
    if shares.activity is None:
        yield say(
            "It is not known which contributions are the team’s own: no moderator is linked to a "
            "member, and nobody in Members is called as the owner of the workbook."
        )
    else:
        yield _sentence(activity_said(shares.activity), shares.activity, stand)
    if shares.told and not shares.growth.is_enough:
        yield say("The phase is told by activity alone, until it is known how newcomers came.")
    if not shares.told:
        yield say("Too few to tell: the phase stays as it is.")
    reached = shares.reached
    if reached is not None and reached < stand.phase:
        yield say(
            "By these numbers it would be {phase}; a phase goes down at the end of a month only.",
            phase=Text(TITLES[PHASES[reached]]),
        )
    if reached is not None and reached > stand.phase:
        yield say(
            "By these numbers it will be {phase} when the week is over.",
            phase=Text(TITLES[PHASES[reached]]),
        )
    yield _time_said(stand, began)


def growth_said(share: Share) -> Text:
    """`12 of 30 newcomers came through members or by themselves`, or that too few are known."""
    if share.is_enough:
        return say_n(
            "{count} of {n} newcomer came through members or by themselves",
            "{count} of {n} newcomers came through members or by themselves",
            share.of,
            count=share.count,
        )
    return say_n(
        "{n} newcomer of whom it is known how they came is too few to tell ({enough} are needed)",
        "{n} newcomers of whom it is known how they came are too few to tell ({enough} are needed)",
        share.of,
        enough=ENOUGH,
    )


def activity_said(share: Share | None) -> Text:
    if share is None:
        return say("it is not known which contributions are the team’s own")
    if share.is_enough:
        return say_n(
            "{count} of {n} contribution is by members",
            "{count} of {n} contributions are by members",
            share.of,
            count=share.count,
        )
    return say_n(
        "{n} contribution is too few to tell ({enough} are needed)",
        "{n} contributions are too few to tell ({enough} are needed)",
        share.of,
        enough=ENOUGH,
    )


def _sentence(said: Text, share: Share, stand: Stand) -> Text:
    """What is missing for the next phase, where that can be said."""
    following = stand.phase + 1
    if share.is_enough and following in _NEEDED and missing(share, following):
        needed = Text(_NEEDED[following])
        return Text("{said}; {needed}.", {"said": said, "needed": needed})
    return Text("{said}.", {"said": said})


def _time_said(stand: Stand, began: Began) -> Text:
    few, many = MONTHS[stand.name]
    usual = (
        say("Usually reached after {few} to {many} months", few=few, many=many)
        if stand.phase == len(PHASES) - 1
        else say("Usually takes {few} to {many} months", few=few, many=many)
    )
    if not began.months:
        return say("{usual}; the workbook began less than a month ago.", usual=usual)
    if began.is_older:
        return say_n(
            "{usual}; the first week that is known was {n} month ago.",
            "{usual}; the first week that is known was {n} months ago.",
            began.months,
            usual=usual,
        )
    return say_n(
        "{usual}; the workbook began {n} month ago.",
        "{usual}; the workbook began {n} months ago.",
        began.months,
        usual=usual,
    )
