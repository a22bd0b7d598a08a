"""The form in which a conversation is written down while it goes on, and the one that plans it."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from commdesk.core.errors import Refused
from commdesk.features.concept.interviews.guide import ABOUT_CONTRIBUTING, guide_of
from commdesk.features.concept.interviews.model import (
    PLAN_FULFILLED,
    Interview,
    InterviewDraft,
    check_plan,
)
from commdesk.features.concept.interviews.ops import (
    add_interview,
    change_interview,
    record_interview,
)
from commdesk.features.concept.interviews.page.fields import (
    THEMES,
    answers_in,
    enter_goes_on,
    key_of,
    name_by_question,
    plan_fields,
    record_fields,
    values_of,
)
from commdesk.features.concept.interviews.queries import (
    answers_of,
    known_circles,
    known_themes,
    plan_fulfilled,
    whom_meant,
)
from commdesk.features.members import Member, find_for_palette, find_member
from commdesk.kit.complete import Lookup
from commdesk.kit.form import Field, Form
from commdesk.kit.formcard import FormCard
from commdesk.kit.page import Page
from commdesk.kit.parts import label

_RECORDED = ("circle", "willing", "weekly_minutes", "would_do", "wants_back")


class WhoForm(FormCard):
    """A form card about somebody: a member is looked up by name, anybody else is typed."""

    def __init__(self, page: Page) -> None:
        super().__init__(page.words, Form((), page.words, today=page.desk.today))
        self._page = page
        self._known: Interview | None = None

    def hold_fields(self, fields: list[Field]) -> Form:
        """A new form with these fields."""
        form = Form(fields, self.words, today=self._page.desk.today)
        line = form.control("name")
        if not isinstance(line, QLineEdit):
            raise TypeError(line)
        db = self._page.desk.db
        self._lookup = Lookup(line, lambda typed: find_for_palette(db, typed))
        self.hold(form)
        return form

    def show_who(self, name: str, member: Member | None) -> None:
        line = self.form.control("name")
        if member:
            self._lookup.show(member.id, member.name, member.organisation)
        elif isinstance(line, QLineEdit):
            line.setText(name)

    def who(self, typed: str) -> dict[str, Any]:
        """Name and member of whoever stands in the line; refuses there when several fit."""
        db = self._page.desk.db
        try:
            taken = self._lookup.taken
            member = find_member(db, taken) if taken is not None else whom_meant(db, typed)
        except Refused as refused:
            raise Refused(refused.text, field="name") from None
        if member:
            return {"name": member.name, "member_id": member.id}
        return {"name": typed, "member_id": None}

    def member_of(self, interview: Interview) -> Member | None:
        member_id = interview.member_id
        return find_member(self._page.desk.db, member_id) if member_id is not None else None

    def empty(self) -> None:
        self._known = None
        self.form.load({})


class RecordForm(WhoForm):
    """Ctrl+Enter saves and begins the next; a stored one that is changed ends with it."""

    stored = Signal(object)
    """The id of an interview after which the next is begun."""
    _had_plan = False

    def begin(self, interview: Interview | None = None) -> None:
        """An empty form, or this interview; one that was planned begins as held today."""
        page = self._page
        self._known, db = interview, page.desk.db
        self._prompts = guide_of(db, self.words)
        fields = record_fields(self._prompts, known_circles(db), known_themes(db))
        form = self.hold_fields(fields)
        self._say_what_to_ask(form)
        name_by_question(form, self._prompts)
        enter_goes_on(form)
        values: dict[str, Any] = {"held_on": page.desk.today()}
        if interview:
            values |= {key: getattr(interview, key) for key in _RECORDED}
            values |= {"held_on": interview.held_on or values["held_on"]}
            values |= values_of(answers_of(db, [interview.id]).get(interview.id, []))
        form.load(values)
        if interview:
            self.show_who(interview.name, self.member_of(interview))
        self._say_what_it_is(interview)
        form.control(f"{self._prompts[0].question}/text" if interview else "name").setFocus()

    def save(self) -> None:
        page, known = self._page, self._known
        if known and known.is_held and not self.form.is_dirty:
            self.finish(known.id)
            return
        with page.refusals(self.form):
            values = self.form.values()
            answers = answers_in(values, self._prompts)
            values |= self.who(values["name"])
            self._note_plan(values)
            page.do(
                record_interview,
                values,
                answers,
                today=page.desk.today(),
                interview_id=known.id if known else None,
                form=self.form,
                then=self._saved,
            )

    def _saved(self, interview_id: int) -> None:
        name, was_held = self._name_typed(), bool(self._known and self._known.is_held)
        told = self.words("Written down: the interview with {name}", name=name)
        self._page.tell(f"{told}. {self.words(PLAN_FULFILLED)}" if self._had_plan else told)
        if was_held:
            self.finish(interview_id)
        else:
            self.begin()
            self.stored.emit(interview_id)

    def _note_plan(self, values: dict[str, Any]) -> None:
        """Whether a new one is what was planned with them."""
        draft = InterviewDraft(**values)
        is_planned = plan_fulfilled(self._page.desk.db, draft) is not None
        self._had_plan = self._known is None and is_planned

    def _name_typed(self) -> str:
        return str(self.form.value_now("name")).partition(" · ")[0]

    def _say_what_it_is(self, interview: Interview | None) -> None:
        words = self.words
        is_held = bool(interview and interview.is_held)
        name = words("Interview with {name}", name=interview.name) if interview else ""
        self.heading.setText(name or words("New interview"))
        self.saver.setText(words("Save") if is_held else words("Save and next"))

    def _say_what_to_ask(self, form: Form) -> None:
        """The guide stands where its answers are typed; from below, as places shift."""
        texts = [(each.title, each.text) for each in self._prompts]
        texts.append((self.words("Would they contribute?"), self.words(ABOUT_CONTRIBUTING)))
        after = ["held_on", *(key_of(each.question, THEMES) for each in self._prompts)]
        for key, (title, text) in reversed(list(zip(after, texts, strict=True))):
            form.add_under(key, _asked(title, text))


class PlanForm(WhoForm):
    """With whom, for which group, on which day."""

    def begin(self, interview: Interview | None = None, member: Member | None = None) -> None:
        self._known = interview
        form = self.hold_fields(plan_fields(known_circles(self._page.desk.db)))
        form.load({"circle": interview.circle, "planned_on": interview.planned_on}
                  if interview else {})  # fmt: skip
        if interview:
            self.show_who(interview.name, self.member_of(interview))
        elif member:
            self.show_who(member.name, member)
        self.heading.setText(self.words("Plan an interview"))
        form.control("planned_on" if interview or member else "name").setFocus()

    def save(self) -> None:
        page = self._page
        with page.refusals(self.form):
            values = self.form.values()
            today, known = page.desk.today(), self._known
            check_plan(values["planned_on"], known.planned_on if known else None, today)
            values |= self.who(values["name"])
            if known is None:
                draft = InterviewDraft(**values)
                page.do(add_interview, draft, today=today, form=self.form, then=self._saved)
            else:
                page.do(
                    change_interview,
                    known.id,
                    values,
                    today=today,
                    form=self.form,
                    then=lambda _none: self._saved(known.id),
                )

    def _saved(self, interview_id: int) -> None:
        self._page.tell(self.words("Saved"))
        self.finish(interview_id)


def _asked(title: str, text: str) -> QWidget:
    holder = QWidget()
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, 8, 0, 0)
    column.setSpacing(2)
    column.addWidget(label(title, "section", wraps=True))
    column.addWidget(label(text, "small", wraps=True))
    return holder
