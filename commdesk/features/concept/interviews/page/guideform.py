"""The interview guide as a form: five questions in one's own words, in one's own order."""

from __future__ import annotations

from PySide6.QtCore import Qt

from commdesk.features.concept.interviews.guide import Prompt, guide_of, usual_text
from commdesk.features.concept.interviews.ops import write_guide
from commdesk.features.concept.questions import QUESTIONS
from commdesk.kit.form import Field, Form
from commdesk.kit.formcard import FormCard
from commdesk.kit.page import Page
from commdesk.kit.parts import label
from commdesk.kit.signals import on_key


class GuideForm(FormCard):
    """Alt+Up and Alt+Down move a question; a text that is emptied becomes the usual one again."""

    def __init__(self, page: Page) -> None:
        words = page.words
        super().__init__(words, Form((), words, today=page.desk.today))
        self._page = page
        self._prompts: list[Prompt] = []
        self._is_moved = False
        self.heading.setText(words("Interview guide"))
        help_text = words("Alt+Up and Alt+Down move a question. Emptied, our own words come back.")
        told = label(help_text, "small", wraps=True)
        told.setContentsMargins(16, 4, 16, 0)
        self.body.insertWidget(1, told)
        on_key(self, "Alt+Up", lambda: self.move_question(-1))
        on_key(self, "Alt+Down", lambda: self.move_question(1))

    @property
    def is_typed(self) -> bool:
        return self._is_moved or self.form.is_dirty

    def begin(self) -> None:
        self._is_moved = False
        self._show(guide_of(self._page.desk.db, self.words))
        self.form.focus_first()

    def move_question(self, by: int) -> None:
        """The question in which the keyboard is; at either end nothing happens."""
        typed = self.form.values()
        now = [Prompt(each.question, each.title, typed[each.question]) for each in self._prompts]
        place = next((n for n, each in enumerate(now) if self._has_keyboard(each)), None)
        if place is None or not 0 <= place + by < len(now):
            return
        moved = now.pop(place)
        now.insert(place + by, moved)
        self._is_moved = True
        self._show(now)
        self.form.control(moved.question).setFocus(Qt.FocusReason.OtherFocusReason)

    def save(self) -> None:
        page = self._page
        with page.refusals(self.form):
            values = self.form.values()
            texts = [(each.question, self._own(each.question, values)) for each in self._prompts]
            page.do(write_guide, texts, form=self.form, then=self._saved)

    def empty(self) -> None:
        self._is_moved = False
        self.form.load({})

    def _saved(self, _none: object) -> None:
        self._page.tell(self.words("Saved"))
        self.finish(None)

    def _own(self, question: str, values: dict[str, str]) -> str:
        """Nothing is stored of what is in our own words: those follow the language."""
        text = values[question]
        return "" if text == usual_text(question, self.words) else text

    def _has_keyboard(self, prompt: Prompt) -> bool:
        return self.form.control(prompt.question).hasFocus()

    def _show(self, prompts: list[Prompt]) -> None:
        self._prompts = prompts
        titles: dict[str, str] = dict(QUESTIONS)
        fields = [Field(each.question, titles[each.question], "long", lines=3) for each in prompts]
        form = Form(fields, self.words, today=self._page.desk.today)
        form.load({each.question: each.text for each in prompts})
        self.hold(form)
