"""The forms of the tab Templates: one template, and how we write."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from msgspec.structs import asdict
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QMenu, QPlainTextEdit, QPushButton, QSizePolicy

from commdesk.core.words import N_
from commdesk.features.outreach.model import PURPOSES, Purpose
from commdesk.features.outreach.page.fields import HoleMarks, hole_words
from commdesk.features.outreach.page.templates_preview import Preview
from commdesk.features.outreach.templates.fields import FIELDS, Hole, fill, in_language
from commdesk.features.outreach.templates.model import (
    FORMALITIES,
    LANGUAGE_WORDS,
    Template,
    TemplateDraft,
)
from commdesk.features.outreach.templates.ops import add_template, change_template, set_manner
from commdesk.features.outreach.templates.queries import manner
from commdesk.kit.form import Field, Form
from commdesk.kit.formcard import FormCard
from commdesk.kit.parts import button, label
from commdesk.kit.signals import after_pause

if TYPE_CHECKING:
    from commdesk.features.outreach.page.templates import TemplatesPage

_TEMPLATE = (
    Field("name", N_("Name")),
    Field("purpose", N_("Purpose"), "choice", PURPOSES),
    Field("language", N_("Language"), "choice", LANGUAGE_WORDS),
    Field("formality", N_("Formality"), "choice", FORMALITIES, beside=True),
    Field("text", N_("Text"), "long", lines=10),
)
_MANNER = (
    Field(
        "formality",
        N_("How we address people"),
        "choice",
        FORMALITIES,
        help=N_("A message begins with a template of this formality."),
    ),
    Field(
        "boundaries",
        N_("What the community is about, and what not"),
        "long",
        lines=6,
        help=N_("In plain words: it goes into messages, where a template asks for it."),
    ),
)


class TemplateEditor(FormCard):
    """Adds or changes a template, and shows how it reads; `done` with its id."""

    def __init__(self, page: TemplatesPage) -> None:
        words = page.words
        self._insert = _menu_button(words("Insert a field…"), self.offer_fields)
        self._faults = label(role="error", wraps=True)
        self.preview = Preview(page.desk, words)
        form = Form(_TEMPLATE, words, today=page.desk.today)
        super().__init__(words, form, self._insert, self._faults, self.preview)
        self._page = page
        self._known: Template | None = None
        self.text: QPlainTextEdit = form.control("text")  # type: ignore[assignment]
        self._marks = HoleMarks(self.text, _faults_in)
        again = after_pause(self, 60, self.show_preview)
        self.text.textChanged.connect(again)
        for key in ("language", "formality"):
            form.control(key).activated.connect(lambda _index: again())  # type: ignore[attr-defined]

    def begin(self, known: Template | None, *, purpose: str = "", language: str = "") -> None:
        """Show this template, or an empty form for a new one of a purpose and a language."""
        self._known = known
        db, words = self._page.desk.db, self.words
        if known:
            draft = asdict(known) | {"text": in_language(known.text, words.language)}
        else:
            draft = asdict(
                TemplateDraft(
                    name="",
                    purpose=purpose or Purpose.KEEP_IN_TOUCH,
                    language=language or self._page.desk.workbook.language,
                    formality=manner(db).formality,
                    text=in_language("{greeting}\n\n\n\n{my_name}", words.language),
                )
            )
        self.form.load(draft)
        title = words("Change {name}", name=known.name) if known else words("New template")
        self.heading.setText(title)
        self.show_preview()
        if known:
            self.text.setFocus(Qt.FocusReason.OtherFocusReason)
            self._area.ensureWidgetVisible(self.text)
        else:
            self.form.focus_first()

    def save(self) -> None:
        with self._page.refusals(self.form):
            values, known = self.form.values(), self._known
            if known:
                self._page.do(
                    change_template,
                    known.id,
                    values,
                    form=self.form,
                    then=lambda _none: self._stored(known.id),
                )
            else:
                draft = TemplateDraft(**values)
                self._page.do(add_template, draft, form=self.form, then=self._stored)

    def offer_fields(self) -> None:
        """A menu of what can be filled in; the chosen field comes where the cursor stands."""
        menu = QMenu(self)
        for field in FIELDS:
            typed = "{" + field.in_language(self.words.language) + "}"
            action = menu.addAction(f"{typed}   {self.words(field.told)}")
            action.triggered.connect(lambda _checked=False, typed=typed: self.insert(typed))
        menu.setActiveAction(menu.actions()[0])
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self._insert.mapToGlobal(QPoint(0, self._insert.height())))

    def insert(self, typed: str) -> None:
        self.text.insertPlainText(typed)
        self.text.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_preview(self) -> None:
        """Typed a moment ago: the workbook may be closed by now."""
        if not self._page.desk.is_open:
            return
        text = self.text.toPlainText()
        said = hole_words(_faults_in(text), self.words)
        self._faults.setText(said)
        self._faults.setVisible(bool(said))
        language, formality = (self.form.values()[key] for key in ("language", "formality"))
        self.preview.show_text(text, language, formality, says_faults=False)

    def _stored(self, template_id: Any) -> None:
        self._page.tell(self.words("Saved"))
        self.finish(template_id)


class MannerEditor(FormCard):
    """How people are addressed and what the community is about; `done` with whether it changed."""

    def __init__(self, page: TemplatesPage) -> None:
        super().__init__(page.words, Form(_MANNER, page.words, today=page.desk.today))
        self._page = page
        self.heading.setText(self.words("How we write"))

    def begin(self) -> None:
        self.form.load(manner(self._page.desk.db))
        self.form.focus_first()

    def save(self) -> None:
        values = self.form.values()
        self._page.do(set_manner, **values, form=self.form, then=lambda _none: self._stored())

    def _stored(self) -> None:
        self._page.tell(self.words("Saved"))
        self.finish(result=None)


def _faults_in(text: str) -> list[Hole]:
    """In a template fields may stand; what is no field may not."""
    return [hole for hole in fill(text, {}, to_edit=True).holes if hole.kind != "empty"]


def _menu_button(text: str, slot: Any) -> QPushButton:
    made = button(text, slot)
    made.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
    return made
