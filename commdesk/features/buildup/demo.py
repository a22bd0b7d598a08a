"""The build-up of the invented network: a plan five months in, a step that is late, experiments."""

from __future__ import annotations

import random
from datetime import date, timedelta

from msgspec import Struct

from commdesk.core.database import Database, insert, update
from commdesk.core.feature import Scale
from commdesk.core.paths import resource
from commdesk.core.values import Week
from commdesk.core.workbook import read_workbook
from commdesk.features.buildup.steps.ops import begin_plan
from commdesk.features.buildup.steps.playbook import parse_playbook
from commdesk.features.buildup.steps.queries import list_steps

_WEEKS_IN = 22
_LAST_WEEKS = 13


class _Went(Struct, frozen=True):
    """How a step went: days after the plan's first day, who owns it."""

    began: int
    done: int | None
    owner: str = ""
    """Empty: the owner of the workbook."""


_WENT = {
    "concept": _Went(0, 25),
    "support": _Went(28, 60),
    "needs": _Went(24, 88),
    "goals": _Went(91, 102),
    "ambassadors": _Went(91, None),
    "team": _Went(98, 129, "Noor Jansen"),
    "house-rules": _Went(130, None, "Noor Jansen"),
    "platform": _Went(0, None, "Lotte de Wit"),
}
_NOT_BEGUN = frozenset({"platform"})
_PROOFS = (
    ("concept", 24, "Concept besproken met drie deelnemers, twee vragen aangescherpt"),
    ("support", 58, "Opdrachtgever akkoord: huisregels en uitnodigingen zelf beslissen"),
    ("house-rules", 140, "Eerste versie huisregels naar de juridische afdeling"),
)
_NOTE = "Wacht op de juridische afdeling; elke week navragen."
# Belief, trial, with whom, first and last day from today, measure, threshold, outcome, learnt.
_EXPERIMENTS = (
    ("Een vraag op maandag trekt meer antwoorden dan een op vrijdag",
     "Vier weken lang de vraag van de week op maandagochtend plaatsen",
     "alle deelnemers van het forum", -26, 2, "antwoorden per vraag", "10 of meer",
     "", "", ""),
    ("Wie een persoonlijk welkom krijgt, plaatst eerder iets",
     "Nieuwe deelnemers dezelfde week een eigen bericht sturen, de helft niet",
     "24 nieuwe deelnemers", -75, -33, "eerste bijdrage binnen twee weken",
     "twee keer zo veel als zonder welkom", "7 van 12 met welkom, 2 van 12 zonder", "keep",
     "Een kort bericht met één concrete vraag werkt beter dan een lange uitleg."),
)  # fmt: skip
_ENGLISH = {
    "Concept besproken met drie deelnemers, twee vragen aangescherpt":
        "Concept discussed with three members, two questions sharpened",
    "Opdrachtgever akkoord: huisregels en uitnodigingen zelf beslissen":
        "Sponsor agrees: we decide on house rules and invitations ourselves",
    "Eerste versie huisregels naar de juridische afdeling":
        "First version of the house rules sent to legal",
    _NOTE: "Waiting for legal; ask every week.",
    "Een vraag op maandag trekt meer antwoorden dan een op vrijdag":
        "A question on Monday draws more replies than one on Friday",
    "Vier weken lang de vraag van de week op maandagochtend plaatsen":
        "For four weeks place the question of the week on Monday morning",
    "alle deelnemers van het forum": "everybody on the forum",
    "antwoorden per vraag": "replies per question", "10 of meer": "10 or more",
    "Wie een persoonlijk welkom krijgt, plaatst eerder iets":
        "Whoever is welcomed in person posts sooner",
    "Nieuwe deelnemers dezelfde week een eigen bericht sturen, de helft niet":
        "Write to newcomers in the same week, to half of them not",
    "24 nieuwe deelnemers": "24 newcomers",
    "eerste bijdrage binnen twee weken": "first contribution within two weeks",
    "twee keer zo veel als zonder welkom": "twice as many as without a welcome",
    "7 van 12 met welkom, 2 van 12 zonder": "7 of 12 with a welcome, 2 of 12 without",
    "Een kort bericht met één concrete vraag werkt beter dan een lange uitleg.":
        "A short message with one concrete question works better than a long explanation.",
}  # fmt: skip
_EXPERIMENT_KEYS = (
    "belief", "trial", "with_whom", "from_on", "until_on", "measure", "threshold", "outcome",
    "verdict", "learnt",
)  # fmt: skip


def fill(db: Database, scale: Scale, _rng: random.Random, today: date) -> None:
    """A plan of the built-in steps, and two experiments; the manager did more at first."""
    first = (Week.of(today) - _WEEKS_IN).monday
    text = resource("playbook", scale.language, "playbook.toml").read_text("utf-8")
    begin_plan(db, parse_playbook(text), first)
    ids = {step.key: step.id for step in list_steps(db)}
    manager = read_workbook(db).owner
    for key, went in _WENT.items():
        row: dict[str, object] = {"owner": went.owner or manager}
        if key not in _NOT_BEGUN:
            row |= {"began_on": _day(first, went.began), "done_on": _day(first, went.done)}
        update(db, "buildup_step", ids[key], row)
    update(db, "buildup_step", ids["house-rules"], {"note": scale.worded(_NOTE, _ENGLISH)})
    for key, ago, said in _PROOFS:
        row = {"step_id": ids[key], "text": scale.worded(said, _ENGLISH)}
        insert(db, "buildup_proof", row | {"seen_on": _day(first, ago)})
    _experiments(db, scale, today)
    _own_hours(db, manager, today)


def _experiments(db: Database, scale: Scale, today: date) -> None:
    for told in _EXPERIMENTS:
        row: dict[str, object] = {}
        for key, value in zip(_EXPERIMENT_KEYS, told, strict=True):
            is_word = isinstance(value, str) and key != "verdict"
            row[key] = scale.worded(str(value), _ENGLISH) if is_word else value
            if isinstance(value, int):
                row[key] = (today + timedelta(days=value)).isoformat()
        row["verdict_on"] = row["until_on"] if row["verdict"] else None
        insert(db, "experiment", row)


def _own_hours(db: Database, manager: str, today: date) -> None:
    """Of the hours worked, more were the manager's the longer ago; their total stays as it was."""
    row = {"name": manager, "weekly_minutes": 0, "expertise": "", "is_active": 0}
    own = insert(db, "moderator", row)
    sql = """
        SELECT log.id, log.day,
               (SELECT count(*) FROM moderation_task WHERE id < log.task_id) AS task
          FROM moderation_log AS log WHERE log.day >= :first
    """
    this = Week.of(today)
    first = (this - (_LAST_WEEKS - 1)).monday
    for line in db.query(sql, {"first": first.isoformat()}):
        ago = (this.monday - Week.of(date.fromisoformat(line["day"])).monday).days // 7
        if line["task"] < (ago + 2) // 4:
            update(db, "moderation_log", line["id"], {"moderator_id": own})


def _day(first: date, days: int | None) -> str | None:
    return None if days is None else (first + timedelta(days=days)).isoformat()
