"""Whether the organisation is ready: what has to be settled inside before others are invited."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from commdesk.core.words import N_, Text, say, say_n

LONGEST_WAIT = 365
STATES: tuple[tuple[str, str], ...] = (
    ("", N_("not known yet")),
    ("no", N_("no")),
    ("partly", N_("partly")),
    ("yes", N_("yes")),
)


class SubjectKind(Struct, frozen=True):
    """Something that has to be settled; title and question are English msgids."""

    key: str
    title: str
    asks: str


SUBJECTS = (
    SubjectKind("sponsor", N_("Sponsor"),
                N_("Who stands for it in the board or management, also when it rubs?")),
    SubjectKind("room", N_("Room to experiment"),
                N_("May something be tried and fail without a plan for all of it?")),
    SubjectKind("fears", N_("Known fears"),
                N_("What are colleagues afraid of, and has it been talked through?")),
    SubjectKind("time", N_("Time of the manager"),
                N_("How many hours a week are promised, and for how long?")),
    SubjectKind("support", N_("Support of colleagues"),
                N_("Which colleagues answer questions, and may they do so in working hours?")),
    SubjectKind("listening", N_("Listening"),
                N_("Who does something with what members say, and tells them what came of it?")),
    SubjectKind("means", N_("Means"),
                N_("Is there money and a place for a year, and who keeps it running?")),
)  # fmt: skip


class Subject(Struct, frozen=True):
    """What is known of one of them."""

    key: str
    answer: str = ""
    state: str = ""


class DecisionDraft(Struct, frozen=True):
    """One kind of decision; without somebody else the manager takes it alone."""

    what: str = ""
    who: str = ""
    within_days: int | None = None


class Decision(DecisionDraft, frozen=True):
    id: int = 0

    @property
    def is_own(self) -> bool:
        """Whether the manager decides it alone."""
        return not self.who


def standing(subjects: Sequence[Subject], decisions: Sequence[Decision]) -> Text:
    """Where it stands, by what was answered: what is missing first, then what is not settled."""
    states = {each.key: each.state for each in subjects}
    of = len(SUBJECTS)
    open_ones = [kind for kind in SUBJECTS if not states.get(kind.key)]
    if len(open_ones) == of:
        return say("Nothing is known yet of these {n} subjects.", n=str(of))
    if open_ones:
        return say_n(
            "{n} of {of} subjects is still open; next: {next}.",
            "{n} of {of} subjects are still open; next: {next}.",
            len(open_ones),
            of=str(of),
            next=Text(open_ones[0].title),
        )
    if not decisions:
        return say("All {n} subjects are answered; write down who decides what.", n=str(of))
    return _settled(states, of)


def _settled(states: dict[str, str], of: int) -> Text:
    missing = [kind for kind in SUBJECTS if states[kind.key] == "no"]
    if missing:
        return say_n(
            "{n} of {of} subjects is not there yet: {first}.",
            "{n} of {of} subjects are not there yet; first: {first}.",
            len(missing),
            of=str(of),
            first=Text(missing[0].title),
        )
    partly = [kind for kind in SUBJECTS if states[kind.key] == "partly"]
    if partly:
        return say_n(
            "{n} of {of} subjects is only partly there: {first}.",
            "{n} of {of} subjects are only partly there; first: {first}.",
            len(partly),
            of=str(of),
            first=Text(partly[0].title),
        )
    return say("The organisation is ready: all {n} subjects are settled.", n=str(of))
