"""Lists as people really have them, of invented people: what the import page is shown with."""

from __future__ import annotations

import csv
import io
import shutil
from datetime import date
from pathlib import Path

from tests.features.exchange.lists import SAMPLES, excel

BSN = ("111222333", "123456782", "010464554", "123456782", "111222333")
OUTLOOK_HEADINGS = """
Titel|Voornaam|Middelste naam|Achternaam|Achtervoegsel|Bedrijf|Afdeling|Functie|
Werkadres, straat|Werkadres 2, straat|Werkadres 3, straat|Werkadres, plaats|
Werkadres, provincie|Werkadres, postcode|Land/regio (werk)|Huisadres, straat|
Huisadres, straat 2|Huisadres, straat 3|Huisadres, plaats|Huisadres, provincie|
Huisadres, postcode|Land/regio (thuis)|Ander adres, straat|Ander adres, straat 2|
Ander adres, straat 3|Ander adres, plaats|Ander adres, provincie|Ander adres, postcode|
Land/regio (anders)|Telefoon assistent|Fax op werk|Telefoon op werk|Telefoon op werk 2|
Terugbellen|Autotelefoon|Hoofdtelefoon bedrijf|Fax thuis|Telefoon thuis|Telefoon thuis 2|ISDN|
Mobiele telefoon|Andere fax|Andere telefoon|Pager|Hoofdtelefoon|Radiotelefoon|Teksttelefoon|
Telex|Account|Adreslijstserver|Ander adres, postbusnummer|Beroep|Categorieën|E-mailadres|
E-mailtype|Weergavenaam voor e-mail|E-mailadres 2|E-mailtype 2|E-mail, weergegeven naam 2|
E-mailadres 3|E-mailtype 3|E-mail, weergegeven naam 3|Factuurinformatie|Gebruiker 1|Gebruiker 2|
Gebruiker 3|Gebruiker 4|Geslacht|Gevoeligheid|Hobby's|Huisadres, postbusnummer|Initialen|
Internet Beschikbaarheidsinfo|Kantoorlocatie|Kinderen|Locatie|Naam assistent|Naam manager|
Notities|Organisatie-id|Partner|Prioriteit|Privé|Referentie van|Reisafstand|Sofinummer|
Speciale datum|Taal|Trefwoorden|Verjaardag|Webpagina|Werkadres, postbusnummer
"""
ADDRESS_LINE = (
    "Fatma Yılmaz <f.yilmaz@lindenoord.example>; "
    '"Jong, A. de" <a.dejong@wijkraadoost.example>; '
    "'Bram Hendriks' <b.hendriks@heidelanden.example>; Sil Wiersma; "
    "noor.visser@devliet.example; Aïcha el Amrani <a.elamrani@lindenoord.example>"
)


def ledenlijst(folder: Path) -> Path:
    """Excel, Dutch: a title and a note above the headings, columns that nobody knows."""
    day = date(2026, 11, 3)
    return excel(
        folder / "Ledenlijst omgeving 2026.xlsx",
        ("Ledenlijst omgevingsnetwerk",),
        ("stand van 1 november 2026, beheer: team omgeving",),
        (),
        ("Deelnemer", "Mailadres", "Gemeente", "Rol", "Mobiel", "Waar loopt iemand warm voor?",
         "Werkgroep", "Laatst gesproken", "Geboortedatum"),
        ("Fatma Yılmaz", "f.yilmaz@lindenoord.example", "Gemeente Lindenoord",
         "beleidsmedewerker", 612345678, "voorbeelden van klimaatplannen", "water", day,
         date(1980, 2, 1)),
        ("Jong, A. de", "a.dejong@wijkraadoost.example", "Wijkraad Oost", "secretaris", None,
         "wie al met een wijkbudget werkt", "wonen; groen", date(2026, 10, 12), None),
        ("Bram Hendriks", "b.hendriks@heidelanden.example", "Gemeente Heidelanden",
         "jurist", 687654321, "planregels die standhouden", "wet", date(2026, 9, 30),
         date(1975, 5, 9)),
        ("Sil Wiersma", "geen", "Waterschap De Vliet", "ecoloog", None, None, "water", None, None),
        (None, None, "Gemeente Zandhoek", None, None, None, None, None, None),
    )  # fmt: skip


def outlook(folder: Path) -> Path:
    """The contacts of Outlook in Dutch: 92 columns, in the characters of Windows."""
    headings = OUTLOOK_HEADINGS.replace("\n", "").split("|")
    people = (
        {"Voornaam": "Hanneke", "Middelste naam": "van", "Achternaam": "Dijk",
         "Bedrijf": "Gemeente Lindenoord", "Functie": "communicatieadviseur",
         "Mobiele telefoon": "06-12345678", "Categorieën": "Kerngroep;Pers",
         "E-mailadres": "h.vandijk@lindenoord.example", "Verjaardag": "12-4-1979"},
        {"Voornaam": "Aïcha", "Achternaam": "el Amrani", "Bedrijf": "Coöperatie De Es",
         "Functie": "projectleider", "E-mailadres": "a.elamrani@dees.example"},
        {"Voornaam": "Joost", "Middelste naam": "de", "Achternaam": "Vries",
         "Bedrijf": "Provincie Middelland", "E-mailadres": "j.devries@middelland.example",
         "Notities": "Belt liever dan hij mailt"},
    )  # fmt: skip
    fixed = {"Geslacht": "Niet-gespecificeerd", "Gevoeligheid": "Normaal", "Privé": "Onwaar",
             "Speciale datum": "0-0-00", "Prioriteit": "Normaal"}  # fmt: skip
    text = io.StringIO()
    writer = csv.DictWriter(text, headings, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writeheader()
    writer.writerows({"Verjaardag": "0-0-00", **fixed, **person} for person in people)
    path = folder / "Contactpersonen.CSV"
    path.write_bytes(text.getvalue().encode("cp1252"))
    return path


def intekenlijst(folder: Path) -> Path:
    """Semicolons and Windows-1252, with citizen service numbers under an innocent heading."""
    names = ("Zoë Peters", "André Coëlho", "Renée Bakker", "Loïs van Gent", "Mark de Boer")
    lines = [
        f"{name};{number};{name.split()[0].lower().encode('ascii', 'ignore').decode()}"
        f"@bos.example;v;avond van 12 november"
        for name, number in zip(names, BSN, strict=True)
    ]
    path = folder / "intekenlijst bewonersavond.csv"
    text = "\r\n".join(("Naam;Kenmerk;E-mail;Geslacht;Aanleiding", *lines))
    path.write_bytes(text.encode("cp1252"))
    return path


def discourse(folder: Path) -> Path:
    return Path(shutil.copy(SAMPLES / "discourse.csv", folder / "user-list-261120-081500.csv"))
