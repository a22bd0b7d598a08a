"""An experiment: what we believe, what we try, and what is decided beforehand."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Literal

from msgspec import Struct

from commdesk.core.errors import Refused
from commdesk.core.stored import trimmed
from commdesk.core.words import N_

State = Literal["planned", "running", "to-judge", "judged"]


class Verdict(StrEnum):
    """What an experiment led to."""

    OPEN = ""
    KEEP = "keep"
    CHANGE = "change"
    STOP = "stop"


VERDICTS: tuple[tuple[str, str], ...] = (
    (Verdict.OPEN, N_("not decided yet")),
    (Verdict.KEEP, N_("keep")),
    (Verdict.CHANGE, N_("change")),
    (Verdict.STOP, N_("stop")),
)


class ExperimentDraft(Struct, frozen=True):
    """What can be typed about an experiment."""

    belief: str = ""
    trial: str = ""
    with_whom: str = ""
    from_on: date = date.min
    until_on: date = date.min
    measure: str = ""
    threshold: str = ""
    """From which outcome it holds, decided before it begins."""
    outcome: str = ""
    verdict: str = Verdict.OPEN
    learnt: str = ""


class Experiment(ExperimentDraft, frozen=True):
    """A stored experiment."""

    id: int = 0
    verdict_on: date | None = None

    def state(self, today: date) -> State:
        if self.verdict:
            return "judged"
        if today < self.from_on:
            return "planned"
        return "running" if today < self.until_on else "to-judge"


def check_experiment(draft: ExperimentDraft) -> None:
    """Refuse what cannot be: no belief, an end before its start, a text without end."""
    if not draft.belief.strip():
        raise Refused("Say what you believe.", field="belief")
    if draft.until_on < draft.from_on:
        raise Refused("The last day lies before the first.", field="until_on")
    if draft.verdict not in set(Verdict):
        raise Refused("Choose keep, change or stop.", field="verdict")
    for key in ("belief", "trial", "with_whom", "measure", "threshold", "outcome", "learnt"):
        trimmed(getattr(draft, key), key)
