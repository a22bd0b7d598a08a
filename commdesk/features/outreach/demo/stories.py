"""Messages to and from the people of the cast, whom other pages tell about too."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from commdesk.features.outreach.model import Purpose, Result


class Story(Struct, frozen=True):
    """One message, so many days before the demo's today, in both languages."""

    email: str
    ago: int
    hour: int
    is_outgoing: bool
    channel: str
    purpose: str
    nl: str
    en: str
    result: str = Result.WAITING
    result_ago: int | None = None


_HENK = "h.mulder@oosterveen.example"
_FATMA = "f.yilmaz@lindenoord.example"
_PETRA = "p.vos@middelland.example"
_SANNE = "s.deboer@waterbergen.example"
_MARIEKE = "m.kok@grondenrecht.example"
_AICHA = "a.vos@klaverwoude.example"
_KEES = "k.visser@dorpsraadoosterveen.example"
_EVA = "e.vanleeuwen@molenmeer.example"
_DAAN = "d.peters@odmiddelrand.example"
_BRAM = "b.hendriks@heidelanden.example"
_THIJS = "t.meijer@driestromen.example"
_RUBEN = "r.smit@westerdiep.example"
_NOOR = "n.willems@oosterveen.example"
_JAN = "jan.devries@zandkerke.example"
_OTHER_JAN = "j.devries@groendichtbij.example"
_LOTTE = "l.bakker@duinrade.example"
UNTOLD = (_LOTTE,)
"""Nobody wrote to these yet."""

_WE, _THEY = True, False
_KEEP, _HELP, _ASK = Purpose.KEEP_IN_TOUCH, Purpose.HELP, Purpose.ASK
_ANSWERED = Result.ANSWERED
STORIES = (
    Story(_HENK, 70, 13, _THEY, "forum", _KEEP,
          "Schreef “Bomen en bewoners”.", "Wrote “Trees and residents”."),
    Story(_HENK, 63, 8, _WE, "dm", Purpose.THANK,
          "Hoi Henk, dank voor je stuk. Het is al acht keer gedeeld.",
          "Hi Henk, thank you for your piece. It has been shared eight times.", _ANSWERED, 62),
    Story(_HENK, 52, 10, _THEY, "forum", _KEEP,
          "Antwoordde op “Kap zonder vergunning?”.", "Answered “Felling without a permit?”."),
    Story(_HENK, 46, 14, _WE, "phone", _KEEP,
          "Druk met de verordening, bel na de herfst.",
          "Busy with the bylaw, call after the autumn.", _ANSWERED, 46),
    Story(_PETRA, 96, 9, _WE, "dm", Purpose.INTRODUCE,
          "Dag Petra, mag ik je voorstellen aan Henk Mulder? Jullie zoeken hetzelfde.",
          "Hello Petra, may I introduce you to Henk Mulder? You look for the same.",
          _ANSWERED, 95),
    Story(_PETRA, 38, 9, _WE, "mail", Purpose.INVITE,
          "Dag Petra, wil je een van de gesprekken over bomen leiden?",
          "Hello Petra, would you lead one of the talks about trees?", _ANSWERED, 36),
    Story(_MARIEKE, 75, 10, _WE, "dm", _HELP,
          "Hoi Marieke, je stuk over vergunningvrij bouwen staat klaar. Kijk je nog?",
          "Hi Marieke, your piece about building without a permit is ready. A last look?",
          Result.CONTRIBUTED, 72),
    Story(_MARIEKE, 34, 11, _THEY, "mail", _KEEP,
          "Ik heb nog twee onderwerpen liggen, na de herfstvakantie meer.",
          "I have two more subjects, more after the autumn break."),
    Story(_BRAM, 40, 9, _WE, "dm", _HELP,
          "Hoi Bram, zal ik een voorbeeld van leesbare planregels opzoeken?",
          "Hi Bram, shall I look for an example of plan rules that can be read?", _ANSWERED, 39),
    Story(_BRAM, 7, 12, _THEY, "dm", _ASK,
          "Heb je dat voorbeeld van leesbare planregels al gevonden?",
          "Have you found that example of plan rules that can be read?"),
    Story(_KEES, 33, 9, _WE, "dm", Purpose.NOTIFY,
          "Hoi Kees, over bomen op de erfgrens staat nu een stuk op het forum.",
          "Hi Kees, there is now a piece about trees on the boundary on the forum.",
          _ANSWERED, 32),
    Story(_KEES, 3, 15, _THEY, "mail", _ASK,
          "Bij wie moet ik zijn als de buren toch gaan kappen?",
          "Whom do I turn to when the neighbours start felling all the same?"),
    Story(_EVA, 12, 9, _WE, "dm", _HELP,
          "Hoi Eva, zullen we je werkwijze in acht stappen opschrijven?",
          "Hi Eva, shall we write down your way of working in eight steps?",
          Result.WILL_CONTRIBUTE, 10),
    Story(_OTHER_JAN, 11, 9, _WE, "mail", Purpose.INVITE,
          "Dag Jan, op 11 december gaat het over bomen. Praat je mee?",
          "Hello Jan, on 11 December it is about trees. Will you join in?"),
    Story(_FATMA, 10, 9, _WE, "dm", _ASK,
          "Hoi Fatma, wil jij de vraag over vergunningvrij bouwen beantwoorden?",
          "Hi Fatma, would you answer the question about building without a permit?",
          Result.CONTRIBUTED, 8),
    Story(_SANNE, 12, 10, _WE, "phone", _KEEP,
          "Zoekt hoe anderen parkeren regelen. Ik vraag het na in Lindenoord.",
          "Wants to know how others arrange parking. I will ask in Lindenoord.", _ANSWERED, 12),
    Story(_AICHA, 24, 10, _WE, "dm", Purpose.THANK,
          "Hoi Aïcha, dank voor je antwoord over kappen. Drie gemeenten gebruiken het.",
          "Hi Aïcha, thank you for your answer about felling. Three towns use it.",
          _ANSWERED, 23),
    Story(_THIJS, 58, 9, _WE, "dm", Purpose.NOTIFY,
          "Hoi Thijs, er staat een vraag over de weging van het waterbelang. Kijk je mee?",
          "Hi Thijs, there is a question about the weighing of water. Will you have a look?",
          _ANSWERED, 57),
    Story(_NOOR, 54, 9, _WE, "phone", _KEEP,
          "Heeft het druk met twee omgevingstafels. Na de kerst weer bellen.",
          "Busy with two environment tables. Call again after Christmas.", _ANSWERED, 54),
    Story(_RUBEN, 48, 10, _WE, "dm", _HELP,
          "Hoi Ruben, vertel me in een paar zinnen over de winkels in Westerdiep?",
          "Hi Ruben, tell me in a few lines about the shops in Westerdiep?", _ANSWERED, 46),
    Story(_JAN, 41, 9, _WE, "mail", _KEEP,
          "Dag Jan, waar ben je nu het meest mee bezig?",
          "Hello Jan, what takes most of your time these days?", _ANSWERED, 40),
    Story(_DAAN, 72, 11, _WE, "mail", Purpose.THANK,
          "Dag Daan, dank voor een half jaar handhaving onder de aandacht.",
          "Hello Daan, thank you for half a year of attention to inspection.", _ANSWERED, 71),
)  # fmt: skip
SILENT_PLACES = {"noorderhaven.example": 96, "hoogveldrijt.example": 82, "rietpolder.example": 66}
"""Domain -> for how many days nobody there was in touch with us."""


class Begun(Struct, frozen=True):
    """A text that was begun and not sent yet."""

    email: str
    purpose: str
    nl: str
    en: str


BEGUN = (
    Begun(_HENK, _KEEP,
          "Hoi Henk,\n\nIn oktober zei je dat de verordening al je tijd vroeg. Is die er "
          "inmiddels door? Ik ben benieuwd naar hoe het ging.\n\nOp 11 december praten we met "
          "twintig gemeenten over bewoners en bomen. Jouw aanpak in Oosterveen zou daar goed "
          "passen, als je daar zin in hebt.\n\nGroet,\nMirjam",
          "Hi Henk,\n\nIn October you said that the bylaw took all of your time. Did it get "
          "through? I would like to hear how it went.\n\nOn 11 December we talk with twenty "
          "municipalities about residents and trees. What you do in Oosterveen would fit well, "
          "if you feel like it.\n\nBest,\nMirjam"),
    Begun(_BRAM, _HELP,
          "Hoi Bram,\n\nHet voorbeeld van leesbare planregels is er bijna. In Molenmeer ",
          "Hi Bram,\n\nThe example of plan rules that can be read is nearly there. In Molenmeer "),
    Begun(_THIJS, _KEEP,
          "Hoi Thijs,\n\nFijn dat je weer meeleest. ", "Hi Thijs,\n\nGood to see you again. "),
)  # fmt: skip


def told_apart() -> Iterator[str]:
    """E-mail addresses of whoever has a story of their own, or none yet on purpose."""
    yield from UNTOLD
    yield from (story.email for story in STORIES)
