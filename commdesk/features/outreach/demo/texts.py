"""What is said in the invented network: short Dutch messages by purpose, in and out."""

from __future__ import annotations

from commdesk.features.outreach.model import Purpose

TOPICS = (
    "vergunningvrij bouwen", "bomen op de erfgrens", "de omgevingstafel", "de bruidsschat",
    "participatie met jongeren", "leesbare planregels", "geluid van warmtepompen",
    "leegstaande winkels", "de weging van het waterbelang", "zonnepanelen op monumenten",
    "parkeren in een autoluwe wijk", "klachten over bouwlawaai",
)  # fmt: skip

OUTGOING: tuple[tuple[str, int, tuple[str, ...]], ...] = (
    (
        Purpose.NOTIFY, 26,
        (
            "Hoi {first}, er is een vraag over {topic}. Jij weet daar veel van. Kijk je mee?",
            "Dag {first}, Marieke schreef een stuk over {topic}. Dat past bij wat je zoekt.",
            "Hoi {first}, in het draadje over {topic} staat nu het voorbeeld waar je naar vroeg.",
        ),
    ),
    (
        Purpose.HELP, 20,
        (
            "Hoi {first}, helder antwoord over {topic}. Zullen we er een kort artikel van maken?",
            "Dag {first}, loop je ergens vast met je stuk over {topic}? Ik lees graag mee.",
            "Hoi {first}, ik zette alvast drie tussenkopjes klaar voor je bijdrage over {topic}.",
        ),
    ),
    (
        Purpose.ASK, 16,
        (
            "Hoi {first}, hoe pakken jullie {topic} aan? Kees zit met precies die vraag.",
            "Dag {first}, wil je op de vraag over {topic} reageren? Twee zinnen is genoeg.",
        ),
    ),
    (
        Purpose.KEEP_IN_TOUCH, 14,
        (
            "Hoi {first}, hoe gaat het? In het voorjaar had je het druk met {topic}.",
            "Dag {first}, lukt het een beetje met {topic}? Laat gerust weten wat je nodig hebt.",
        ),
    ),
    (
        Purpose.INSPIRE, 8,
        (
            "Hoi {first}, in Lindenoord deden ze iets slims met {topic}. Ik dacht meteen aan jou.",
            "Dag {first}, dit voorbeeld over {topic} is zo over te nemen.",
        ),
    ),
    (
        Purpose.INVITE, 7,
        (
            "Hoi {first}, op 11 december praten we met twintig gemeenten over {topic}. Kom je?",
            "Dag {first}, we houden een klein gesprek over {topic}. Er is nog plek.",
        ),
    ),
    (
        Purpose.THANK, 6,
        ("Hoi {first}, dank voor je antwoord over {topic}. Drie collega's konden ermee verder.",),
    ),
    (
        Purpose.INTRODUCE, 3,
        ("Hoi {first}, mag ik je voorstellen aan een collega die ook met {topic} bezig is?",),
    ),
)  # fmt: skip
"""Purpose, its share of a hundred, its texts."""

WELCOME = (
    "Welkom {first}. Fijn dat je meedoet. Waar hoop je hier antwoord op te krijgen?",
    "Hoi {first}, welkom in het netwerk. Wat houdt je bezig in je werk?",
)
INCOMING = (
    "Dank je, daar kan ik mee verder.",
    "Ik had hier vorige week een gesprek over; ik zet het erbij.",
    "Druk nu, maar na de zomer wil ik hier wel iets over schrijven.",
    "Goed voorbeeld. Ik heb het doorgestuurd naar een collega.",
    "Heb je toevallig een contact bij de provincie hiervoor?",
)

# E-mail, days ago, hour, out or in, channel, purpose, text, result, days ago of the result.
STORIES: tuple[
    tuple[str, int, int, bool, str, str, str, str, int | None], ...
] = (
    ("h.mulder@oosterveen.example", 70, 13, False, "forum", "keep-in-touch",
     "Schreef “Bomen en bewoners”.", "", None),
    ("h.mulder@oosterveen.example", 63, 8, True, "dm", "thank",
     "Hoi Henk, dank voor je stuk. Het is al acht keer gedeeld.", "answered", 62),
    ("h.mulder@oosterveen.example", 52, 10, False, "forum", "keep-in-touch",
     "Antwoordde op “Kap zonder vergunning?”.", "", None),
    ("h.mulder@oosterveen.example", 46, 14, True, "phone", "keep-in-touch",
     "Druk met de verordening, bel na de herfst.", "answered", 46),
    ("p.vos@middelland.example", 96, 9, True, "dm", "introduce",
     "Dag Petra, mag ik je voorstellen aan Henk Mulder? Jullie zoeken hetzelfde.", "answered", 95),
    ("p.vos@middelland.example", 38, 9, True, "mail", "invite",
     "Dag Petra, wil je een van de gesprekken over bomen leiden?", "answered", 36),
    ("m.kok@grondenrecht.example", 75, 10, True, "dm", "help",
     "Hoi Marieke, je stuk over vergunningvrij bouwen staat klaar. Kijk je nog?",
     "contributed", 72),
    ("m.kok@grondenrecht.example", 34, 11, False, "mail", "keep-in-touch",
     "Ik heb nog twee onderwerpen liggen, na de herfstvakantie meer.", "", None),
    ("b.hendriks@heidelanden.example", 40, 9, True, "dm", "help",
     "Hoi Bram, zal ik een voorbeeld van leesbare planregels opzoeken?", "answered", 39),
    ("b.hendriks@heidelanden.example", 7, 12, False, "dm", "ask",
     "Heb je dat voorbeeld van leesbare planregels al gevonden?", "", None),
    ("e.vanleeuwen@molenmeer.example", 12, 9, True, "dm", "help",
     "Hoi Eva, zullen we je werkwijze in acht stappen opschrijven?", "will-contribute", 10),
    ("j.devries@groendichtbij.example", 11, 9, True, "mail", "invite",
     "Dag Jan, op 11 december gaat het over bomen. Praat je mee?", "", None),
    ("f.yilmaz@lindenoord.example", 9, 9, True, "dm", "ask",
     "Hoi Fatma, wil jij de vraag over vergunningvrij bouwen beantwoorden?", "contributed", 8),
)  # fmt: skip
UNTOLD = ("l.bakker@duinrade.example",)
"""Nobody wrote to these yet."""
SILENT_PLACES = {"noorderhaven.example": 96, "hoogveldrijt.example": 82, "rietpolder.example": 66}
"""Domain -> for how many days nobody there was in touch with us."""
