"""What is said in the invented network: short messages by purpose, in and out, in two languages.

`{topic}` is a subject, `{item}` the title of something that the message points to.
"""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

from commdesk.features.outreach.model import Purpose

Sayings = Mapping[str, tuple[str, ...]]


class Voice(Struct, frozen=True):
    """One language of the network; every list is as long in the other."""

    topics: tuple[str, ...]
    everybody: str
    """Instead of a first name that is not known."""
    said: Sayings
    """By purpose, about a topic."""
    pointed: Sayings
    """By purpose, about an item."""
    matched: str
    """With the template of one's own."""
    replies: tuple[str, ...]
    others: tuple[str, ...]
    """What they write of their own accord."""


DUTCH = Voice(
    (
        "vergunningvrij bouwen",
        "bomen op de erfgrens",
        "de omgevingstafel",
        "de bruidsschat",
        "participatie met jongeren",
        "leesbare planregels",
        "geluid van warmtepompen",
        "leegstaande winkels",
        "de weging van het waterbelang",
        "zonnepanelen op monumenten",
        "parkeren in een autoluwe wijk",
        "klachten over bouwlawaai",
    ),
    "allemaal",
    {
        Purpose.NOTIFY: (
            "Hoi {first}, er staat iets over {topic} dat je van pas kan komen. Heb je er iets aan?",
            "Dag {first}, Marieke schreef een stuk over {topic}. Dat past bij wat je zoekt.",
            "Hoi {first}, in het draadje over {topic} staat nu het voorbeeld waar je naar vroeg.",
        ),
        Purpose.HELP: (
            (
                "Hoi {first}, vertel me in een paar zinnen hoe je {topic} aanpakte. Ik maak er een "
                "bericht van, jij leest het na."
            ),
            "Dag {first}, loop je ergens vast met je stuk over {topic}? Ik lees graag mee.",
            "Hoi {first}, ik zette alvast drie korte vragen klaar voor je bijdrage over {topic}.",
        ),
        Purpose.ASK: (
            "Hoi {first}, met welke vraag over {topic} loop je nu rond? Eén zin is genoeg.",
            "Dag {first}, wil je op de vraag over {topic} reageren? Twee zinnen is genoeg.",
        ),
        Purpose.KEEP_IN_TOUCH: (
            "Hoi {first}, we spraken elkaar een tijdje niet. Waar ben je nu het meest mee bezig?",
            "Dag {first}, de vorige keer ging het over {topic}. Hoe staat het daar nu mee?",
        ),
        Purpose.INSPIRE: (
            "Hoi {first}, in Lindenoord deden ze iets slims met {topic}. Ik dacht aan jou.",
            "Dag {first}, dit voorbeeld over {topic} is zo over te nemen. Herken je het?",
        ),
        Purpose.INVITE: (
            "Hoi {first}, we praten met twintig gemeenten over {topic}. Kom je ook?",
            "Dag {first}, we houden een klein gesprek over {topic}. Er is nog plek.",
        ),
        Purpose.THANK: (
            "Hoi {first}, dank voor wat je deelde. Drie collega's konden ermee verder.",
            "Dag {first}, dank voor je bijdrage. Iemand anders hoeft nu niet meer te zoeken.",
        ),
        Purpose.INTRODUCE: (
            "Hoi {first}, mag ik je voorstellen aan een collega die ook met {topic} bezig is?",
        ),
        Purpose.WELCOME: (
            "Welkom {first}. Fijn dat je er bent. Wat hoop je hier te vinden?",
            "Hoi {first}, welkom in het netwerk. Met welke vraag kom je binnen?",
        ),
        Purpose.FOLLOW_UP: (
            (
                "Hoi {first}, ik kom nog één keer terug op mijn vorige bericht. Past het nu niet, "
                "dan is dat prima."
            ),
            (
                "Dag {first}, je zei iets toe over {topic}. Een half verhaal is genoeg om mee te "
                "beginnen."
            ),
        ),
    },
    {
        Purpose.NOTIFY: (
            "Hoi {first}, dit kan je van pas komen: “{item}”. Ja of nee is genoeg.",
            "Dag {first}, kijk eens naar “{item}”. Het past bij wat je zoekt.",
        ),
        Purpose.ASK: ("Hoi {first}, jij weet hier iets van: “{item}”. Kijk je mee?",),
        Purpose.INSPIRE: ("Hoi {first}, dit kwam ik tegen en ik dacht aan jou: “{item}”.",),
        Purpose.INVITE: ("Hoi {first}, dit is iets om bij te zijn: “{item}”. Kom je ook?",),
    },
    "Hoi {first}, ik weet iemand die net klaar is met {topic}. Zal ik jullie voorstellen?",
    (
        "Dank je, daar kan ik mee verder.",
        "Ik had hier vorige week een gesprek over; ik zet het erbij.",
        "Goed voorbeeld. Ik heb het doorgestuurd naar een collega.",
        "Nu druk, maar over een paar weken wil ik hier wel iets over schrijven.",
        "Ja graag. Donderdag heb ik er tijd voor.",
    ),
    (
        "Bij ons speelt dit nu ook. Ik houd je op de hoogte.",
        "Mooi verslag van de bijeenkomst. Ik neem het mee naar het team.",
        "Ik ben de komende twee weken weg; daarna lees ik weer mee.",
    ),
)
ENGLISH = Voice(
    (
        "building without a permit",
        "trees on the boundary",
        "the environment table",
        "inherited rules",
        "participation of young people",
        "plan rules that can be read",
        "noise of heat pumps",
        "empty shops",
        "the weighing of water",
        "solar panels on monuments",
        "parking in a car-free district",
        "complaints about building noise",
    ),
    "all",
    {
        Purpose.NOTIFY: (
            "Hi {first}, there is something about {topic} that may be of use. Is it any help?",
            "Hello {first}, Marieke wrote a piece about {topic}. It fits what you look for.",
            "Hi {first}, the thread about {topic} now has the example that you asked for.",
        ),
        Purpose.HELP: (
            (
                "Hi {first}, tell me in a few lines how you went about {topic}. I will make a post "
                "of it, and you read it first."
            ),
            "Hello {first}, are you stuck with your piece about {topic}? I will gladly read along.",
            "Hi {first}, I have three short questions ready for your contribution about {topic}.",
        ),
        Purpose.ASK: (
            "Hi {first}, what question about {topic} is on your mind? One line will do.",
            "Hello {first}, would you reply to the question about {topic}? Two lines will do.",
        ),
        Purpose.KEEP_IN_TOUCH: (
            "Hi {first}, it has been a while. What takes most of your time these days?",
            "Hello {first}, last time it was about {topic}. How is that going?",
        ),
        Purpose.INSPIRE: (
            "Hi {first}, in Lindenoord they did something clever with {topic}. I thought of you.",
            "Hello {first}, this example of {topic} can be used as it is. Do you know it?",
        ),
        Purpose.INVITE: (
            "Hi {first}, we talk with twenty municipalities about {topic}. Will you join us?",
            "Hello {first}, we hold a small meeting about {topic}. There is room left.",
        ),
        Purpose.THANK: (
            "Hi {first}, thank you for what you shared. Three colleagues could use it.",
            "Hello {first}, thank you. Somebody else does not have to go looking for it now.",
        ),
        Purpose.INTRODUCE: (
            "Hi {first}, may I introduce you to a colleague who also works on {topic}?",
        ),
        Purpose.WELCOME: (
            "Welcome {first}. Good to have you here. What do you hope to find?",
            "Hi {first}, welcome to the network. What question do you bring along?",
        ),
        Purpose.FOLLOW_UP: (
            (
                "Hi {first}, I come back once more to my last message. If it does not suit you "
                "now, that is fine."
            ),
            (
                "Hello {first}, you promised something about {topic}. Half a story is enough to "
                "begin with."
            ),
        ),
    },
    {
        Purpose.NOTIFY: (
            "Hi {first}, this may be of use to you: “{item}”. Yes or no will do.",
            "Hello {first}, have a look at “{item}”. It fits what you look for.",
        ),
        Purpose.ASK: ("Hi {first}, you know about this: “{item}”. Will you have a look?",),
        Purpose.INSPIRE: ("Hi {first}, I came across this and thought of you: “{item}”.",),
        Purpose.INVITE: ("Hi {first}, this may be worth coming to: “{item}”. Will you join us?",),
    },
    "Hi {first}, I know somebody who has just finished {topic}. Shall I introduce you?",
    (
        "Thank you, that helps me on.",
        "I had a talk about this last week; I will add it.",
        "Good example. I passed it on to a colleague.",
        "Busy now, but in a few weeks I would like to write something about this.",
        "Yes please. I have time for it on Thursday.",
    ),
    (
        "We run into this too now. I will keep you posted.",
        "Good report of the meeting. I will take it to the team.",
        "I am away for two weeks; after that I will read along again.",
    ),
)


def voice(language: str) -> Voice:
    return ENGLISH if language == "en" else DUTCH
