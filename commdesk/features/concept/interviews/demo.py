"""Interviews of the invented network: fifteen for the version of now, five for the one before."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from commdesk.core.database import Database, insert
from commdesk.core.feature import Scale
from commdesk.features.concept.questions import Question
from commdesk.features.concept.statement import list_versions

# Name, address of a member (or none), group, days ago, willing, minutes a week, would do.
_Talk = tuple[str, str, str, int, str, int | None, str]
_NOW: tuple[_Talk, ...] = (
    ("Marieke Kok", "m.kok@grondenrecht.example", "Juristen", 0, "yes", 120,
     "Stukken schrijven over wat ze leert"),
    ("Fatma Yılmaz", "f.yilmaz@lindenoord.example", "Juristen", 3, "yes", 60,
     "Vragen over vergunningvrij bouwen beantwoorden"),
    ("Bram Hendriks", "", "Beleid", 4, "maybe", None, ""),
    ("Kees Visser", "k.visser@dorpsraadoosterveen.example", "Bewoners", 5, "no", None, ""),
    ("Petra Vos", "p.vos@middelland.example", "Beleid", 6, "already", 90,
     "Twee keer per jaar een gesprek leiden"),
    ("Joost Verbeek", "", "Juristen", 6, "yes", 60, "Jurisprudentie bijhouden"),
    ("Annelies de Groot", "", "Bewoners", 7, "maybe", 30, ""),
    ("Sanne de Boer", "s.deboer@waterbergen.example", "Beleid", 7, "maybe", None, ""),
    ("Ruud Willemsen", "", "Juristen", 10, "no", None, ""),
    ("Mirjam Schouten", "", "Beleid", 11, "no", None, ""),
    ("Hassan El Idrissi", "", "Bewoners", 11, "no", None, ""),
    ("Wendy Postma", "", "Juristen", 12, "maybe", None, ""),
    ("Dirk Hofman", "", "Juristen", 13, "no", None, ""),
    ("Ilse Veenstra", "", "Beleid", 14, "maybe", None, ""),
    ("Gerrit Bakker", "", "Bewoners", 17, "no", None, ""),
)  # fmt: skip
_BEFORE: tuple[_Talk, ...] = (
    ("Henk Mulder", "h.mulder@oosterveen.example", "Beleid", 95, "yes", 60,
     "Zijn aanpak met bewoners delen"),
    ("Tineke van Loon", "", "Bewoners", 96, "no", None, ""),
    ("Paul Smeets", "", "Juristen", 97, "maybe", None, ""),
    ("Carla Dijkman", "", "Beleid", 99, "no", None, ""),
    ("Wim Terpstra", "", "Bewoners", 101, "no", None, ""),
)  # fmt: skip
# Question -> theme, and the places in the list of now where it was said.
_THEMES: tuple[tuple[Question, str, Sequence[int]], ...] = (
    (Question.DRIVES, "Unieke kennis", (0, 1, 4, 5, 7, 8, 11, 12, 13)),
    (Question.DRIVES, "Groter netwerk", (1, 2, 3, 4, 6, 9, 14)),
    (Question.DRIVES, "Groter podium", (0, 4, 5, 10)),
    (Question.DRIVES, "Verandering voor cliënten", (3, 6, 8, 10)),
    (Question.TOPICS, "Vergunningvrij bouwen", (0, 1, 5, 7, 8, 11, 12, 13)),
    (Question.TOPICS, "Participatie", (2, 3, 6, 7, 9, 10)),
    (Question.TOPICS, "Bomen en groen", (3, 4, 6, 9, 14)),
    (Question.WHOM_NEEDED, "Waterschap", (0, 2, 4, 9, 13)),
    (Question.WHOM_NEEDED, "Welstand", (1, 8, 11)),
    (Question.WHOM_NEEDED, "Petra Vos (provincie)", (0, 7)),
    (Question.GAIN, "Sneller een antwoord", (1, 2, 5, 7, 11)),
    (Question.GAIN, "Gezien worden als expert", (0, 4, 5)),
    (Question.FOR_WHOM, "Wie met de Omgevingswet werkt", (0, 1, 2, 4, 5, 7, 8)),
    (Question.FOR_WHOM, "Bewoners die meedenken", (3, 6, 10, 14)),
)
# Place in the list of now, question, what was said, the best quote.
_SAID: tuple[tuple[int, Question, str, str], ...] = (
    (0, Question.DRIVES, "Zoekt vakgenoten buiten het eigen bureau.",
     "Ik zoek vakgenoten die dezelfde vragen krijgen. Als ik iets leer, schrijf ik het graag op."),
    (1, Question.TOPICS, "Elke week dezelfde vraag over een dakkapel of een schutting.",
     "Wij vinden allemaal apart hetzelfde uit."),
    (2, Question.GAIN, "Wil weten hoe anderen het doen, voor het naar de raad gaat.",
     "Als ik binnen een dag drie voorbeelden heb, kom ik terug."),
    (3, Question.DRIVES, "Wil dat bewoners eerder gehoord worden.",
     "Nu horen we het als de zaag al in de boom staat."),
    (4, Question.WHOM_NEEDED, "Zonder het waterschap gaat het gesprek over bomen niet ver.", ""),
    (5, Question.GAIN, "Houdt uitspraken toch al bij, voor zichzelf.",
     "Dan lezen ten minste meer mensen het."),
)  # fmt: skip
_TO_HOLD = (("Yvonne Kramer", "Bewoners", 3), ("Thijs van Dam", "Juristen", 8))
"""Name, group, days from now."""
_CHANGE = "Niet langer alleen juristen: ook beleid en bewoners."
_ENGLISH = {
    "Juristen": "Lawyers", "Beleid": "Policy", "Bewoners": "Residents",
    "Stukken schrijven over wat ze leert": "Write about what she learns",
    "Vragen over vergunningvrij bouwen beantwoorden":
        "Answer questions on building without a permit",
    "Twee keer per jaar een gesprek leiden": "Lead a talk twice a year",
    "Jurisprudentie bijhouden": "Keep track of case law",
    "Zijn aanpak met bewoners delen": "Share how he works with residents",
    "Unieke kennis": "Unique knowledge", "Groter netwerk": "Larger network",
    "Groter podium": "Larger platform", "Verandering voor cliënten": "Change for clients",
    "Vergunningvrij bouwen": "Building without a permit", "Participatie": "Participation",
    "Bomen en groen": "Trees and green", "Waterschap": "Water board",
    "Welstand": "Building aesthetics board", "Petra Vos (provincie)": "Petra Vos (province)",
    "Sneller een antwoord": "An answer sooner",
    "Gezien worden als expert": "To be seen as an expert",
    "Wie met de Omgevingswet werkt": "Whoever works with the planning act",
    "Bewoners die meedenken": "Residents who think along",
    "Zoekt vakgenoten buiten het eigen bureau.": "Looks for peers outside her own firm.",
    "Ik zoek vakgenoten die dezelfde vragen krijgen. Als ik iets leer, schrijf ik het graag op.":
        "I look for peers who get the same questions. When I learn something, I like to write it "
        "down.",
    "Elke week dezelfde vraag over een dakkapel of een schutting.":
        "Every week the same question about a dormer or a fence.",
    "Wij vinden allemaal apart hetzelfde uit.": "We all find out the same, each alone.",
    "Wil weten hoe anderen het doen, voor het naar de raad gaat.":
        "Wants to know how others do it, before it goes to the council.",
    "Als ik binnen een dag drie voorbeelden heb, kom ik terug.":
        "If I have three examples within a day, I come back.",
    "Wil dat bewoners eerder gehoord worden.": "Wants residents to be heard earlier.",
    "Nu horen we het als de zaag al in de boom staat.":
        "Now we hear it when the saw is in the tree already.",
    "Zonder het waterschap gaat het gesprek over bomen niet ver.":
        "Without the water board a talk about trees does not get far.",
    "Houdt uitspraken toch al bij, voor zichzelf.": "Keeps track of rulings anyway, for himself.",
    "Dan lezen ten minste meer mensen het.": "Then at least more people read it.",
    _CHANGE: "No longer lawyers only: policy and residents too.",
}  # fmt: skip


def fill_interviews(db: Database, scale: Scale, _rng: random.Random, today: date) -> None:
    """The talks of the two newest versions, made here where there are none yet."""
    newest, before = _two_versions(db, scale, today)
    members = {
        row["email"]: row["id"] for row in db.query("SELECT id, email FROM member LIMIT 1000")
    }
    _talks(db, scale, (before, _BEFORE), members, today)
    made = _talks(db, scale, (newest, _NOW), members, today)
    for name, circle, days in _TO_HOLD:
        planned = (today + timedelta(days=days)).isoformat()
        row = {"name": name, "circle": scale.worded(circle, _ENGLISH), "planned_on": planned}
        insert(db, "interview", {**row, "version_id": newest})
    for place, question, text, quote in _SAID:
        row = {"text": scale.worded(text, _ENGLISH), "quote": scale.worded(quote, _ENGLISH)}
        insert(db, "interview_answer",
               {"interview_id": made[place], "question": question, **row})  # fmt: skip
    for question, theme, places in _THEMES:
        name = scale.worded(theme, _ENGLISH)
        theme_id = insert(db, "theme", {"question": question, "name": name})
        for place in places:
            insert(db, "interview_theme", {"interview_id": made[place], "theme_id": theme_id})


def _two_versions(db: Database, scale: Scale, today: date) -> tuple[int, int]:
    """The newest and the one before it."""
    known = [version.id for version in list_versions(db)[:2]]
    if len(known) > 1:
        return known[0], known[1]
    if known:
        return known[0], known[0]
    made = [
        insert(db, "concept_version", {"number": number, "change": change,
               "started_on": (today - timedelta(days=days)).isoformat()})
        for number, days, change in ((1, 120, ""), (2, 40, scale.worded(_CHANGE, _ENGLISH)))
    ]  # fmt: skip
    return made[1], made[0]


def _talks(
    db: Database,
    scale: Scale,
    told: tuple[int, Sequence[_Talk]],
    members: dict[str, int],
    today: date,
) -> list[int]:
    return [insert(db, "interview", row) for row in _rows(scale, told, members, today)]


def _rows(
    scale: Scale, told: tuple[int, Sequence[_Talk]], members: dict[str, int], today: date
) -> Iterator[dict[str, object]]:
    version, talks = told
    for name, email, circle, days, willing, minutes, would_do in talks:
        yield {
            "version_id": version,
            "member_id": members.get(email),
            "name": name,
            "circle": scale.worded(circle, _ENGLISH),
            "held_on": (today - timedelta(days=days)).isoformat(),
            "willing": willing,
            "weekly_minutes": minutes,
            "would_do": scale.worded(would_do, _ENGLISH),
        }
