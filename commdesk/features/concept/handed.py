"""What the concept hands in: evidence for the build-up plan, and what a member was told."""

from __future__ import annotations

from datetime import date, datetime, time

from commdesk.core.database import Database
from commdesk.core.developing import Whose
from commdesk.core.feature import Evidence, Fact, Found, TimelineItem
from commdesk.core.words import N_, Text, say
from commdesk.features.concept.boundaries import (
    BoundarySide,
    explained_on,
    list_boundaries,
    texts_of,
)
from commdesk.features.concept.interviews.handed import timeline as interview_timeline
from commdesk.features.concept.questions import QUESTIONS, Question
from commdesk.features.concept.readiness import SUBJECTS, list_subjects
from commdesk.features.concept.statement import current_version


def goals(db: Database) -> list[tuple[Whose, Text]]:
    """What the version of now says is the goal, and what it is to give each side."""
    version = current_version(db)
    if version is None:
        return []
    gain = version.answers.get(Question.GAIN)
    found: list[tuple[Whose, str]] = [("organisation", version.goal)]
    if gain:
        found += [("organisation", gain.ours), ("members", gain.theirs)]
    return [(whose, Text("{text}", {"text": text})) for whose, text in found if text.strip()]


def concept_answered(db: Database, _today: date) -> Found:
    """Whether the concept says of all five questions what they come for."""
    version = current_version(db)
    answered, of = version.answered if version else 0, len(QUESTIONS)
    text = say("{n} of {of} questions answered", n=str(answered), of=str(of))
    return Found(answered == of, text)


def boundaries_drawn(db: Database, _today: date) -> Found:
    """Whether it says something that it is about, and something that it is not."""
    known = list_boundaries(db)
    about = len(texts_of(known, BoundarySide.ABOUT))
    not_about = len(texts_of(known, BoundarySide.NOT_ABOUT))
    text = say("{n}× about, {m}× not about", n=str(about), m=str(not_about))
    return Found(bool(about and not_about), text)


def house_rules_written(db: Database, _today: date) -> Found:
    """Whether there are house rules, and a ladder for who steps over them."""
    known = list_boundaries(db)
    rules = len(texts_of(known, BoundarySide.HOUSE_RULE))
    ladder = len(texts_of(known, BoundarySide.LADDER))
    text = say("house rules: {n}, steps of the ladder: {m}", n=str(rules), m=str(ladder))
    return Found(bool(rules and ladder), text)


def readiness_known(db: Database, _today: date) -> Found:
    """Whether every subject of readiness has a state."""
    known = list_subjects(db)
    done = sum(bool(each.state) for each in known)
    text = say("{n} of {of} subjects known", n=str(done), of=str(len(SUBJECTS)))
    return Found(done == len(SUBJECTS), text)


EVIDENCE = (
    Evidence("concept-answered", N_("The five questions are answered"), concept_answered),
    Evidence("boundaries-drawn", N_("It says what it is about, and what not"), boundaries_drawn),
    Evidence("house-rules-written", N_("House rules and a ladder"), house_rules_written),
    Evidence("readiness-known", N_("It is known how ready the organisation is"), readiness_known),
)


def facts(db: Database, member_id: int, _today: date) -> list[Fact]:
    """When the boundaries were explained to this member."""
    day = explained_on(db, member_id)
    return [Fact(say("Boundaries explained"), say("on {day}", day=day))] if day else []


def timeline(db: Database, member_id: int) -> list[TimelineItem]:
    """Their interviews, and when the boundaries were explained to them."""
    items = interview_timeline(db, member_id)
    if day := explained_on(db, member_id):
        noon = datetime.combine(day, time(12)).astimezone()
        text = say("Told what the community is about, and what not")
        items.append(TimelineItem(noon, say("Boundaries explained"), text, "concept"))
    return items
