"""Smaller forms beside the list: a move, a further agreement, a look back, the hours wanted."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from msgspec.structs import asdict

from commdesk.core.words import N_
from commdesk.features.ambassadors.agreements.model import AgreementDraft
from commdesk.features.ambassadors.agreements.ops import add_agreement, want_hours
from commdesk.features.ambassadors.agreements.queries import wanted_minutes
from commdesk.features.ambassadors.checks.model import ANSWERS, CheckDraft
from commdesk.features.ambassadors.checks.ops import note_check
from commdesk.features.ambassadors.model import STAGES, Card
from commdesk.features.ambassadors.ops import move_stage
from commdesk.features.ambassadors.page.editors import CAREFUL, Editor, people_to_follow
from commdesk.features.ambassadors.pipeline.ops import change_move
from commdesk.features.ambassadors.pipeline.queries import moves_of
from commdesk.kit.form import Field

if TYPE_CHECKING:
    from commdesk.features.ambassadors.page import AmbassadorsPage

_MOVE = (
    Field("stage", N_("Stage"), "choice", STAGES),
    Field("on_day", N_("On"), "date", beside=True),
    Field("note", N_("Note"), "long", lines=3, help=CAREFUL),
)
_AGREEMENT = (
    Field("what", N_("What was agreed"), "long", lines=3, help=CAREFUL),
    Field("weekly_minutes", N_("Hours a week"), "minutes"),
    Field("contact_person", N_("Contact person"), beside=True),
    Field("from_on", N_("From"), "date"),
    Field("until_on", N_("Until"), "date", beside=True),
    Field("follower_id", N_("Who follows"), "choice", ((None, N_("nobody yet")),)),
)
_CHECK = (
    Field("answer", N_("Did they get it"), "choice", ANSWERS),
    Field("on_day", N_("On"), "date", beside=True),
    Field("note", N_("Note"), "long", lines=3, help=CAREFUL),
)
_WANTED = (
    Field(
        "minutes",
        N_("Hours a week"),
        "minutes",
        help=N_("Of all ambassadors together; empty when you do not count them."),
    ),
)


class CardEditor(Editor):
    """About one ambassador."""

    card: Card

    def begin(self, card: Card) -> None:
        """Show what there is to type about this one."""
        raise NotImplementedError

    def saved(self, _result: object = None) -> None:
        self.page.tell(self.words("Saved"))
        self.finish(self.card.ambassador.id)


class MoveEditor(CardEditor):
    """To another stage with a note; in the stage of now it is the last move that changes."""

    def __init__(self, page: AmbassadorsPage) -> None:
        super().__init__(page, _MOVE)
        self.form.control("stage").activated.connect(self._other_stage)  # type: ignore[attr-defined]

    def begin(self, card: Card) -> None:
        self.card = card
        moves = moves_of(self.page.desk.db, card.ambassador.member_id)
        note = moves[0].note if moves else ""
        now = {"stage": card.ambassador.stage, "on_day": card.ambassador.stage_on, "note": note}
        self.form.load(now)
        self.heading.setText(self.words("Move {name}", name=card.ambassador.name))
        self.form.control("stage").setFocus()

    def _other_stage(self, _index: int) -> None:
        """A new move is of today, with a note of its own."""
        stage = self.form.value_now("stage")
        if stage != self.card.ambassador.stage:
            self.form.load({"stage": stage, "on_day": self.page.desk.today(), "note": ""})

    def store(self, values: dict[str, Any]) -> None:
        page, person = self.page, self.card.ambassador
        today = page.desk.today()
        moves = moves_of(page.desk.db, person.member_id)
        common: dict[str, Any] = {"form": self.form, "then": self.saved, "today": today}
        if values["stage"] == person.stage and moves:
            changes = {"moved_on": values["on_day"] or today, "note": values["note"]}
            page.do(change_move, moves[0].id, changes, **common)
        else:
            page.do(move_stage, person.id, **values, **common)


class AgreementEditor(CardEditor):
    """A further agreement: a renewal, or something else as well."""

    def __init__(self, page: AmbassadorsPage) -> None:
        super().__init__(page, _AGREEMENT)

    def begin(self, card: Card) -> None:
        self.card = card
        person = card.ambassador
        others = people_to_follow(self.page.desk, person.id)
        self.form.set_choices("follower_id", others)
        begins = card.ending.on_day + timedelta(days=1) if card.ending else None
        empty = AgreementDraft(
            weekly_minutes=person.weekly_minutes,
            from_on=begins or self.page.desk.today(),
            contact_person=person.contact_person,
        )
        self.form.load(asdict(empty))
        self.heading.setText(self.words("New agreement with {name}", name=person.name))
        self.form.control("what").setFocus()

    def store(self, values: dict[str, Any]) -> None:
        draft = AgreementDraft(**values)
        member_id = self.card.ambassador.member_id
        self.page.do(add_agreement, member_id, draft, form=self.form, then=self.saved)


class CheckEditor(CardEditor):
    """Did they get what they were looking for?"""

    def __init__(self, page: AmbassadorsPage) -> None:
        super().__init__(page, _CHECK)

    def begin(self, card: Card) -> None:
        self.card = card
        self.form.load({"answer": "yes", "on_day": self.page.desk.today(), "note": ""})
        self.heading.setText(self.words("Look back with {name}", name=card.ambassador.name))
        self.form.control("answer").setFocus()

    def store(self, values: dict[str, Any]) -> None:
        page = self.page
        draft = CheckDraft(self.card.ambassador.member_id, **values)
        page.do(note_check, draft, today=page.desk.today(), form=self.form, then=self.saved)


class WantedEditor(Editor):
    """Hours a week wanted of all ambassadors together."""

    def __init__(self, page: AmbassadorsPage) -> None:
        super().__init__(page, _WANTED)

    def begin(self) -> None:
        self.form.load({"minutes": wanted_minutes(self.page.desk.db) or None})
        self.heading.setText(self.words("Hours wanted of ambassadors"))
        self.form.control("minutes").setFocus()

    def store(self, values: dict[str, Any]) -> None:
        self.page.do(want_hours, values["minutes"], form=self.form, then=self._saved)

    def _saved(self, _none: object) -> None:
        self.page.tell(self.words("Saved"))
        self.finish(None)
