"""Who create, who take part and who read: a quarter of a year against 90-9-1."""

from __future__ import annotations

from datetime import timedelta

from commdesk.core.database import Database
from commdesk.core.developing import Chart, Line, NextStep, Reference, Span
from commdesk.core.shares import Share
from commdesk.core.words import N_, Text, say
from commdesk.features.activity.counting.queries import known_weeks, people_by_deeds

WEEKS = 13
USUAL = (0.01, 0.09, 0.90)
SMALL_GROUP = 0.33
_SOURCE = say("Nielsen 2006: of most communities 90% read, 9% take part and 1% create.")
_PLACES = (say("Create"), say("Take part"), say("Read"))


def creators_chart(db: Database, span: Span) -> Chart:
    """Shares of all members but the team; somebody who only came to a meeting takes part."""
    chart = Chart(
        name="creators",
        title=N_("Who create"),
        question=N_("What share of the members creates?"),
        answer=say("Nothing is known yet of who does what: import what was done on the platform."),
        shape="bars",
        unit="share",
        next_step=NextStep(say("Import a list"), "import"),
        rank=24,
    )
    known = known_weeks(db)
    first = span.last_day - timedelta(days=7 * WEEKS - 1)
    if known is None or known[0].monday > span.last_day or known[1].sunday < first:
        return chart
    creators, participants, members = people_by_deeds(db, first, span.last_day, span.team)
    if not members:
        return chart
    counts = (creators, participants, members - creators - participants)
    line = Line(
        "creators",
        say("Share of the members"),
        tuple(count / members for count in counts),
        (members,) * len(counts),
        is_watched=False,
    )
    return _filled(chart, line, Share(creators, members))


def _filled(chart: Chart, line: Line, share: Share) -> Chart:
    from msgspec.structs import replace

    references = (
        Reference(USUAL[0], say("1%: create"), _SOURCE, place=0),
        Reference(USUAL[1], say("9%: take part"), _SOURCE, place=1),
        Reference(USUAL[2], say("90%: read"), _SOURCE, place=2),
    )
    step = NextStep(say("Help those who take part to contribute"), "outreach")
    return replace(
        chart, answer=_answer(share), places=_PLACES, lines=(line,), references=references,
        next_step=step,
    )  # fmt: skip


def _answer(share: Share) -> Text:
    said = say("{n} of {of} members created something in {weeks} weeks; 1% is usual, in small "
               "groups up to 33%.", n=share.count, of=share.of, weeks=WEEKS)  # fmt: skip
    if share.is_enough:
        return said
    return say("{answer} That is too few to tell.", answer=said)
