"""Items of the invented network: questions, posts, articles and meetings of the last two months."""

from __future__ import annotations

import random
from datetime import date, timedelta

from msgspec import Struct

from commdesk.core.database import Database, insert
from commdesk.core.feature import Scale
from commdesk.features.content.model import Kind
from commdesk.features.members import tag_ids

_PLACE = "https://forum.omgevingsnetwerk.example/t"
_FIRST_TOPIC = 412
_KEES = "k.visser@dorpsraadoosterveen.example"
_SANNE = "s.deboer@waterbergen.example"
_MARIEKE = "m.kok@grondenrecht.example"
_LOTTE = "l.bakker@duinrade.example"
_THIJS = "t.meijer@driestromen.example"
_RUBEN = "r.smit@westerdiep.example"
_BRAM = "b.hendriks@heidelanden.example"
_HENK = "h.mulder@oosterveen.example"
_FATMA = "f.yilmaz@lindenoord.example"
_EVA = "e.vanleeuwen@molenmeer.example"


class _Told(Struct, frozen=True):
    """One item, so many days before the demo's today; before none: it is planned."""

    ago: int
    kind: Kind
    nl: str
    en: str
    tags: tuple[str, ...]
    replies: int
    by: str = ""
    is_closed: bool = False

    @property
    def waited(self) -> int | None:
        """Days until the first reply: the busier a question became, the sooner it had one."""
        return max(0, 4 - self.replies // 3) if self.replies else None


_ITEMS = (
    _Told(61, Kind.ARTICLE, "De bruidsschat in tien vragen", "Inherited rules in ten questions",
          ("omgevingswet",), 18, _FATMA),
    _Told(54, Kind.QUESTION, "Hoe lang duurt bij jullie een omgevingstafel?",
          "How long does an environment table take in your town?", ("participatie",), 12,
          is_closed=True),
    _Told(47, Kind.POST, "Onze kapverordening hield stand bij de rechter",
          "Our felling bylaw held up in court", ("bomen", "omgevingswet"), 9),
    _Told(40, Kind.QUESTION, "Wie heeft een voorbeeld van leesbare planregels?",
          "Who has an example of plan rules that can be read?", ("omgevingsplan",), 11, _BRAM),
    _Told(33, Kind.EVENT, "Kennisuur bomen: wat levert een volwassen boom op?",
          "Knowledge hour on trees: what does a grown tree yield?", ("bomen",), 6),
    _Told(29, Kind.QUESTION, "Mag een warmtepomp aan de gevel bij de buren?",
          "May a heat pump hang on the wall near the neighbours?", ("energie", "handhaving"), 8,
          is_closed=True),
    _Told(26, Kind.ARTICLE, "Binnen acht weken besluiten: een werkwijze",
          "Deciding within eight weeks: a way of working", ("vergunningen",), 7, _EVA),
    _Told(20, Kind.POST, "Leegstaande winkels worden woningen in Westerdiep",
          "Empty shops become homes in Westerdiep", ("wonen",), 5, _RUBEN),
    _Told(17, Kind.QUESTION, "Wat kost een adviescommissie voor monumenten?",
          "What does an advisory board for monuments cost?", ("erfgoed",), 10),
    _Told(13, Kind.ARTICLE, "Vergunningvrij bouwen achter de woning, stap voor stap",
          "Building without a permit behind the house, step by step", ("omgevingswet", "wonen"), 4,
          _MARIEKE),
    _Told(12, Kind.POST, "Jongeren aan tafel: zo deden wij het",
          "Young people at the table: this is how we did it", ("participatie",), 3, _HENK),
    _Told(11, Kind.QUESTION, "Hoe vroeg plan je de weging van het waterbelang?",
          "How early do you plan the weighing of water?", ("water", "omgevingsplan"), 2, _THIJS),
    _Told(9, Kind.QUESTION, "Natte kelders na zware buien: wat doen jullie?",
          "Wet cellars after heavy showers: what do you do?", ("hemelwater",), 0),
    _Told(8, Kind.ARTICLE, "Een prioriteitenlijst voor toezicht die standhoudt",
          "A list of priorities for inspection that holds up", ("handhaving",), 2),
    _Told(6, Kind.QUESTION, "Hoe regelen jullie parkeren in een autoluwe wijk?",
          "How do you arrange parking in a car-free district?", ("wonen", "participatie"), 3,
          _SANNE),
    _Told(5, Kind.EVENT, "Themabijeenkomst participatie op 11 december",
          "Meeting on participation on 11 December", ("participatie", "kerngroep"), 4),
    _Told(3, Kind.POST, "Standaardzinnen voor een weigering die mensen begrijpen",
          "Standard lines for a refusal that people understand", ("vergunningen",), 1),
    _Told(2, Kind.QUESTION, "Overhangende takken: wie bepaalt wat eraf mag?",
          "Branches over the fence: who says what may go?", ("burenrecht",), 0, _KEES),
    _Told(1, Kind.QUESTION, "Panelen op het dak in de dorpskern: wie staat ze toe?",
          "Power from roof tiles in the old core: who says yes?", ("zonnedaken",), 0, _LOTTE),
    _Told(0, Kind.QUESTION, "Buurtbatterij op een parkeerplaats: hoe doe je dat?",
          "Power store for our street: where did you put it?", ("buurtbatterij",), 0),
    _Told(-2, Kind.QUESTION, "Vraag van de week: wie belt de indiener terug?",
          "Question of the week: who calls the applicant back?", ("vergunningen",), 0),
    _Told(-3, Kind.ARTICLE, "Zo leest een bewoner het omgevingsplan",
          "This is how a resident reads the plan", ("omgevingsplan",), 0),
    _Told(-9, Kind.POST, "Terugblik op een half jaar netwerk",
          "Looking back on half a year of the network", ("kerngroep",), 0),
)  # fmt: skip


def fill(db: Database, scale: Scale, _rng: random.Random, today: date) -> None:
    """Fixed: nothing is drawn. Whoever asked is found by the address of the cast."""
    # The cast is stored first; a demo of a million members is not read for it.
    first = db.query("SELECT id, email FROM member ORDER BY id LIMIT 100")
    ids = {row["email"]: row["id"] for row in first}
    for number, told in enumerate(_ITEMS):
        day = today - timedelta(days=told.ago)
        row = {
            "kind": str(told.kind),
            "title": told.en if scale.language == "en" else told.nl,
            "link": f"{_PLACE}/{_FIRST_TOPIC + 7 * number}" if told.ago >= 0 else "",
            "published_on": day.isoformat(),
            "replies": told.replies,
            "first_reply_on": _first_reply(told, day),
            "closed_on": (day + timedelta(days=9)).isoformat() if told.is_closed else None,
            "asked_by": ids.get(told.by),
        }
        item_id = insert(db, "content_item", row)
        for tag_id in tag_ids(db, told.tags):
            insert(db, "content_tag", {"item_id": item_id, "tag_id": tag_id})


def _first_reply(told: _Told, day: date) -> str | None:
    if told.waited is None:
        return None
    return (day + timedelta(days=min(told.waited, told.ago))).isoformat()
