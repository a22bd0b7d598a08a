"""Ambassadors of the invented network: a few known by name, and others from the core group."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from msgspec.structs import asdict

from commdesk.core.database import Database, insert
from commdesk.core.feature import Scale
from commdesk.core.values import Minutes
from commdesk.features.ambassadors.agreements.model import AgreementDraft
from commdesk.features.ambassadors.agreements.queries import WANTED_FACT
from commdesk.features.ambassadors.model import ORDER, AmbassadorDraft, Need, Stage

# E-mail, stage, days in it, cadence, days until the end, hours a week, need, note, what we do,
# agreement.
_CAST: tuple[tuple[str, Stage, int, int | None, int | None, int, Need, str, str, str], ...] = (
    ("h.mulder@oosterveen.example", Stage.ACTIVE, 170, 30, 200, 60, Need.PLATFORM,
     "Wil zijn aanpak met bewoners delen.",
     "Uitnodigen als spreker op 11 december; zijn verhaal in de nieuwsbrief.",
     "Elke maand één vraag uit de praktijk beantwoorden."),
    ("f.yilmaz@lindenoord.example", Stage.ACTIVE, 140, 30, 33, 90, Need.KNOWLEDGE,
     "Als eerste horen wat er in de rechtspraak verandert.",
     "Stuurt zelf de agenda van het juristenoverleg aan; krijgt de stukken vooraf.",
     "Meelezen met antwoorden over vergunningvrij bouwen."),
    ("p.vos@middelland.example", Stage.AGREED, 20, 30, 340, 30, Need.NETWORK,
     "Zoekt gemeenten die bomen en bewoners samenbrengen.",
     "Voorstellen aan Henk en Aïcha.",
     "Twee gesprekken over bomen leiden."),
    ("m.kok@grondenrecht.example", Stage.ACTIVE, 90, 30, 150, 60, Need.RECOGNITION,
     "Schrijft graag en wil gezien worden als expert.",
     "Haar stukken bovenaan; naam en foto erbij.",
     "Elke twee weken een kort artikel."),
    ("a.vos@klaverwoude.example", Stage.ACTIVE, 60, 45, None, 30, Need.CHANGE,
     "Een kapverordening die standhoudt.",
     "Drie gemeenten gezocht die hun tekst delen.",
     "Vragen over bomen binnen twee dagen bekijken."),
    ("e.vanleeuwen@molenmeer.example", Stage.ASKED, 10, 30, None, 0, Need.KNOWLEDGE,
     "Een werkwijze om binnen acht weken te besluiten.", "", ""),
    ("n.willems@oosterveen.example", Stage.PAUSING, 35, 60, 120, 30, Need.NETWORK,
     "", "Kaart gestuurd; na de kerst bellen.", "Omgevingstafel nabespreken."),
    ("d.peters@odmiddelrand.example", Stage.THANKED, 75, None, -80, 30, Need.RECOGNITION,
     "", "Bedankt op de bijeenkomst in september.", "Handhaving een half jaar onder de aandacht."),
)  # fmt: skip
_CORE_STAGES = (Stage.CANDIDATE, Stage.CANDIDATE, Stage.ASKED, Stage.AGREED, Stage.ACTIVE)
_MOST_FROM_CORE = 6
_GIVES = (
    "Voorgesteld aan een collega bij de provincie", "Verhaal in de nieuwsbrief geplaatst",
    "Gevraagd als spreker op de bijeenkomst", "Meegelezen met een raadsvoorstel",
    "Jurisprudentie op een rij gezet", "Voorbeeld van een andere gemeente gevonden",
    "Publiek bedankt in het weekbericht",
)  # fmt: skip
_ASKS = (
    "Vraag over bomen op de erfgrens beantwoorden", "Meedenken over de huisregels",
    "Een collega uitnodigen", "Stuk over leesbare planregels schrijven",
    "Gesprek over de omgevingstafel leiden",
)  # fmt: skip
_STEP = timedelta(days=20)
_NOTES = (
    ("h.mulder", Stage.ASKED, "Bij de koffie na de bijeenkomst gevraagd."),
    ("h.mulder", Stage.AGREED, "Doet mee zolang het één avond per maand kost."),
    ("n.willems", Stage.PAUSING, "Druk met een reorganisatie; wil terugkomen."),
    ("d.peters", Stage.THANKED, "Andere baan, blijft wel lid."),
)
_LOOKED_BACK = (
    ("n.willems", "yes", 60, "Drie gemeenten gevonden die hetzelfde doen."),
    ("d.peters", "partly", 80, "Wel gezien in het land, niet door de eigen directie."),
)

_ENGLISH = {
    "Eén artikel schrijven, op proef.": "Write one article, as a trial.",
    "Bij de koffie na de bijeenkomst gevraagd.": "Asked over coffee after the meeting.",
    "Doet mee zolang het één avond per maand kost.":
        "Joins as long as it takes one evening a month.",
    "Druk met een reorganisatie; wil terugkomen.":
        "Busy with a reorganisation; wants to come back.",
    "Andere baan, blijft wel lid.": "Another job, stays a member.",
    "Drie gemeenten gevonden die hetzelfde doen.": "Found three towns that do the same.",
    "Wel gezien in het land, niet door de eigen directie.":
        "Seen across the country, but not by their own board.",
    "Wil zijn aanpak met bewoners delen.": "Wants to share how he works with residents.",
    "Uitnodigen als spreker op 11 december; zijn verhaal in de nieuwsbrief.":
        "Invite him to speak on 11 December; his story in the newsletter.",
    "Elke maand één vraag uit de praktijk beantwoorden.":
        "Answer one question from practice a month.",
    "Als eerste horen wat er in de rechtspraak verandert.":
        "To be the first to hear what changes in case law.",
    "Stuurt zelf de agenda van het juristenoverleg aan; krijgt de stukken vooraf.":
        "Sets the agenda of the lawyers' meeting; gets the papers beforehand.",
    "Meelezen met antwoorden over vergunningvrij bouwen.":
        "Read along with answers on building without a permit.",
    "Zoekt gemeenten die bomen en bewoners samenbrengen.":
        "Looks for towns that bring trees and residents together.",
    "Voorstellen aan Henk en Aïcha.": "Introduce her to Henk and Aïcha.",
    "Twee gesprekken over bomen leiden.": "Lead two talks about trees.",
    "Schrijft graag en wil gezien worden als expert.":
        "Likes to write and wants to be seen as an expert.",
    "Haar stukken bovenaan; naam en foto erbij.": "Her pieces on top, with name and picture.",
    "Elke twee weken een kort artikel.": "A short article every two weeks.",
    "Een kapverordening die standhoudt.": "A felling bylaw that holds up.",
    "Drie gemeenten gezocht die hun tekst delen.": "Find three towns that share their text.",
    "Vragen over bomen binnen twee dagen bekijken.":
        "Look at questions about trees within two days.",
    "Een werkwijze om binnen acht weken te besluiten.":
        "A way of working to decide within eight weeks.",
    "Kaart gestuurd; na de kerst bellen.": "Sent a card; call after Christmas.",
    "Omgevingstafel nabespreken.": "Talk over the environment table.",
    "Bedankt op de bijeenkomst in september.": "Thanked at the meeting in September.",
    "Handhaving een half jaar onder de aandacht.": "Half a year of attention to inspection.",
    "Voorgesteld aan een collega bij de provincie": "Introduced to a colleague at the province",
    "Verhaal in de nieuwsbrief geplaatst": "Story placed in the newsletter",
    "Gevraagd als spreker op de bijeenkomst": "Invited to speak at the meeting",
    "Meegelezen met een raadsvoorstel": "Read along with a council proposal",
    "Jurisprudentie op een rij gezet": "Listed the case law",
    "Voorbeeld van een andere gemeente gevonden": "Found an example of another town",
    "Publiek bedankt in het weekbericht": "Thanked in public in the weekly news",
    "Vraag over bomen op de erfgrens beantwoorden":
        "Answer a question about trees on the boundary",
    "Meedenken over de huisregels": "Think along about the house rules",
    "Een collega uitnodigen": "Invite a colleague",
    "Stuk over leesbare planregels schrijven": "Write about plan rules that can be read",
    "Gesprek over de omgevingstafel leiden": "Lead a talk about the environment table",
}  # fmt: skip


def fill(db: Database, scale: Scale, rng: random.Random, today: date) -> None:
    """The cast first, then some of the core group; every one with gives and asks."""
    # The cast is stored first; a demo of a million members is not read for it.
    first = db.query("SELECT id, email FROM member ORDER BY id LIMIT 1000")
    ids = {row["email"]: row["id"] for row in first}
    told = {ids[email]: row for row in _CAST if (email := row[0]) in ids}
    for member_id, row in told.items():
        _insert(db, member_id, *_from_cast(row, scale, today))
    for member_id in _core(db, set(told))[:_MOST_FROM_CORE]:
        stage = rng.choice(_CORE_STAGES)
        since = today - timedelta(days=rng.randrange(5, 90))
        draft = AmbassadorDraft(stage=stage, looking_for=rng.choice(list(Need)[1:-1]))
        _insert(db, member_id, draft, since)
    _beside(db, ids, scale, today)
    henk = ids.get(_CAST[0][0])
    people = db.query("SELECT member_id, stage FROM ambassador ORDER BY id")
    for person in people:
        for exchange in _exchanges(person, rng, today, is_owed=person["member_id"] == henk):
            exchange["what"] = scale.worded(exchange["what"], _ENGLISH)
            insert(db, "ambassador_exchange", {"member_id": person["member_id"], **exchange})


def _from_cast(row: tuple[Any, ...], scale: Scale, today: date) -> tuple[AmbassadorDraft, date]:
    _email, stage, days, cadence, ends, minutes, need, *texts = row
    note, we_do, agreement = (scale.worded(text, _ENGLISH) for text in texts)
    has_agreement = bool(agreement)
    since = today - timedelta(days=days)
    draft = AmbassadorDraft(
        stage=stage,
        looking_for=need,
        looking_for_note=note,
        we_do=we_do,
        agreement=agreement,
        weekly_minutes=Minutes(minutes) if has_agreement else None,
        from_on=since if has_agreement else None,
        until_on=today + timedelta(days=ends) if ends is not None else None,
        contact_person="Mirjam" if has_agreement else "",
        cadence_days=cadence,
    )
    return draft, since


def _insert(db: Database, member_id: int, draft: AmbassadorDraft, since: date) -> None:
    row = {"stage": str(draft.stage), "looking_for": str(draft.looking_for)}
    row |= {"looking_for_note": draft.looking_for_note, "we_do": draft.we_do}
    insert(db, "ambassador", {"member_id": member_id, "stage_on": since.isoformat(), **row})
    _moves(db, member_id, draft.stage, since)
    if not draft.agreed.is_empty:
        _agreement(db, member_id, draft.agreed)
    if draft.cadence_days:
        insert(db, "outreach_cadence", {"member_id": member_id, "days": draft.cadence_days})


def _agreement(db: Database, member_id: int, draft: AgreementDraft) -> None:
    agreed = {k: v.isoformat() if isinstance(v, date) else v for k, v in asdict(draft).items()}
    insert(db, "ambassador_agreement", {"member_id": member_id, **agreed})


def _moves(db: Database, member_id: int, stage: str, since: date) -> None:
    """The way up to this stage, some weeks a step; who was thanked did not pause before it."""
    place = ORDER.index(stage)
    way = [each for each in ORDER[: place + 1] if each != Stage.PAUSING or each == stage]
    for at, each in enumerate(way):
        row = {
            "member_id": member_id,
            "stage_before": str(way[at - 1]) if at else "",
            "stage": str(each),
            "moved_on": (since - (len(way) - 1 - at) * _STEP).isoformat(),
        }
        insert(db, "ambassador_move", row)


def _beside(db: Database, ids: dict[str, int], scale: Scale, today: date) -> None:
    """Hours wanted, who follows, an agreement of before, notes to moves and looks back."""
    insert(db, "workbook_fact", {"key": WANTED_FACT, "value": "360"})
    member = {row[0].partition("@")[0]: ids[row[0]] for row in _CAST if row[0] in ids}
    if writer := member.get("m.kok"):
        _before(db, writer, scale, today)
        _follow(db, member.get("h.mulder"), writer)
    for name, stage, note in _NOTES:
        db.execute(
            "UPDATE ambassador_move SET note = :note WHERE member_id = :member AND stage = :stage",
            {"note": scale.worded(note, _ENGLISH), "member": member.get(name), "stage": stage},
        )
    for name, answer, days, note in _LOOKED_BACK:
        if found := member.get(name):
            row = {
                "member_id": found,
                "looking_for": _looks_for(db, found),
                "answer": answer,
                "checked_on": (today - timedelta(days=days)).isoformat(),
                "note": scale.worded(note, _ENGLISH),
            }
            insert(db, "ambassador_check", row)


def _before(db: Database, member_id: int, scale: Scale, today: date) -> None:
    """An agreement that ended the day before the one of now began."""
    what = scale.worded("Eén artikel schrijven, op proef.", _ENGLISH)
    first, last = today - timedelta(days=200), today - timedelta(days=91)
    _agreement(db, member_id, AgreementDraft(what, Minutes(30), first, last, "Mirjam"))


def _follow(db: Database, member_id: int | None, follower_id: int) -> None:
    sql = """
        UPDATE ambassador_agreement
           SET follower_id = (SELECT id FROM ambassador WHERE member_id = :follower)
         WHERE member_id = :member
    """
    db.execute(sql, {"member": member_id, "follower": follower_id})


def _looks_for(db: Database, member_id: int) -> str:
    sql = "SELECT looking_for FROM ambassador WHERE member_id = :member"
    return str(db.value(sql, {"member": member_id}))


def _core(db: Database, known: set[int]) -> list[int]:
    sql = """
        SELECT member.id FROM member
          JOIN member_tag ON member_tag.member_id = member.id
          JOIN tag ON tag.id = member_tag.tag_id
         WHERE tag.name = 'kerngroep' AND NOT member.do_not_contact AND member.stage = 'member'
      ORDER BY member.id LIMIT 1000
    """
    return [each for each in db.column(sql) if each not in known]


def _exchanges(
    person: dict[str, Any], rng: random.Random, today: date, *, is_owed: bool
) -> Iterator[dict[str, Any]]:
    """A few of each; one whom we owe something, because balance is what the page is about."""
    is_close = person["stage"] in {Stage.ACTIVE, Stage.AGREED, Stage.PAUSING}
    gives, asks = (2, 5) if is_owed else (rng.randrange(2, 5), rng.randrange(0, 3))
    if not is_close:
        gives, asks = rng.randrange(0, 3), 0
    for what in rng.sample(_GIVES, gives):
        yield _exchange("give", what, rng, today, idea=rng.choice(("ours", "ours", "theirs")))
    for what in rng.sample(_ASKS, asks):
        yield _exchange("ask", what, rng, today, idea=rng.choice(("ours", "theirs")))


def _exchange(
    kind: str, what: str, rng: random.Random, today: date, *, idea: str
) -> dict[str, Any]:
    day = today - timedelta(days=rng.randrange(4, 85))
    return {"kind": kind, "what": what, "happened_on": day.isoformat(), "idea": idea}
