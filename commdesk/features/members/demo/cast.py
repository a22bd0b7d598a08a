"""The people of the demo that other features tell stories about: always there, whatever the seed.

Find them by their e-mail address; they take the first places of the demo, in this order.
"""

from __future__ import annotations

from msgspec import Struct


class Player(Struct, frozen=True):
    """One named person, added so many days before today."""

    name: str
    email: str
    organisation: str
    role: str
    tags: tuple[str, ...]
    looking_for: str
    days_ago: int
    stage: str = "member"


CAST = (
    Player(
        "Henk Mulder", "h.mulder@oosterveen.example", "Gemeente Oosterveen",
        "participatieadviseur", ("omgevingswet", "bomen", "kerngroep"),
        "Een groter podium: wil zijn aanpak met bewoners delen.", 181,
    ),
    Player(
        "Fatma Yılmaz", "f.yilmaz@lindenoord.example", "Gemeente Lindenoord",
        "jurist omgevingsrecht", ("omgevingswet", "juristen", "kerngroep"),
        "Vakgenoten die dezelfde vragen krijgen over vergunningvrij bouwen.", 180,
    ),
    Player(
        "Petra Vos", "p.vos@middelland.example", "Provincie Middelland",
        "programmamanager natuur", ("bomen", "beleid", "kerngroep"),
        "Een voorbeeld van een gemeente die bomen en bewoners samenbrengt.", 178,
    ),
    Player(
        "Sanne de Boer", "s.deboer@waterbergen.example", "Gemeente Waterbergen",
        "beleidsadviseur ruimte", ("participatie", "wonen", "beleid"),
        "Hoe anderen parkeren regelen in een autoluwe wijk.", 160,
    ),
    Player(
        "Marieke Kok", "m.kok@grondenrecht.example", "Adviesbureau Grond & Recht",
        "adviseur omgevingsrecht", ("omgevingswet", "juristen", "kerngroep"),
        "Vakgenoten die dezelfde vragen krijgen; schrijft op wat ze leert.", 158,
    ),
    Player(
        "Aïcha Vos", "a.vos@klaverwoude.example", "Gemeente Klaverwoude",
        "boombeheerder", ("bomen", "kerngroep"),
        "Een kapverordening die stand hield bij de rechter.", 150,
    ),
    Player(
        "Kees Visser", "k.visser@dorpsraadoosterveen.example", "Dorpsraad Oosterveen",
        "bestuurslid", ("bewoners", "bomen"),
        "Welke bomen mogen weg en wie beslist dat?", 149,
    ),
    Player(
        "Eva van Leeuwen", "e.vanleeuwen@molenmeer.example", "Gemeente Molenmeer",
        "vergunningverlener", ("vergunningen", "kerngroep"),
        "Een werkwijze om binnen acht weken te besluiten.", 141,
    ),
    Player(
        "Daan Peters", "d.peters@odmiddelrand.example", "Omgevingsdienst Middelrand",
        "toezichthouder milieu", ("handhaving", "vergunningen"),
        "Een prioriteitenlijst die een burgemeester durft te tekenen.", 132,
    ),
    Player(
        "Bram Hendriks", "b.hendriks@heidelanden.example", "Gemeente Heidelanden",
        "beleidsadviseur ruimte", ("beleid", "omgevingsplan"),
        "Een voorbeeld van leesbare planregels.", 120,
    ),
    Player(
        "Thijs Meijer", "t.meijer@driestromen.example", "Waterschap De Drie Stromen",
        "adviseur waterveiligheid", ("water", "omgevingsplan"),
        "Gemeenten die de weging van het waterbelang vroeg inplannen.", 117,
    ),
    Player(
        "Ruben Smit", "r.smit@westerdiep.example", "Gemeente Westerdiep",
        "stedenbouwkundige", ("omgevingswet", "wonen"),
        "Alles over vergunningvrij bouwen achter de woning.", 96,
    ),
    Player(
        "Noor Willems", "n.willems@oosterveen.example", "Gemeente Oosterveen",
        "regisseur omgevingstafel", ("participatie", "kerngroep"),
        "Een vorm van participatie die ook jongeren bereikt.", 140,
    ),
    Player(
        "Lotte Bakker", "l.bakker@duinrade.example", "Gemeente Duinrade",
        "erfgoedadviseur", ("erfgoed",),
        "Hoe anderen zonnepanelen in een beschermd dorpsgezicht toestaan.", 2,
    ),
    Player(
        "Jan de Vries", "jan.devries@zandkerke.example", "Gemeente Zandkerke",
        "vergunningverlener", ("vergunningen",),
        "Standaardzinnen voor een weigering die mensen begrijpen.", 88,
    ),
    Player(
        "Jan de Vries", "j.devries@groendichtbij.example", "Vereniging Groen Dichtbij",
        "voorzitter", ("bewoners", "bomen"),
        "Cijfers over wat een volwassen boom oplevert.", 61,
    ),
)  # fmt: skip
"""Two of them share a name, as people do."""
