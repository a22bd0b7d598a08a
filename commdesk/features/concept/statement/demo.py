"""The concept of the invented network in three versions, its boundaries and its readiness."""

from __future__ import annotations

import random
from datetime import date, timedelta

from commdesk.core.database import Database, insert
from commdesk.core.feature import Scale
from commdesk.features.concept.questions import Question
from commdesk.features.concept.statement import demotexts as texts

_CHANGES = (
    (300, "Eerste opzet."),
    (200, "Niet meer voor elke ambtenaar, maar voor wie de Omgevingswet uitvoert."),
    (98, "Ook initiatiefnemers en bewonersgroepen: zonder hen geen gesprek over participatie."),
)
"""So many days ago, and what was different."""
_LATE = {
    1: {Question.FOR_WHOM, Question.TOPICS, Question.GAIN},
    2: {Question.FOR_WHOM, Question.WHOM_NEEDED},
}
"""Version -> the questions that had another answer then."""
_TOLD_EVERY, _TOLD_MOST = 3, 400


def fill_statement(db: Database, scale: Scale, _rng: random.Random, today: date) -> None:
    """Three versions, the boundaries that templates say too, and who knows them."""
    for number, (ago, change) in enumerate(_CHANGES, 1):
        _version(db, scale, number, today - timedelta(days=ago), change)
    _boundaries(db, scale)
    _readiness(db, scale)
    _told(db, today)


def _version(db: Database, scale: Scale, number: int, day: date, change: str) -> None:
    row = {"number": number, "started_on": day.isoformat(), "kind": "practice"}
    row |= {"change": scale.worded(change, texts.ENGLISH)}
    row |= {"shared_values": scale.worded(texts.VALUES, texts.ENGLISH)} if number > 1 else {}
    row |= {"goal": scale.worded(texts.GOALS[number > 1], texts.ENGLISH)}
    version_id = insert(db, "concept_version", row)
    for question, (theirs, ours, before) in texts.ANSWERS.items():
        said = before if question in _LATE.get(number, ()) else theirs
        sides = {"theirs": said, "ours": ours if number > 1 else ""}
        worded = {key: scale.worded(text, texts.ENGLISH) for key, text in sides.items()}
        if any(worded.values()):
            insert(db, "concept_answer", {"version_id": version_id, "question": question, **worded})


def _boundaries(db: Database, scale: Scale) -> None:
    places: dict[str, int] = {}
    for side, text, example in texts.BOUNDARIES:
        row = {"side": side, "position": places.get(side, 0)}
        row |= {"text": scale.worded(text, texts.ENGLISH)}
        row |= {"example": scale.worded(example, texts.ENGLISH)}
        insert(db, "concept_boundary", row)
        places[side] = places.get(side, 0) + 1


def _readiness(db: Database, scale: Scale) -> None:
    for subject, state, answer in texts.READINESS:
        row = {"subject": subject, "state": state}
        insert(db, "concept_readiness", row | {"answer": scale.worded(answer, texts.ENGLISH)})
    for what, who, days in texts.DECISIONS:
        row = {"what": scale.worded(what, texts.ENGLISH), "who": scale.worded(who, texts.ENGLISH)}
        insert(db, "concept_decision", {**row, "within_days": days})


def _told(db: Database, today: date) -> None:
    """One in three members knows them: told when they joined."""
    sql = """
        SELECT id, coalesce(joined_on, added_on) AS since FROM member
         WHERE stage = 'member' AND NOT is_restricted ORDER BY id LIMIT :most
    """
    for row in db.query(sql, {"most": _TOLD_MOST})[::_TOLD_EVERY]:
        day = min(date.fromisoformat(row["since"]) + timedelta(days=2), today)
        insert(db, "concept_explained", {"member_id": row["id"], "explained_on": day.isoformat()})
