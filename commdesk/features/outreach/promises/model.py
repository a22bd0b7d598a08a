"""What a promise is, how far it can be, and the pure rules about it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from enum import StrEnum
from typing import Any

from msgspec import Struct

from commdesk.core.errors import Refused
from commdesk.core.feature import Urgency
from commdesk.core.words import N_, Text, say
from commdesk.core.workbook import Workdays
from commdesk.features.outreach.model import Purpose, promise_day

MOST_CHARACTERS = 2_000
ANNOUNCED_WORKDAYS = 2
"""So many working days before its day a promise of ours asks for attention."""
SHOWN_DAYS = 28
"""A promise that was kept or let go is shown this long."""
MOVED_BY = frozenset({Purpose.HELP, Purpose.FOLLOW_UP, Purpose.THANK})
"""A message for one of these is about their promise: the next time to ask is a week on."""


class Side(StrEnum):
    """Whose promise it is."""

    THEIRS = "theirs"
    OURS = "ours"


class Stage(StrEnum):
    """How far a promise is."""

    OPEN = "open"
    KEPT = "kept"
    IDEA = "idea"
    DRAFT = "draft"
    PLACED = "placed"
    DROPPED = "dropped"


SIDES: tuple[tuple[str, str], ...] = (
    (Side.THEIRS, N_("promised by them")),
    (Side.OURS, N_("promised by us")),
)
STAGES: tuple[tuple[str, str], ...] = (
    (Stage.OPEN, N_("still to keep")),
    (Stage.KEPT, N_("kept")),
    (Stage.IDEA, N_("idea")),
    (Stage.DRAFT, N_("draft")),
    (Stage.PLACED, N_("placed")),
    (Stage.DROPPED, N_("let go")),
)
WAY: Mapping[str, tuple[Stage, ...]] = {
    Side.THEIRS: (Stage.IDEA, Stage.DRAFT, Stage.PLACED),
    Side.OURS: (Stage.OPEN, Stage.KEPT),
}
"""The stages of each side in order; from anywhere a promise can be let go."""
CLOSED = frozenset({Stage.KEPT, Stage.PLACED, Stage.DROPPED})


class PromiseDraft(Struct, frozen=True):
    """A promise to be noted."""

    member_id: int
    side: str = Side.THEIRS
    what: str = ""
    help: str = ""
    """What they need from us for it."""
    due_on: date | None = None
    follow_up_on: date | None = None
    """When to ask after theirs; None: in a week, or on its day when that comes first."""
    message_id: int | None = None
    content_id: int | None = None


class Promise(Struct, frozen=True):
    """A noted promise."""

    id: int
    member_id: int
    name: str
    side: str
    what: str
    """Empty: what they will contribute was not told yet."""
    help: str
    stage: str
    made_on: date
    due_on: date | None = None
    follow_up_on: date | None = None
    closed_on: date | None = None
    message_id: int | None = None
    content_id: int | None = None

    @property
    def is_open(self) -> bool:
        return self.closed_on is None

    @property
    def is_ours(self) -> bool:
        return self.side == Side.OURS

    @property
    def title(self) -> Text:
        """What was promised, in words also when nobody told."""
        return Text("{text}", {"text": self.what}) if self.what else say("A contribution")

    @property
    def day(self) -> date | None:
        """The day on which it asks for attention: ours to be kept, theirs to be asked after."""
        return self.due_on if self.is_ours else self.follow_up_on

    @property
    def is_untouched(self) -> bool:
        """Whether nobody filled in anything after it was opened by the result of a message."""
        is_blank = not (self.what or self.help or self.due_on or self.content_id)
        return is_blank and self.stage in {Stage.IDEA, Stage.PLACED}

    def urgency(self, today: date) -> Urgency:
        """Late is what was promised for a day that has passed."""
        return "late" if self.due_on is not None and self.due_on < today else "promised"

    def reason(self) -> Text:
        """Why it asks for attention, in words."""
        if self.is_ours:
            return say("Promised by us for {due}: {what}", due=self.due_on, what=self.title)
        if not self.what:
            return say("Promised a contribution on {day}", day=self.made_on)
        return say("Promised on {day}: {what}", day=self.made_on, what=self.title)

    def next_stage(self, steps: int) -> Stage | None:
        """The stage so many steps on, or back; None beyond either end. Let go it begins anew."""
        way = WAY[self.side]
        if self.stage not in way:
            return way[0] if steps < 0 else None
        place = way.index(Stage(self.stage)) + steps
        return way[place] if 0 <= place < len(way) else None


def first_stage(side: str) -> Stage:
    """Where a promise begins; refuses a side that there is not."""
    if side not in WAY:
        raise Refused("{side} is not a side of a promise.", side=side, field="side")
    return WAY[side][0]


def checked_stage(promise: Promise, stage: str) -> Stage:
    """The stage to move to; refuses one that this promise cannot be in."""
    if stage not in {*WAY[promise.side], Stage.DROPPED}:
        raise Refused("{stage} is not a stage of this promise.", stage=stage, field="stage")
    return Stage(stage)


def checked_texts(values: Mapping[str, Any], *, may_be_blank: bool = False) -> dict[str, Any]:
    """`what` and `help` as they are stored; refuses nothing at all, and far too much."""
    texts = {
        key: " ".join(values[key].replace("\x00", "").split()) if key == "what"
        else values[key].replace("\x00", "").strip()
        for key in ("what", "help") if key in values
    }  # fmt: skip
    for key, text in texts.items():
        if len(text) > MOST_CHARACTERS:
            raise Refused(
                "The text has {found} characters; at most {most} fit.",
                found=len(text),
                most=MOST_CHARACTERS,
                field=key,
            )
    if not texts.get("what", "-") and not may_be_blank:
        raise Refused("Say what was promised.", field="what")
    return texts


def asked_on(today: date, due_on: date | None, workdays: Workdays) -> date:
    """When to ask after a contribution: in a week, or on its day when that comes first."""
    usual = promise_day(today, workdays)
    if due_on is None or due_on <= today:
        return usual
    return min(usual, workdays.next_from(due_on))


def announced_until(day: date, workdays: Workdays) -> date:
    """The last day for which a promise of ours is announced on `day`: two working days ahead."""
    return workdays.add(day, ANNOUNCED_WORKDAYS)


def shown_since(today: date) -> date:
    """From when on what was closed is still shown."""
    return today - timedelta(days=SHOWN_DAYS - 1)
