"""A question with a few fields in it: what cannot be is said beside its field, and it stays."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from commdesk.core.errors import Refused
from commdesk.kit.dialogs import Question
from commdesk.kit.form import Field, Form
from commdesk.kit.page import Page

Then = Callable[[dict[str, Any]], object]


class FormQuestion(Question):
    """`then` gets the values by key, once what it raises no longer refuses them."""

    def __init__(
        self, page: Page, fields: Sequence[Field], record: Any, title: str, text: str, do: str,
        then: Then,
    ) -> None:  # fmt: skip
        super().__init__(page.window(), page.words, title, text, do)
        self._then = then
        self.form = Form(fields, page.words, today=page.desk.today)
        self.form.load(record)
        self.add(self.form)
        self.form.focus_first()

    def accept(self) -> None:
        """Close when the values will do; a file is asked for after that, never on top of this."""
        try:
            values = self.form.values()
            go_on = self._then(values)
        except Refused as refused:
            text = self.form.words(refused.text)
            if not self.form.show_error(refused.field, text):
                self._text.setText(text)
                self._text.show()
            return
        super().accept()
        if callable(go_on):
            go_on()


def ask_form(
    page: Page,
    fields: Sequence[Field],
    record: Any,
    *,
    title: str,
    text: str = "",
    do: str,
    then: Then,
) -> FormQuestion:
    """Ask; all texts are worded but those of the fields.

    `then` may refuse what was typed; what it returns, when it can be called, comes after closing.
    """
    question = FormQuestion(page, fields, record, title, text, do, then)
    question.open()
    return question
