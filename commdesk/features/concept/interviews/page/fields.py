"""The fields of the form of an interview, and the one with keys of its own: willing or not."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent

from commdesk.core.words import N_, Words
from commdesk.features.concept.interviews.guide import Prompt
from commdesk.features.concept.interviews.model import WILLING, Answer, Willing
from commdesk.kit.form import Field, Form
from commdesk.kit.inputs import ChoiceInput

CAREFUL = N_("Nothing about clients, health or political views.")
WHO = (
    Field("name", N_("Name"), placeholder=N_("Name or e-mail address")),
    Field("circle", N_("Group"), placeholder=N_("Lawyers, residents…"), beside=True),
)
TEXT, QUOTE, THEMES = "text", "quote", "themes"
LAST = "wants_back"
_PLAIN_KEYS = {Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier}


class WillingInput(ChoiceInput):
    """1 to 4 or a first letter chooses, 0 or Backspace takes it back."""

    def __init__(self, words: Words) -> None:
        known = [(key, f"{place} {words(text)}") for place, (key, text) in enumerate(WILLING, 1)]
        super().__init__([(Willing.UNKNOWN, words("not known yet")), *known])
        self._letters = {words(text)[0].lower(): key for key, text in reversed(WILLING)}
        self.box.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress:
            return super().eventFilter(watched, event)
        chosen = self._meant(event)
        if chosen is None:
            return super().eventFilter(watched, event)
        self.load(chosen)
        self.edited.emit()
        return True

    def _meant(self, event: QKeyEvent) -> str | None:
        if event.modifiers() not in _PLAIN_KEYS:
            return None
        typed = event.text().lower()
        if typed == "0" or event.key() in {Qt.Key.Key_Backspace, Qt.Key.Key_Delete}:
            return Willing.UNKNOWN
        if typed.isdecimal() and 0 < int(typed) <= len(WILLING):
            return WILLING[int(typed) - 1][0]
        return self._letters.get(typed)


def key_of(question: str, part: str) -> str:
    """The key of a field about a question: `drives/quote`."""
    return f"{question}/{part}"


def record_fields(
    prompts: Sequence[Prompt], circles: Sequence[str], themes: Mapping[str, Sequence[str]]
) -> list[Field]:
    """Who and when, then three fields a question in the order of the guide, then their part."""
    name, circle = WHO
    fields = [name, _completing(circle, circles), Field("held_on", N_("Held on"), "date")]
    for each in prompts:
        fields += _fields_of(each.question, themes.get(each.question, ()))
    return [
        *fields,
        Field("willing", N_("Willing to contribute"), "choice", make=WillingInput),
        Field("weekly_minutes", N_("Hours a week"), "minutes", placeholder="1:30", beside=True),
        Field("would_do", N_("What they would do"), "long", lines=1),
        Field(LAST, N_("What they want in return"), "long", lines=1, help=CAREFUL),
    ]


def plan_fields(circles: Sequence[str]) -> list[Field]:
    """Who and on which day."""
    name, circle = WHO
    return [name, _completing(circle, circles), Field("planned_on", N_("Planned on"), "date")]


def answers_in(values: dict[str, Any], prompts: Sequence[Prompt]) -> list[Answer]:
    """Take what was said out of the values of the form."""
    return [
        Answer(
            each.question,
            values.pop(key_of(each.question, TEXT)),
            values.pop(key_of(each.question, QUOTE)),
            tuple(values.pop(key_of(each.question, THEMES))),
        )
        for each in prompts
    ]


def values_of(answers: Sequence[Answer]) -> dict[str, Any]:
    """What was said, by the keys of the form."""
    return {
        key_of(each.question, part): getattr(each, part)
        for each in answers
        for part in (TEXT, QUOTE, THEMES)
    }


def name_by_question(form: Form, prompts: Sequence[Prompt]) -> None:
    """Say by which question a field stands: three are called the same at each."""
    for each in prompts:
        for part in (TEXT, QUOTE, THEMES):
            control = form.control(key_of(each.question, part))
            control.setAccessibleName(f"{control.accessibleName()}: {each.title}")


def enter_goes_on(form: Form) -> None:
    """Enter in a line goes to the next field: halfway a conversation nothing is to be saved."""
    form.installEventFilter(_Onward(form))


class _Onward(QObject):
    def __init__(self, form: Form) -> None:
        super().__init__(form)
        self._form = form

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress:
            return super().eventFilter(watched, event)
        is_enter = event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}
        if not is_enter or event.modifiers() not in _PLAIN_KEYS:
            return super().eventFilter(watched, event)
        if not event.isAutoRepeat():
            self._form.focusNextChild()
        return True


def _completing(field: Field, known: Sequence[str]) -> Field:
    return Field(
        field.key,
        field.label,
        choices=[(each, each) for each in known],
        placeholder=field.placeholder,
        beside=field.beside,
    )


def _fields_of(question: str, themes: Sequence[str]) -> list[Field]:
    known = [(each, each) for each in themes]
    hint = N_("separated by commas")
    return [
        Field(key_of(question, TEXT), N_("What was said"), "long", lines=2),
        Field(key_of(question, QUOTE), N_("Best quote")),
        Field(key_of(question, THEMES), N_("Themes"), "tags", known, hint, beside=True),
    ]
