"""When an organisation is silent, what kind it is by its name, and how that is said."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from commdesk.core.words import Words
from commdesk.features.organisations.model import (
    KINDS,
    Organisation,
    Signs,
    SilentContact,
    guess_kind,
    longest_silent,
    reason,
    silent_since,
    summary,
)

TODAY = date(2026, 11, 23)
NL, EN = Words("nl"), Words("en")


def ago(days: int) -> date:
    return TODAY - timedelta(days=days)


def organisation(
    kind: str = "municipality", last: int | None = None, members: int = 1, after: int = 60
) -> Organisation:
    signs = Signs(members, None if last is None else ago(last), ago(200))
    return Organisation(1, "Gemeente Oost", kind, (), signs, after)


@pytest.mark.parametrize(("days", "is_silent"), [(0, False), (59, False), (60, True), (75, True)])
def test_no_contact_within_the_days_agreed_is_silence(days: int, is_silent: bool) -> None:
    assert organisation(last=days).is_silent(TODAY) is is_silent


def test_an_organisation_where_nobody_is_known_is_silent() -> None:
    nobody = organisation(members=0)
    assert nobody.is_silent(TODAY)
    assert nobody.silent_since is None
    assert NL(nobody.standing(TODAY)) == "Niemand bekend"


def test_without_any_contact_the_days_count_from_when_somebody_was_first_known() -> None:
    signs = Signs(2, None, ago(3))
    assert silent_since(signs, 60) == ago(3) + timedelta(days=60)
    told = "Nog geen contact, 3 dagen bekend (afgesproken: elke 60)"
    assert NL(reason(signs, 60, TODAY)) == told


def test_what_somebody_was_seen_doing_counts_as_a_sign() -> None:
    signs = Signs(2, ago(90), ago(200), last_activity_on=ago(5))
    assert silent_since(signs, 60) == ago(5) + timedelta(days=60)


def test_the_reason_names_both_numbers() -> None:
    assert EN(organisation(last=75).standing(TODAY)) == "No contact for 75 days, agreed every 60"
    assert NL(organisation(last=1, after=1).standing(TODAY)) == (
        "1 dag geen contact (afgesproken: elke 1)"
    )


def test_the_summary_counts_the_silent_of_each_kind() -> None:
    found = [organisation(last=70) for _ in range(3)] + [organisation(last=2) for _ in range(9)]
    assert [EN(text) for text in summary(found, TODAY)] == ["3 of 12 municipalities are silent"]
    assert [NL(text) for text in summary(found, TODAY)] == ["3 van de 12 gemeenten zijn stil"]
    one = [organisation("water-board", last=70), organisation("water-board", last=1)]
    assert [NL(text) for text in summary(one, TODAY)] == ["1 van de 2 waterschappen is stil"]
    only = [organisation("province", last=70)]
    assert [NL(text) for text in summary(only, TODAY)] == ["1 provincie, stil"]


def test_the_summary_says_at_most_three_kinds_and_nothing_of_those_in_touch() -> None:
    assert len(summary([organisation(kind, last=70) for kind, _ in KINDS], TODAY)) == 3
    assert summary([organisation(last=1)], TODAY) == []


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Gemeente Oosterveen", "municipality"),
        ("gemeente 's-Gravenmade", "municipality"),
        ("Provincie Middelland", "province"),
        ("Waterschap De Drie Stromen", "water-board"),
        ("Hoogheemraadschap van de Kust", "water-board"),
        ("Omgevingsdienst Middelrand", "regional-service"),
        ("Veiligheidsregio Noord", "regional-service"),
        ("Ministerie van BZK", "national-government"),
        ("Nationale ombudsman", "national-government"),
        ("Vereniging van Nederlandse Gemeenten", "association"),
        ("Woonstichting De Brink", "association"),
        ("Huurdersvereniging Oost", "association"),
        ("Stichting Vrienden van Gemeente Oost", "association"),
        ("Adviesbureau Grond & Recht", "company"),
        ("Buitenplan B.V.", "company"),
        ("Hogeschool De Werven", "knowledge-institute"),
        ("Planbureau voor de Leefomgeving", "knowledge-institute"),
        ("Gemeentebelangen", "other"),
        ("Klaver", "other"),
        ("", "other"),
    ],
)
def test_a_name_tells_the_kind(name: str, kind: str) -> None:
    assert guess_kind(name) == kind


def silent(organisation_id: int, name: str, days: int) -> SilentContact:
    signs = Signs(1, ago(days), ago(200))
    return SilentContact(organisation_id, f"Gemeente {organisation_id}", 9, name, signs, 60)


def test_each_silent_organisation_is_asked_once_through_its_first_contact_person() -> None:
    found = [silent(1, "Fatma", 70), silent(1, "Henk", 70), silent(2, "Noor", 90),
             silent(3, "Sil", 10)]  # fmt: skip
    assert [each.name for each in longest_silent(found, TODAY)] == ["Noor", "Fatma"]
    assert NL(found[0].reason(TODAY)) == (
        "70 dagen geen contact (afgesproken: elke 60); contactpersoon Fatma"
    )
