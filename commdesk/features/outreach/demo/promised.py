"""What was promised in the invented network, and who was introduced to whom."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from commdesk.core.database import Database, insert
from commdesk.core.feature import Scale
from commdesk.core.workbook import Workdays
from commdesk.features.outreach.introductions.model import follow_up_on
from commdesk.features.outreach.model import promise_day

# What, help it needs, idea or draft, in how many days it is to be there.
_THEIRS: tuple[tuple[str, str, str, int | None], ...] = (
    ("Een artikel over bomen op de erfgrens", "Drie tussenkopjes en een foto", "idea", 16),
    ("De cijfers over geluid van warmtepompen", "", "idea", None),
    ("Een verslag van het gesprek met jongeren", "Meelezen voor het online gaat", "draft", -2),
    ("Het voorbeeld van de weging van het waterbelang", "", "draft", 10),
    ("Antwoord op de vraag over zonnepanelen op monumenten", "Contact met een jurist", "idea", 7),
    ("Drie tips voor een buurtgesprek over parkeren", "", "idea", 21),
    ("Een lezersvraag over klachten bij bouwlawaai beantwoorden", "", "draft", 3),
    ("Een foto bij het stuk over leegstaande winkels", "", "draft", 6),
)  # fmt: skip
_EVA = "e.vanleeuwen@molenmeer.example"
_EVAS = ("Haar werkwijze in acht stappen", "Samen de stappen nalopen", "draft", 4)
_Pledge = tuple[dict[str, Any], tuple[str, str, str, int | None]]
_LONGEST = 16
_TO_ASK_AFTER = 2
"""Of theirs, those to ask after today."""
_PLACED = (
    "Een stuk over vergunningvrij bouwen", "Vijf vragen over leegstaande winkels",
    "De checklist voor een kapvergunning", "Een voorbeeld van leesbare planregels",
)  # fmt: skip
# E-mail, what, days until its day, days ago promised, days ago kept.
_OURS: tuple[tuple[str, str, int, int, int | None], ...] = (
    ("b.hendriks@heidelanden.example", "Het voorbeeld van leesbare planregels sturen", 1, 7, None),
    ("s.deboer@waterbergen.example", "Navragen hoe Lindenoord het parkeren regelt", -3, 12, None),
    ("jan.devries@zandkerke.example", "De standaardzinnen uit Lindenoord sturen", 2, 6, None),
    ("h.mulder@oosterveen.example", "Een plek op het programma van 11 december", 9, 20, None),
    ("m.kok@grondenrecht.example", "Haar stuk in de nieuwsbrief zetten", -10, 24, 11),
)
# Two e-mail addresses, why, days ago, what came of it, days ago of that.
_INTRODUCED: tuple[tuple[str, str, str, int, str, int | None], ...] = (
    ("p.vos@middelland.example", "h.mulder@oosterveen.example",
     "Petra zoekt een gemeente die bomen en bewoners samenbrengt; dat doet Henk.", 96, "helped",
     70),
    ("f.yilmaz@lindenoord.example", "m.kok@grondenrecht.example",
     "Beiden krijgen dezelfde vragen over vergunningvrij bouwen.", 17, "", None),
    ("n.willems@oosterveen.example", "s.deboer@waterbergen.example",
     "Noor weet hoe je jongeren bereikt; Sanne begint daar net mee.", 45, "met", 22),
    ("b.hendriks@heidelanden.example", "t.meijer@driestromen.example",
     "Thijs zoekt gemeenten voor het waterbelang; Bram schrijft net de planregels.", 5, "", None),
    ("k.visser@dorpsraadoosterveen.example", "a.vos@klaverwoude.example",
     "Kees wil weten welke bomen weg mogen; Aïcha gaat daarover.", 61, "nothing", 40),
)  # fmt: skip
_ENGLISH = {
    "Een artikel over bomen op de erfgrens": "An article about trees on the boundary",
    "Drie tussenkopjes en een foto": "Three headings and a picture",
    "De cijfers over geluid van warmtepompen": "The figures on noise of heat pumps",
    "Een verslag van het gesprek met jongeren": "A report of the talk with young people",
    "Meelezen voor het online gaat": "Read along before it goes up",
    "Het voorbeeld van de weging van het waterbelang": "The example of the weighing of water",
    "Antwoord op de vraag over zonnepanelen op monumenten":
        "An answer to the question about solar panels on monuments",
    "Contact met een jurist": "A word with a lawyer",
    "Drie tips voor een buurtgesprek over parkeren":
        "Three tips for a talk in the district about parking",
    "Een lezersvraag over klachten bij bouwlawaai beantwoorden":
        "Answer a reader about complaints of building noise",
    "Een foto bij het stuk over leegstaande winkels":
        "A picture for the piece about empty shops",
    "Haar werkwijze in acht stappen": "Her way of working in eight steps",
    "Samen de stappen nalopen": "Go through the steps together",
    "Een stuk over vergunningvrij bouwen": "A piece about building without a permit",
    "Vijf vragen over leegstaande winkels": "Five questions about empty shops",
    "De checklist voor een kapvergunning": "The checklist for a felling permit",
    "Een voorbeeld van leesbare planregels": "An example of plan rules that can be read",
    "Het voorbeeld van leesbare planregels sturen":
        "Send the example of plan rules that can be read",
    "Navragen hoe Lindenoord het parkeren regelt": "Ask how Lindenoord arranges parking",
    "De standaardzinnen uit Lindenoord sturen": "Send the standard lines of Lindenoord",
    "Een plek op het programma van 11 december": "A place on the programme of 11 December",
    "Haar stuk in de nieuwsbrief zetten": "Put her piece in the newsletter",
    "Petra zoekt een gemeente die bomen en bewoners samenbrengt; dat doet Henk.":
        "Petra looks for a town that brings trees and residents together; Henk does that.",
    "Beiden krijgen dezelfde vragen over vergunningvrij bouwen.":
        "Both get the same questions about building without a permit.",
    "Noor weet hoe je jongeren bereikt; Sanne begint daar net mee.":
        "Noor knows how to reach young people; Sanne is just beginning.",
    "Thijs zoekt gemeenten voor het waterbelang; Bram schrijft net de planregels.":
        "Thijs looks for towns for the weighing of water; Bram is writing the plan rules.",
    "Kees wil weten welke bomen weg mogen; Aïcha gaat daarover.":
        "Kees wants to know which trees may go; Aïcha decides on that.",
}  # fmt: skip
_FIRST = 1_000
"""Who has a story is stored first; a demo of a million members is not read for it."""


def fill(db: Database, scale: Scale, today: date, days: Workdays) -> None:
    """Promises out of what came of messages, ours beside them; then the introductions."""
    known = db.query("SELECT id, email FROM member ORDER BY id LIMIT :n", {"n": _FIRST})
    ids = {row["email"]: row["id"] for row in known}
    _promised(db, scale, ids, today, days)
    _placed(db, scale, today)
    _ours(db, scale, ids, today)
    _introduced(db, scale, ids, today, days)


def _promised(db: Database, scale: Scale, ids: dict[str, int], today: date, days: Workdays) -> None:
    """What some of those promised who said that they would contribute; Eva among them."""
    for row, (what, help_needed, stage, ahead) in _pledges(db, ids.get(_EVA), today, days):
        due_on = days.next_from(today + timedelta(days=ahead)) if ahead is not None else None
        _insert(db, row["member_id"], "theirs", scale.worded(what, _ENGLISH), stage,
                row["result_on"], help=scale.worded(help_needed, _ENGLISH),
                due_on=due_on.isoformat() if due_on else None,
                follow_up_on=row["follow_up_on"].isoformat(), message_id=row["id"])  # fmt: skip
    db.execute(
        """
        UPDATE outreach_message SET follow_up_on = NULL
         WHERE follow_up_on IS NOT NULL AND result = 'will-contribute'
        """
    )


def _pledges(db: Database, eva: int | None, today: date, days: Workdays) -> list[_Pledge]:
    """Messages and what was promised on them: hers, a few to ask after now, the others later."""
    sql = """
        SELECT id, member_id, result_on FROM outreach_message AS message
         WHERE sent_at >= :since AND result = 'will-contribute'
           AND NOT EXISTS (SELECT 1 FROM outreach_message AS later
                            WHERE later.member_id = message.member_id AND later.is_outgoing
                              AND later.sent_at > message.sent_at AND later.sent_at >= :lately)
      ORDER BY result_on, id
    """
    since, lately = today - timedelta(days=_LONGEST), today - timedelta(days=4)
    found = db.query(sql, {"since": since.isoformat(), "lately": lately.isoformat()})
    for row in found:
        row["follow_up_on"] = promise_day(date.fromisoformat(row["result_on"]), days)
    hers = [(row, _EVAS) for row in found if row["member_id"] == eva]
    others = [row for row in found if row["member_id"] != eva]
    due = [row for row in others if row["follow_up_on"] <= today][:_TO_ASK_AFTER]
    later = [row for row in others if row["follow_up_on"] > today][: len(_THEIRS) - len(due)]
    return [*hers, *zip([*due, *later], _THEIRS, strict=False)]


def _placed(db: Database, scale: Scale, today: date) -> None:
    """A few of the contributions of the last weeks were promised first."""
    sql = """
        SELECT id, member_id, date(sent_at) AS day, result_on FROM outreach_message
         WHERE sent_at >= :since AND result = 'contributed' AND result_on <= :today
      ORDER BY sent_at, id LIMIT :n
    """
    bounds = {
        "since": (today - timedelta(days=26)).isoformat(),
        "today": today.isoformat(),
        "n": len(_PLACED),
    }
    for what, row in zip(_PLACED, db.query(sql, bounds), strict=False):
        _insert(db, row["member_id"], "theirs", scale.worded(what, _ENGLISH), "placed", row["day"],
                closed_on=row["result_on"], message_id=row["id"])  # fmt: skip


def _ours(db: Database, scale: Scale, ids: dict[str, int], today: date) -> None:
    for email, what, ahead, ago, kept_ago in _OURS:
        if email in ids:
            made_on, due_on = today - timedelta(days=ago), today + timedelta(days=ahead)
            kept_on = today - timedelta(days=kept_ago) if kept_ago is not None else None
            _insert(db, ids[email], "ours", scale.worded(what, _ENGLISH),
                    "kept" if kept_on else "open",
                    made_on.isoformat(), due_on=due_on.isoformat(),
                    closed_on=kept_on.isoformat() if kept_on else None)  # fmt: skip


def _introduced(
    db: Database, scale: Scale, ids: dict[str, int], today: date, days: Workdays
) -> None:
    for one, other, why, ago, result, result_ago in _INTRODUCED:
        if one not in ids or other not in ids:
            continue
        day = today - timedelta(days=ago)
        result_on = today - timedelta(days=result_ago) if result_ago is not None else None
        row = {
            "member_id": ids[one],
            "other_id": ids[other],
            "why": scale.worded(why, _ENGLISH),
            "introduced_on": day.isoformat(),
            "result": result,
            "result_on": result_on.isoformat() if result_on else None,
            "follow_up_on": None if result else follow_up_on(day, days).isoformat(),
        }
        insert(db, "outreach_introduction", row)


def _insert(
    db: Database, member_id: int, side: str, what: str, stage: str, made_on: str, **more: object
) -> None:
    row = {"member_id": member_id, "side": side, "what": what, "stage": stage, "made_on": made_on}
    insert(db, "outreach_promise", row | more)
