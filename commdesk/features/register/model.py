"""What a record of processing says: kinds of data, imports, who answers for it (GDPR art. 30)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from msgspec import Struct, field

from commdesk.core.words import N_, Text, say, say_n

GROUNDS: tuple[tuple[str, str], ...] = (
    ("", N_("not recorded")),
    ("public-task", N_("public task, GDPR art. 6(1)(e)")),
    ("consent", N_("consent, GDPR art. 6(1)(a)")),
    ("contract", N_("agreement, GDPR art. 6(1)(b)")),
    ("legal-obligation", N_("duty by law, GDPR art. 6(1)(c)")),
    ("legitimate-interest", N_("legitimate interest, GDPR art. 6(1)(f)")),
)
"""The last is not open to a public body for its own tasks; an association may have it."""
FACTS: tuple[tuple[str, str], ...] = (
    ("register_controller", N_("Controller")),
    ("register_contact", N_("Contact of the controller")),
    ("register_officer", N_("Privacy officer")),
    ("register_officer_contact", N_("Contact of the privacy officer")),
    ("register_access", N_("Who can open the workbook")),
    ("register_recipients", N_("Recipients outside the organisation")),
    ("register_security", N_("Further security measures")),
)
"""Key of a fact of the workbook -> what it is called; all are texts."""
NOBODY_OUTSIDE = N_("nobody outside the organisation")
IMPORT = "import"
_USUAL = (N_("To do the daily work of the community"), "public-task")
DEFAULTS: Mapping[str, tuple[str, str]] = {
    "members": (
        N_("To know who belongs to the community and whom it is meant for, and to be in touch"),
        "public-task",
    ),
    "organisations": (N_("To know for which organisation somebody takes part"), "public-task"),
    "activity": (
        N_("To see whether the community grows, and to thank and help who takes part"),
        "public-task",
    ),
    "content": (N_("To bring a question to those who can answer it"), "public-task"),
    "plan": (N_("To do what was agreed with somebody, in time"), "public-task"),
    "outreach": (
        N_("To write to members in person, not too often, and to know what came of it"),
        "public-task",
    ),
    "ambassadors": (
        N_("To keep agreements with ambassadors, and to give before asking"),
        "public-task",
    ),
    "moderation": (
        N_("To plan who moderates when, within the hours and the expertise they have"),
        "contract",
    ),
    "concept": (
        N_("To find out, in interviews, whether those it is meant for want the community"),
        "consent",
    ),
}
"""Name of a feature -> why a public body keeps this, and on which ground: a start, to be read.

Running a community that belongs to its own task is a task in the public interest; who moderates
does so by agreement; what is said in an interview is said of one's own accord.
"""


class Line(Struct, frozen=True):
    """What somebody wrote of a kind of data, one field of it, or an import; empty: as it was."""

    purpose: str = ""
    legal_ground: str = ""
    recipients: str = ""
    keeping: str = ""


class FieldLine(Struct, frozen=True):
    """One field of a person as it exists in this workbook."""

    subject: str
    """`members/member.email`: what a line is kept by."""
    title: str | Text
    filled: int
    purpose: str
    legal_ground: str
    is_own: bool = False
    """Whether it has a line of its own; else it follows its kind."""


class Kind(Struct, frozen=True):
    """What one feature keeps of people."""

    subject: str
    title: str
    people: int
    rows: int
    fields: tuple[FieldLine, ...]
    line: Line
    """With the usual purpose and ground where nothing was written."""
    is_own: bool = False
    sources: tuple[tuple[str, int], ...] = ()
    """Where it came from and how often, the most first; an empty name: typed here."""


class ImportLine(Struct, frozen=True):
    """One list that was taken in."""

    id: int
    at: datetime
    actor: str
    file_name: str
    format: str
    rows: int
    dropped: tuple[str, ...]
    line: Line

    @property
    def subject(self) -> str:
        return f"{IMPORT}/{self.id}"


class People(Struct, frozen=True):
    """How many people there are, by what they are to the community."""

    members: int = 0
    by_stage: tuple[tuple[str, int], ...] = ()
    """Stage as it is stored, and how many."""
    restricted: int = 0
    uninformed: int = 0
    with_date: int = 0
    past_date: int = 0
    moderators: int = 0
    interviewed: int = 0


class Protection(Struct, frozen=True):
    """What is done to keep it safe, as far as the workbook itself knows."""

    has_passphrase: bool = False
    backups: int = 0
    last_backup: date | None = None
    is_shared: bool = False
    may_people_leave: bool = True
    passphrase_required: bool = False
    exports: int = 0
    last_export: date | None = None


class Rule(Struct, frozen=True):
    """How long a feature keeps what."""

    feature: str
    title: str
    kept: Text


class Register(Struct, frozen=True):
    """Everything that both papers are made of."""

    community: str
    today: date
    facts: Mapping[str, str]
    kinds: tuple[Kind, ...]
    imports: tuple[ImportLine, ...]
    people: People
    protection: Protection
    retention: tuple[Rule, ...] = ()
    answers: Mapping[str, str] = field(default_factory=dict)
    """Of the officer to the criteria: key -> yes or no; none: still to be answered."""
    notes: Mapping[str, str] = field(default_factory=dict)

    def fact(self, key: str) -> str:
        return self.facts.get(key, "")

    @property
    def missing(self) -> tuple[str, ...]:
        """What a record may not be without: keys of facts."""
        return tuple(key for key in ("register_controller", "register_contact",
                                     "register_officer") if not self.fact(key))  # fmt: skip

    @property
    def without_purpose(self) -> int:
        """How many imports nobody has said the purpose of."""
        return sum(not each.line.purpose for each in self.imports)

    @property
    def dropped(self) -> tuple[str, ...]:
        """Every column that was left at the door, once."""
        return tuple(dict.fromkeys(name for each in self.imports for name in each.dropped))


def counted(name: str | Text, n: int) -> Text:
    """`discourse (210)`: the same in every language."""
    return Text("{name} ({n})", {"name": name, "n": n})


def said_of(what: Text, said: str | Text) -> Text:
    """`Draft: text`: the same in every language."""
    return Text("{what}: {said}", {"what": what, "said": said})


def usual(kind: str) -> tuple[str, str]:
    """The purpose (a msgid) and the ground of what a feature keeps, before anybody wrote one."""
    return DEFAULTS.get(kind, _USUAL)


def standing(register: Register) -> Text:
    """One line for the head of the page: what matters now."""
    if register.missing:
        return say("The controller or the privacy officer is not filled in yet.")
    if register.without_purpose:
        return say_n(
            "{n} import has no purpose yet.",
            "{n} imports have no purpose yet.",
            register.without_purpose,
        )
    return say_n(
        "{n} person, {kinds} kinds of data, each with a purpose and a ground.",
        "{n} people, {kinds} kinds of data, each with a purpose and a ground.",
        register.people.members,
        kinds=len(register.kinds),
    )


def sources_said(sources: Sequence[tuple[str, int]], most: int = 4) -> list[Text]:
    """`typed here (30)`, `discourse (210)`: the most first."""
    shown = [counted(name or say("typed here"), count) for name, count in sources[:most]]
    rest = len(sources) - most
    return [*shown, say("{n} more", n=rest)] if rest > 0 else shown
