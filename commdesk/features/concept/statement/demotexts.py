"""What the invented network wrote in its concept, in Dutch and in English."""

from __future__ import annotations

from commdesk.features.concept.questions import Question

VALUES = "Een vraag van een ander is welkom. Wie iets leert, schrijft het op."
GOALS = (
    "Kennis delen over de Omgevingswet.",
    (
        "Over een jaar vindt wie met de Omgevingswet werkt binnen twee dagen iemand die het al "
        "eens heeft gedaan."
    ),
)
ANSWERS: dict[str, tuple[str, str, str]] = {
    Question.FOR_WHOM: (
        (
            "Juristen, beleidsmakers en initiatiefnemers die in hun gemeente met de Omgevingswet "
            "werken."
        ),
        "Iedereen die in de regio plannen maakt, toetst of indient.",
        "Alle ambtenaren van de gemeenten in de regio.",
    ),
    Question.DRIVES: (
        "Er alleen voor staan: in de eigen gemeente is er niemand om mee te overleggen.",
        "Minder plannen die stranden op iets wat een buurgemeente al wist.",
        "",
    ),
    Question.TOPICS: (
        "Vergunningvrij bouwen, participatie, bomen en groen, leesbare planregels.",
        "Participatie en de kwaliteit van omgevingsplannen.",
        "De Omgevingswet.",
    ),
    Question.WHOM_NEEDED: (
        "Waterschap, provincie en mensen uit de welstand, als gelijken aan tafel.",
        "Ketenpartners die meedenken voordat een plan ter inzage ligt.",
        "Collega's van andere gemeenten.",
    ),
    Question.GAIN: (
        (
            "Binnen twee dagen antwoord van iemand die het al eens heeft gedaan, en een groter "
            "netwerk."
        ),
        "Een regio die van elkaar leert; minder inhuur voor dezelfde vraag.",
        "Een nieuwsbrief met kennis.",
    ),
}
"""Question -> theirs, ours, and what was thought of theirs before."""
BOUNDARIES = (
    ("about", "groen, water en ruimte in de gemeente",
     "Hoe krijg je een kapverordening die standhoudt?"),
    ("about", "hoe je het aanpakt en wie het al eens heeft gedaan",
     "Wie heeft een omgevingstafel met bewoners geleid?"),
    ("about", "wat de wet vraagt en hoe dat in de praktijk gaat",
     "Wat verandert er aan vergunningvrij bouwen?"),
    ("not-about", "lopende procedures", "Een bezwaar tegen de vergunning van je buren."),
    ("not-about", "personen", "Welke behandelend ambtenaar traag is."),
    ("not-about", "een aanbod van eigen diensten", "Een advertentie voor adviesuren."),
    ("organisation", "Over een lopend beroep zegt de gemeente niets, ook hier niet.", ""),
    ("organisation", "Persoonsgegevens van bewoners blijven buiten elk gesprek.", ""),
    ("house-rule", "Vraag door voordat je oordeelt.", ""),
    ("house-rule", "Noem de bron van wat je zeker weet.", "Een artikel, een uitspraak, een plan."),
    ("house-rule", "Wat in een gesprek in kleine kring is gezegd, blijft daar.", ""),
    ("ladder", "Een bericht onder vier ogen: wat er misging en wat wel kan.",
     "De moderator, dezelfde dag."),
    ("ladder", "Het bericht weghalen, met de reden erbij.", "De moderator, na overleg."),
    ("ladder", "Een week niet schrijven.", "De communitymanager."),
    ("ladder", "Uit de community.", "De communitymanager met de opdrachtgever."),
)  # fmt: skip
READINESS = (
    ("sponsor", "yes", "De programmamanager Omgevingswet, ook in het directieoverleg."),
    ("room", "yes", "Een jaar om te proberen; elk kwartaal vertellen wat er is geleerd."),
    (
        "fears",
        "partly",
        "Dat het een klachtenloket wordt. Besproken met juridische zaken, nog niet met de griffie.",
    ),
    ("time", "yes", "24 uur per week tot en met volgend jaar zomer."),
    ("support", "partly", "Vier juristen doen mee, samen vier uur per week."),
    ("listening", "no", "Niemand koppelt nog terug wat er met een signaal is gebeurd."),
    ("means", "yes", "Een jaar platform en zes bijeenkomsten; beheer ligt bij informatisering."),
)
DECISIONS: tuple[tuple[str, str, int | None], ...] = (
    ("onderwerpen, uitnodigingen en bijeenkomsten", "", None),
    ("een bericht weghalen", "", None),
    ("iemand uit de community zetten", "de opdrachtgever", 2),
    ("een antwoord namens de gemeente", "juridische zaken", 5),
    ("uitgaven boven 500 euro", "de programmamanager", 10),
)
ENGLISH = {
    "Eerste opzet.": "First draft.",
    "Niet meer voor elke ambtenaar, maar voor wie de Omgevingswet uitvoert.":
        "No longer for every civil servant, but for who works with the Environment Act.",
    "Ook initiatiefnemers en bewonersgroepen: zonder hen geen gesprek over participatie.":
        "Initiators and residents' groups too: without them no talk about participation.",
    VALUES: "A question of somebody else is welcome. Who learns something writes it down.",
    GOALS[0]: "Share knowledge about the Environment Act.",
    GOALS[1]: "In a year, who works with the Environment Act finds somebody who has done it "
              "before within two days.",
    "Juristen, beleidsmakers en initiatiefnemers die in hun gemeente met de Omgevingswet "
    "werken.":
        "Lawyers, policy makers and initiators who work with the Environment Act in their town.",
    "Iedereen die in de regio plannen maakt, toetst of indient.":
        "Everybody in the region who makes, tests or submits plans.",
    "Alle ambtenaren van de gemeenten in de regio.": "All civil servants of towns in the region.",
    "Er alleen voor staan: in de eigen gemeente is er niemand om mee te overleggen.":
        "Being on their own: in their own town there is nobody to talk it over with.",
    "Minder plannen die stranden op iets wat een buurgemeente al wist.":
        "Fewer plans that fail on something that a town next door already knew.",
    "Vergunningvrij bouwen, participatie, bomen en groen, leesbare planregels.":
        "Building without a permit, participation, trees and green, plan rules one can read.",
    "Participatie en de kwaliteit van omgevingsplannen.":
        "Participation and the quality of environment plans.",
    "De Omgevingswet.": "The Environment Act.",
    "Waterschap, provincie en mensen uit de welstand, als gelijken aan tafel.":
        "The water board, the province and people who judge design, as equals at the table.",
    "Ketenpartners die meedenken voordat een plan ter inzage ligt.":
        "Partners who think along before a plan is open to objections.",
    "Collega's van andere gemeenten.": "Colleagues from other towns.",
    "Binnen twee dagen antwoord van iemand die het al eens heeft gedaan, en een groter "
    "netwerk.":
        "An answer within two days from somebody who has done it before, and a larger network.",
    "Een regio die van elkaar leert; minder inhuur voor dezelfde vraag.":
        "A region that learns from each other; fewer consultants hired for the same question.",
    "Een nieuwsbrief met kennis.": "A newsletter with knowledge.",
    "groen, water en ruimte in de gemeente": "green, water and space in town",
    "Hoe krijg je een kapverordening die standhoudt?": "How to make a felling rule that holds?",
    "hoe je het aanpakt en wie het al eens heeft gedaan":
        "how to go about it, and who has done it before",
    "Wie heeft een omgevingstafel met bewoners geleid?":
        "Who has led an environment table with residents?",
    "wat de wet vraagt en hoe dat in de praktijk gaat":
        "what the law asks, and how that goes in practice",
    "Wat verandert er aan vergunningvrij bouwen?": "What changes in building without a permit?",
    "lopende procedures": "running procedures",
    "Een bezwaar tegen de vergunning van je buren.": "An objection to the permit of a neighbour.",
    "personen": "persons",
    "Welke behandelend ambtenaar traag is.": "Which civil servant is slow.",
    "een aanbod van eigen diensten": "an offer of one's own services",
    "Een advertentie voor adviesuren.": "An advertisement for hours of advice.",
    "Over een lopend beroep zegt de gemeente niets, ook hier niet.":
        "The town says nothing about a running appeal, not here either.",
    "Persoonsgegevens van bewoners blijven buiten elk gesprek.":
        "Personal data of residents stay out of every talk.",
    "Vraag door voordat je oordeelt.": "Ask on before you judge.",
    "Noem de bron van wat je zeker weet.": "Name the source of what you know for sure.",
    "Een artikel, een uitspraak, een plan.": "An article, a ruling, a plan.",
    "Wat in een gesprek in kleine kring is gezegd, blijft daar.":
        "What was said in a talk in a small circle stays there.",
    "Een bericht onder vier ogen: wat er misging en wat wel kan.":
        "A message in private: what went wrong, and what can be done.",
    "De moderator, dezelfde dag.": "The moderator, the same day.",
    "Het bericht weghalen, met de reden erbij.": "Take the message down, with the reason.",
    "De moderator, na overleg.": "The moderator, after talking it over.",
    "Een week niet schrijven.": "A week without writing.",
    "De communitymanager.": "The community manager.",
    "Uit de community.": "Out of the community.",
    "De communitymanager met de opdrachtgever.": "The community manager with the client.",
    "De programmamanager Omgevingswet, ook in het directieoverleg.":
        "The programme manager of the Environment Act, also among the directors.",
    "Een jaar om te proberen; elk kwartaal vertellen wat er is geleerd.":
        "A year to try; telling every quarter what was learnt.",
    "Dat het een klachtenloket wordt. Besproken met juridische zaken, nog niet met de griffie.":
        "That it becomes a complaints desk. Talked over with legal affairs, not yet with the "
        "council's clerk.",
    "24 uur per week tot en met volgend jaar zomer.": "24 hours a week until next summer.",
    "Vier juristen doen mee, samen vier uur per week.":
        "Four lawyers take part, four hours a week together.",
    "Niemand koppelt nog terug wat er met een signaal is gebeurd.":
        "Nobody tells yet what was done with what members said.",
    "Een jaar platform en zes bijeenkomsten; beheer ligt bij informatisering.":
        "A year of platform and six events; the IT department keeps it running.",
    "onderwerpen, uitnodigingen en bijeenkomsten": "subjects, invitations and events",
    "een bericht weghalen": "taking a message down",
    "iemand uit de community zetten": "putting somebody out of the community",
    "de opdrachtgever": "the client",
    "een antwoord namens de gemeente": "an answer on behalf of the town",
    "juridische zaken": "legal affairs",
    "uitgaven boven 500 euro": "spending over 500 euros",
    "de programmamanager": "the programme manager",
}  # fmt: skip
