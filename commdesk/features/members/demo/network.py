"""The invented Omgevingsnetwerk: where its people work, what they do and what they look for."""

from __future__ import annotations

from msgspec import Struct


class Organisation(Struct, frozen=True):
    """A place of work; `kind` decides which roles and groups its people have."""

    name: str
    domain: str
    kind: str
    share: int
    """Its share of the people, compared with the others."""


ORGANISATIONS = (
    Organisation("Gemeente Oosterveen", "oosterveen.example", "municipality", 11),
    Organisation("Gemeente Lindenoord", "lindenoord.example", "municipality", 10),
    Organisation("Gemeente Waterbergen", "waterbergen.example", "municipality", 9),
    Organisation("Gemeente Zandkerke", "zandkerke.example", "municipality", 8),
    Organisation("Gemeente Molenmeer", "molenmeer.example", "municipality", 8),
    Organisation("Gemeente Westerdiep", "westerdiep.example", "municipality", 7),
    Organisation("Gemeente Heidelanden", "heidelanden.example", "municipality", 6),
    Organisation("Gemeente Duinrade", "duinrade.example", "municipality", 6),
    Organisation("Gemeente Klaverwoude", "klaverwoude.example", "municipality", 5),
    Organisation("Gemeente Hoogveld aan de Rijt", "hoogveldrijt.example", "municipality", 4),
    Organisation("Gemeente Noorderhaven", "noorderhaven.example", "municipality", 3),
    Organisation("Gemeente Rietpolder", "rietpolder.example", "municipality", 3),
    Organisation("Provincie Middelland", "middelland.example", "province", 8),
    Organisation("Provincie Rijnstrand", "rijnstrand.example", "province", 5),
    Organisation("Waterschap De Drie Stromen", "driestromen.example", "water", 6),
    Organisation("Waterschap Lage Gronden", "lagegronden.example", "water", 4),
    Organisation("Omgevingsdienst Middelrand", "odmiddelrand.example", "permits", 8),
    Organisation("Omgevingsdienst Kust en Polder", "odkustpolder.example", "permits", 5),
    Organisation("Adviesbureau Grond & Recht", "grondenrecht.example", "advice", 5),
    Organisation("Bureau Buitenplan", "buitenplan.example", "advice", 4),
    Organisation("Woonstichting De Brink", "woonstichtingdebrink.example", "housing", 4),
    Organisation("Hogeschool De Werven", "hsdewerven.example", "school", 3),
    Organisation("Vereniging Groen Dichtbij", "groendichtbij.example", "residents", 6),
    Organisation("Bewonersplatform Lindekwartier", "lindekwartier.example", "residents", 5),
    Organisation("Dorpsraad Oosterveen", "dorpsraadoosterveen.example", "residents", 4),
)

ROLES: dict[str, tuple[str, ...]] = {
    "municipality": (
        "jurist omgevingsrecht", "beleidsadviseur ruimte", "vergunningverlener",
        "participatieadviseur", "projectleider omgevingsplan", "stedenbouwkundige",
        "boombeheerder", "toezichthouder", "regisseur omgevingstafel", "erfgoedadviseur",
    ),
    "province": ("beleidsmedewerker omgevingsvisie", "jurist", "programmamanager natuur"),
    "water": ("adviseur waterveiligheid", "vergunningverlener water", "omgevingsmanager"),
    "permits": ("vergunningverlener", "toezichthouder milieu", "adviseur geluid", "jurist"),
    "advice": ("adviseur omgevingsrecht", "planoloog", "ecoloog"),
    "housing": ("projectontwikkelaar", "adviseur wonen"),
    "school": ("docent omgevingsrecht", "onderzoeker participatie"),
    "residents": ("bestuurslid", "bewoner", "voorzitter", "vrijwilliger groen"),
}  # fmt: skip

GROUPS: dict[str, str] = {
    "jurist": "juristen",
    "recht": "juristen",
    "beleid": "beleid",
    "vergunning": "vergunningen",
    "boom": "bomen",
    "ecoloog": "bomen",
    "groen": "bomen",
    "participatie": "participatie",
    "wonen": "wonen",
    "water": "water",
    "erfgoed": "erfgoed",
    "toezicht": "handhaving",
    "bewoner": "bewoners",
    "bestuurslid": "bewoners",
    "voorzitter": "bewoners",
}
"""What a role tells of the tag that goes with it: part of the role -> tag."""

TOPICS = (
    "omgevingswet", "omgevingsplan", "bomen", "participatie", "vergunningen", "wonen", "water",
    "erfgoed", "handhaving", "energie",
)  # fmt: skip
CORE_GROUP = "kerngroep"
CORE_CADENCE_DAYS = 45

LOOKING_FOR: dict[str, tuple[str, ...]] = {
    "omgevingswet": (
        "Iemand die de overgang van het oude bestemmingsplan al achter de rug heeft.",
        "Uitleg over de bruidsschat die een raadslid ook begrijpt.",
        "Vakgenoten die dezelfde vragen krijgen over vergunningvrij bouwen.",
        "Jurisprudentie van het afgelopen jaar, kort samengevat.",
    ),
    "omgevingsplan": (
        "Voorbeelden van planregels die in de praktijk werken.",
        "Een collega om het eerste wijzigingsbesluit naast te leggen.",
        "Tips om het omgevingsplan leesbaar te houden.",
    ),
    "bomen": (
        "Een kapverordening die stand hield bij de rechter.",
        "Een groter podium: wil de eigen aanpak met bewoners delen.",
        "Afspraken over bomen op de erfgrens die buren snappen.",
        "Cijfers over wat een volwassen boom oplevert.",
    ),
    "participatie": (
        "Een vorm van participatie die ook jongeren bereikt.",
        "Ervaringen met bewoners die al drie keer zijn gevraagd.",
        "Wie durft te vertellen wat er misging bij een omgevingstafel?",
        "Een eenvoudige manier om terug te laten zien wat er met inbreng is gedaan.",
    ),
    "vergunningen": (
        "Een werkwijze om binnen acht weken te besluiten.",
        "Standaardzinnen voor een weigering die mensen begrijpen.",
        "Contact met een omgevingsdienst die al zonder papier werkt.",
    ),
    "wonen": (
        "Partners om leegstaande winkels om te bouwen tot woningen.",
        "Voorbeelden van splitsen waar de buurt vrede mee heeft.",
        "Een netwerk buiten de eigen regio.",
    ),
    "water": (
        "Gemeenten die de weging van het waterbelang vroeg inplannen.",
        "Een rekenmodel voor wateroverlast dat een wethouder kan uitleggen.",
    ),
    "erfgoed": (
        "Hoe anderen zonnepanelen in een beschermd dorpsgezicht toestaan.",
        "Een tweede paar ogen bij een advies over een monument.",
    ),
    "handhaving": (
        "Een prioriteitenlijst die de burgemeester durft te tekenen.",
        "Hoe je overlast oplost zonder meteen een last onder dwangsom.",
    ),
    "energie": (
        "Regels voor warmtepompen en geluid die te controleren zijn.",
        "Buurten die samen een batterij plaatsten, en wat dat vroeg.",
    ),
}
NOTES = (
    "Werkt niet op vrijdag.",
    "Belt liever dan te mailen.",
    "Leest mee op de telefoon, dus kort schrijven.",
    "Ontmoet op de startbijeenkomst.",
    "Wil eerst meekijken, daarna pas schrijven.",
    "Kent iedereen bij de provincie.",
    "Schreef een handreiking die vaak wordt gedeeld.",
    "Maandag is de beste dag.",
)
REASONS_FOR_NO_CONTACT = (
    "Heeft zich afgemeld voor persoonlijke berichten.",
    "Vroeg om rust; leest zelf mee.",
    "Werkt hier niet meer aan en wil geen berichten.",
    "Krijgt te veel post, heeft gevraagd te stoppen.",
)
