"""What an organisation is to us, and the pure rules: what kind it is and when it is silent."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from enum import StrEnum
from functools import lru_cache

from msgspec import Struct

from commdesk.core.words import N_, Text, say, say_n
from commdesk.features.members import folded

SILENT_AFTER = 60
"""Days without contact after which an organisation is silent, unless agreed otherwise."""
MOST_DAYS = 3_650
MOST_CHARACTERS = 4_000
_MOST_KINDS = 3


class Kind(StrEnum):
    """What sort of organisation it is."""

    MUNICIPALITY = "municipality"
    PROVINCE = "province"
    WATER_BOARD = "water-board"
    REGIONAL_SERVICE = "regional-service"
    NATIONAL_GOVERNMENT = "national-government"
    ASSOCIATION = "association"
    COMPANY = "company"
    KNOWLEDGE_INSTITUTE = "knowledge-institute"
    OTHER = "other"


KINDS: tuple[tuple[str, str], ...] = (
    (Kind.MUNICIPALITY, N_("municipality")),
    (Kind.PROVINCE, N_("province")),
    (Kind.WATER_BOARD, N_("water board")),
    (Kind.REGIONAL_SERVICE, N_("regional service")),
    (Kind.NATIONAL_GOVERNMENT, N_("national government")),
    (Kind.ASSOCIATION, N_("association or foundation")),
    (Kind.COMPANY, N_("company")),
    (Kind.KNOWLEDGE_INSTITUTE, N_("knowledge institute")),
    (Kind.OTHER, N_("other organisation")),
)
_MANY: dict[str, str] = {
    Kind.MUNICIPALITY: N_("municipalities"),
    Kind.PROVINCE: N_("provinces"),
    Kind.WATER_BOARD: N_("water boards"),
    Kind.REGIONAL_SERVICE: N_("regional services"),
    Kind.NATIONAL_GOVERNMENT: N_("national government bodies"),
    Kind.ASSOCIATION: N_("associations and foundations"),
    Kind.COMPANY: N_("companies"),
    Kind.KNOWLEDGE_INSTITUTE: N_("knowledge institutes"),
    Kind.OTHER: N_("other organisations"),
}

# The first word that tells wins: "Vereniging van Gemeenten" is no municipality.
_TELLING = re.compile(
    r"""
      (?P<municipality>\b(gemeente|gem\.|municipality)(?=\s))
    | (?P<province>\b(provincie|provinsje|province)\b)
    | (?P<water_board>\b(waterschap\w*|hoogheemraadschap|wetterskip|water\ board)\b)
    | (?P<regional_service>\b(omgevingsdienst|regionale\ uitvoeringsdienst|rud|veiligheidsregio
        |metropoolregio|gemeenschappelijke\ regeling|werkorganisatie|milieudienst|ggd|regio)\b)
    | (?P<national_government>\b(ministerie|rijkswaterstaat|rijksdienst|rijksoverheid|kadaster
        |(nationale\ )?ombudsman|raad\ van\ state|belastingdienst|\w*inspectie|ministry)\b)
    | (?P<knowledge_institute>\b(\w*universiteit|university|hogeschool|\w*instituut|institute
        |academie|\w*planbureau|kenniscentrum|lectoraat|tno|rivm|\w+\ college)\b)
    | (?P<association>\b(\w*vereniging|\w*stichting|\w*federatie|co[oö]peratie|\w+bond|dorpsraad
        |wijkraad|association|foundation)\b)
    | (?P<company>\b([bn]\.?v\b\.?|\w*bureau|advocaten|notaris\w*|architecten|ingenieurs|vof
        |consultan\w*|ltd|company)(?!\w))
    """,
    re.VERBOSE | re.IGNORECASE,
)


@lru_cache(maxsize=8192)
def guess_kind(name: str) -> str:
    """The kind that the name itself tells; `other` when it tells nothing."""
    found = _TELLING.search(name)
    return (found.lastgroup or "").replace("_", "-") if found else Kind.OTHER


def plain(text: str) -> str:
    """As `folded`, which most names need not be."""
    return text.lower() if text.isascii() else folded(text)


def fits(text: str, typed: str) -> bool:
    """Whether every typed word begins a word of the text, whatever the accents and capitals."""
    words = plain(text).replace("-", " ").split()
    return all(any(word.startswith(each) for word in words) for each in plain(typed).split())


class Signs(Struct, frozen=True):
    """What is known of contact with an organisation; former members do not count."""

    members: int = 0
    last_contact_on: date | None = None
    known_since: date | None = None
    """The day on which the first of its members came in."""
    last_activity_on: date | None = None
    """When somebody of it was last seen doing something, where a feature knows."""

    @property
    def last_on(self) -> date | None:
        days = [day for day in (self.last_contact_on, self.last_activity_on) if day]
        return max(days, default=None)


def silent_since(signs: Signs, after_days: int) -> date | None:
    """The day on which silence begins, which may be still to come; None when nobody is known.

    Without any contact the days count from when we first knew somebody there, as the cadence of a
    member does: otherwise everything is silent on the day after an import.
    """
    since = signs.last_on or signs.known_since
    return since + timedelta(days=after_days) if signs.members and since else None


class Organisation(Struct, frozen=True):
    """An organisation with what is known of contact, as the list and the page show it."""

    id: int
    name: str
    kind: str
    """As corrected, else as its name tells."""
    contacts: tuple[str, ...]
    """Names of the contact persons who still work there, the first one first."""
    signs: Signs
    silent_after_days: int
    own_kind: str = ""
    """As corrected; empty while the name tells it."""
    own_days: int | None = None
    """Agreed for this organisation; None: as in the whole workbook."""
    website: str = ""
    notes: str = ""

    @property
    def members(self) -> int:
        return self.signs.members

    @property
    def silent_since(self) -> date | None:
        return silent_since(self.signs, self.silent_after_days)

    def is_silent(self, today: date) -> bool:
        """Nobody known there, or no contact within the days agreed."""
        since = self.silent_since
        return since is None or since <= today

    def standing(self, today: date) -> Text:
        """How long ago the last contact was, and what was agreed."""
        return reason(self.signs, self.silent_after_days, today)


class OrganisationDraft(Struct, frozen=True):
    """What can be typed about an organisation; an empty kind is what the name tells."""

    name: str
    kind: str = ""
    website: str = ""
    notes: str = ""
    silent_after_days: int | None = None


class Person(Struct, frozen=True):
    """Somebody of an organisation."""

    id: int
    name: str
    role: str
    stage: str
    last_contact_on: date | None
    do_not_contact: bool
    is_restricted: bool
    is_contact: bool
    contact_role: str

    @property
    def may_be_asked(self) -> bool:
        """A contact person to whom we may write."""
        return self.is_contact and not (self.do_not_contact or self.is_restricted)


class SilentContact(Struct, frozen=True):
    """A silent organisation and the contact person who may be asked."""

    organisation_id: int
    organisation: str
    member_id: int
    name: str
    signs: Signs
    after_days: int

    @property
    def silent_since(self) -> date | None:
        return silent_since(self.signs, self.after_days)

    def reason(self, today: date) -> Text:
        told = reason(self.signs, self.after_days, today)
        return say("{reason}; contact person {name}", reason=told, name=self.name)


def reason(signs: Signs, after_days: int, today: date) -> Text:
    """`No contact for 75 days, agreed every 60`."""
    since = signs.last_on or signs.known_since
    if not signs.members or since is None:
        return say("Nobody known there")
    days = (today - since).days
    if signs.last_on is None:
        return say_n(
            "No contact yet, known for {n} day, agreed every {agreed}",
            "No contact yet, known for {n} days, agreed every {agreed}",
            days,
            agreed=after_days,
        )
    return say_n(
        "No contact for {n} day, agreed every {agreed}",
        "No contact for {n} days, agreed every {agreed}",
        days,
        agreed=after_days,
    )


def summary(organisations: Iterable[Organisation], today: date) -> list[Text]:
    """How many of each kind are silent, in words; the kinds in order, at most three."""
    counts = {kind: [0, 0] for kind, _ in KINDS}
    for each in organisations:
        counts[each.kind][0] += each.is_silent(today)
        counts[each.kind][1] += 1
    told = [_silent_of(kind, silent, of) for kind, (silent, of) in counts.items() if silent]
    return told[:_MOST_KINDS]


def _silent_of(kind: str, silent: int, of: int) -> Text:
    if of == 1:
        return say("1 {kind}, silent", kind=Text(dict(KINDS)[kind]))
    return say_n(
        "{n} of {all} {kinds} is silent",
        "{n} of {all} {kinds} are silent",
        silent,
        all=of,
        kinds=Text(_MANY[kind]),
    )


def longest_silent(found: Sequence[SilentContact], today: date) -> list[SilentContact]:
    """Each silent organisation once, with its first contact person; the longest silent first."""
    first: dict[int, SilentContact] = {}
    for each in found:
        if (since := each.silent_since) is not None and since <= today:
            first.setdefault(each.organisation_id, each)
    return sorted(first.values(), key=lambda each: (each.silent_since or today, each.organisation))
