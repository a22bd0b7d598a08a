"""The nine criteria of WP248 rev.01: what the workbook's own facts say of each, and what they ask.

Two or more that hold: then a data protection impact assessment is usually needed. What the facts
cannot say is a question for the privacy officer, whose answer goes before what they suggest.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

from msgspec import Struct

from commdesk.core.words import N_, Text, say, say_n
from commdesk.features.register.model import Register, sources_said

Answer = Literal["", "yes", "no"]
ANSWERS: tuple[tuple[Answer, str], ...] = (
    ("", N_("not answered yet")),
    ("yes", N_("applies")),
    ("no", N_("does not apply")),
)
SUGGESTED: tuple[tuple[Answer, str], ...] = (
    ("", N_("to be answered by the privacy officer")),
    ("yes", N_("applies, as the facts say")),
    ("no", N_("does not apply, as the facts say")),
)
"""The same where no officer has said so."""
ENOUGH = 2
"""So many that hold make an assessment usual."""
_LARGE = 5_000
"""People; below this no regulator has called a community large."""


class Criterion(Struct, frozen=True):
    key: str
    title: str
    """English msgid, after WP248 rev.01, chapter III B."""
    seen: Callable[[Register], Text]
    """What the workbook shows of it."""
    suggests: Callable[[Register], Answer]
    asks: str = ""
    """English msgid: what the officer has to say, where the facts do not tell."""


class Judged(Struct, frozen=True):
    """One criterion as it stands: what is seen, whether it holds, and who said so."""

    criterion: Criterion
    seen: Text
    answer: Answer
    is_answered: bool
    note: str

    @property
    def said(self) -> str:
        """The answer as an English msgid, with who gives it."""
        return dict(ANSWERS if self.is_answered else SUGGESTED)[self.answer]


def judge(register: Register) -> list[Judged]:
    """All nine, in the order of WP248."""
    return [_judged(each, register) for each in CRITERIA]


def fact_of(criterion: str) -> str:
    """The fact of the workbook that holds the officer's answer."""
    return f"register_dpia_{criterion}"


def note_of(criterion: str) -> str:
    return f"{fact_of(criterion)}_note"


def _judged(criterion: Criterion, register: Register) -> Judged:
    said = register.answers.get(criterion.key, "")
    answer: Answer = "yes" if said == "yes" else "no" if said == "no" else ""
    return Judged(
        criterion,
        criterion.seen(register),
        answer or criterion.suggests(register),
        bool(answer),
        register.notes.get(criterion.key, ""),
    )


def _rows_of(register: Register, kind: str) -> int:
    return sum(each.rows for each in register.kinds if each.subject == kind)


def _is_followed(register: Register) -> bool:
    return bool(_rows_of(register, "activity"))


def _programs(register: Register) -> set[str]:
    named = {each.format for each in register.imports}
    sources = {name for kind in register.kinds for name, _count in kind.sources if name}
    return {each.casefold() for each in named | sources}


def _scored(register: Register) -> Text:
    if not _is_followed(register):
        return say("Nobody is given a score. What comes next is suggested by dates and agreements.")
    return say("A level is counted from somebody's activity, to help and thank; nothing else "
               "follows from it.")  # fmt: skip


def _watched(register: Register) -> Text:
    return say_n(
        "{n} deed in the community is kept by its date and kind, without what was said.",
        "{n} deeds in the community are kept by their date and kind, without what was said.",
        _rows_of(register, "activity"),
    )


def _sensitive(register: Register) -> Text:
    if not register.dropped:
        return say("Columns such as BSN, date of birth and health are refused at the door; none "
                   "came. Free texts say what may not be in them.")  # fmt: skip
    return say_n(
        "Refused at the door: {n} column ({names}). Free texts say what may not be in them.",
        "Refused at the door: {n} columns ({names}). Free texts say what may not be in them.",
        len(register.dropped),
        names=list(register.dropped[:6]),
    )


def _scale(register: Register) -> Text:
    return say_n(
        "{n} person, {messages} messages, in one community.",
        "{n} people, {messages} messages, in one community.",
        register.people.members,
        messages=_rows_of(register, "outreach"),
    )


def _combined(register: Register) -> Text:
    kinds = [each for each in register.kinds if each.sources]
    named = [text for each in kinds[:1] for text in sources_said(each.sources)]
    if not named:
        return say("What is in it was typed here.")
    return say("Where people came from: {sources}.", sources=named)


CRITERIA: tuple[Criterion, ...] = (
    Criterion("scoring", N_("Evaluation or scoring"), _scored, lambda _register: "no"),
    Criterion(
        "automated",
        N_("Automated decisions with effect for somebody"),
        lambda _register: say("Nothing is decided or sent by itself: a person does every act."),
        lambda _register: "no",
    ),
    Criterion(
        "monitoring",
        N_("Systematic monitoring"),
        _watched,
        lambda register: "" if _is_followed(register) else "no",
        N_("Do members know that their activity is counted, and is it no more than needed?"),
    ),
    Criterion(
        "sensitive",
        N_("Sensitive or highly personal data"),
        _sensitive,
        lambda _register: "",
        N_(
            "Does belonging to this community say something sensitive of somebody: health, "
            "belief, politics, debts?"
        ),
    ),
    Criterion(
        "large",
        N_("Large scale"),
        _scale,
        lambda register: "" if register.people.members >= _LARGE else "no",
        N_("Is that large, compared with the people it could be about?"),
    ),
    Criterion(
        "matching",
        N_("Matching or combining of data sets"),
        _combined,
        lambda register: "yes" if len(_programs(register)) >= ENOUGH else "no",
        N_("Did people expect that these lists come together?"),
    ),
    Criterion(
        "vulnerable",
        N_("Vulnerable people"),
        lambda _register: say("The workbook does not know: it keeps no age, health or income."),
        lambda _register: "",
        N_("Are there clients, children, patients, or people who depend on the organisation?"),
    ),
    Criterion(
        "innovative",
        N_("Innovative use or new technology"),
        lambda _register: say("A local file on one computer: no cloud, no AI, no connection."),
        lambda _register: "no",
    ),
    Criterion(
        "blocking",
        N_("Keeps people from a right or a service"),
        lambda _register: say("Taking part is of one's own accord, and no contact is absolute."),
        lambda _register: "",
        N_("Is there any service that only who takes part gets?"),
    ),
)


def holding(judged: list[Judged]) -> int:
    return sum(each.answer == "yes" for each in judged)


def open_questions(judged: list[Judged]) -> list[Judged]:
    """What the facts do not tell and nobody has answered."""
    return [each for each in judged if not each.answer and not each.is_answered]


def outcome(register: Register) -> Text:
    """What follows for the officer, in a sentence or two."""
    judged = judge(register)
    held, left = holding(judged), len(open_questions(judged))
    if held >= ENOUGH:
        needed = N_("{n} of 9 criteria hold: an assessment (GDPR art. 35) is usually needed.")
        return say(needed, n=held)
    if held + left >= ENOUGH:
        return say_n(
            "{held} of 9 criteria hold and {n} question is open: answer it first.",
            "{held} of 9 criteria hold and {n} questions are open: answer them first.",
            left,
            held=held,
        )
    unneeded = N_("{n} of 9 criteria hold: an assessment is usually not needed. Keep this page.")
    return say(unneeded, n=held)
