"""The tab Templates: what messages begin with, by purpose, and how each of them reads."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QHBoxLayout, QStackedWidget

from commdesk.core.words import N_, Words
from commdesk.features.outreach.model import PURPOSES
from commdesk.features.outreach.page.templates_editors import MannerEditor, TemplateEditor
from commdesk.features.outreach.page.templates_pane import TemplatePane
from commdesk.features.outreach.templates.fields import in_language
from commdesk.features.outreach.templates.model import FORMALITIES, LANGUAGE_WORDS, Template
from commdesk.features.outreach.templates.ops import (
    copy_template,
    make_default,
    remove_template,
)
from commdesk.features.outreach.templates.queries import find_template, list_templates
from commdesk.kit.cardfilter import CardFilter
from commdesk.kit.cardlist import CardList, CardRow
from commdesk.kit.dialogs import ask
from commdesk.kit.formcard import FormCard
from commdesk.kit.inputs import ChoiceInput
from commdesk.kit.page import NEW, Page, PageAction, Regions
from commdesk.kit.parts import Card
from commdesk.kit.theme import Tone

_LONGEST_BEGINNING = 80


class TemplatesPage(Page):
    """A list by purpose, and beside it how the template reads, or its form."""

    NAME = "templates"
    TITLE = N_("Templates")
    HELP = N_(
        "What a message begins with, for each purpose, in both languages, informal and formal. "
        "Fields in braces are filled in for whoever you write to; what cannot be filled is shown "
        "in colour and in words, and is not copied. Enter or Ctrl+E changes a template, Ctrl+N "
        "adds one; the default of a purpose comes by itself."
    )
    WATCHES = frozenset({"outreach_template", "workbook_fact"})
    ICON = "text-box-outline"

    def build(self) -> None:
        self.list = CardList(self.words("Templates"))
        self.list.selected.connect(self._selected)
        self.list.opened.connect(lambda _row: self.change())
        self.filter = CardFilter(self.words, self.list)
        self.language = self._language_choice()
        self.pane = TemplatePane(self)
        self.editor = TemplateEditor(self)
        self.manner = MannerEditor(self)
        self._right = QStackedWidget()
        for each in (self.pane, self.editor, self.manner):
            self._right.addWidget(each)
        self.editor.done.connect(self._edited)
        self.manner.done.connect(self._edited)
        self._regions = Regions(
            "templates",
            (self._left(), self._right),
            words=self.words,
            memory=self.host.memory,
            shares=(5, 6),
        )
        self.content.addWidget(self._regions, 1)

    def primary_action(self) -> PageAction:
        return PageAction(N_("Add template"), self.add, NEW)

    def page_actions(self) -> list[PageAction]:
        return [
            PageAction(N_("How we write…"), self.change_manner),
            PageAction(N_("Change template"), self.change, "Ctrl+E", in_header=False),
            PageAction(N_("Make default"), self.make_default, in_header=False),
            PageAction(N_("Copy template"), self.copy, in_header=False),
            PageAction(N_("Remove template"), self.remove, in_header=False),
        ]

    def filter_field(self) -> CardFilter:
        return self.filter

    def reload(self) -> None:
        found = list_templates(self.desk.db)
        shown = [each for each in found if self.language.value() in {"", each.language}]
        self.header.show_words(line=_counted(found, self.words))
        self._explain_emptiness(is_filtered=len(shown) < len(found))
        self.filter.show_rows([_row(each, self.words, self._use_of(each)) for each in shown])

    def show_target(self, target: object) -> None:
        """Select this template, whatever the filter was."""
        self.filter.clear()
        self.language.load("")
        self.refresh()
        self.list.select_key(int(str(target)))
        self._regions.reveal(1)

    def has_unsaved(self) -> bool:
        shown = self._right.currentWidget()
        return isinstance(shown, FormCard) and shown.form.is_dirty

    def drop_unsaved(self) -> None:
        self._right.setCurrentWidget(self.pane)

    def template(self) -> Template | None:
        """The one that is selected."""
        row = self.list.current()
        return row.data if row else None

    def add(self) -> None:
        """A new one, for the purpose and in the language of what is selected."""
        near = self.template()
        self._show(self.editor)
        language = self.language.value() or (near.language if near else "")
        self.editor.begin(None, purpose=near.purpose if near else "", language=language)

    def change(self) -> None:
        if template := self.template():
            self._show(self.editor)
            self.editor.begin(template)

    def change_manner(self) -> None:
        self._show(self.manner)
        self.manner.begin()

    def make_default(self) -> None:
        if template := self.template():
            said = self.words("Messages begin with {name} now.", name=template.name)
            self.do(make_default, template.id, then=lambda _none: self.tell(said))

    def copy(self) -> None:
        """Copy the selected one and change the copy."""
        if template := self.template():
            self.do(copy_template, template.id, then=lambda made: self._change_copy(int(made)))

    def remove(self) -> None:
        if template := self.template():
            ask(
                self.window(),
                self.words,
                title=self.words("Remove {name}?", name=template.name),
                text=self.words("Messages that began with it stay as they are. You can undo this."),
                do=self.words("Remove"),
                then=lambda: self.do(remove_template, template.id),
                is_danger=True,
            )

    def _change_copy(self, template_id: int) -> None:
        self.filter.clear()
        self.list.select_key(template_id)
        self._show(self.editor)
        self.editor.begin(find_template(self.desk.db, template_id))

    def _left(self) -> Card:
        card = Card(padding=8)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.filter, 1)
        row.addWidget(self.language)
        card.body.addLayout(row)
        card.body.addWidget(self.list, 1)
        return card

    def _language_choice(self) -> ChoiceInput:
        made = ChoiceInput(
            [
                ("", self.words("both languages")),
                *((value, self.words(text)) for value, text in LANGUAGE_WORDS),
            ]
        )
        made.control.setAccessibleName(self.words("Language of the templates"))
        made.load(self.desk.workbook.language)
        made.edited.connect(self.refresh)
        return made

    def _use_of(self, template: Template) -> str:
        """`informal`; with the language before it while both are shown."""
        formality = self.words(dict(FORMALITIES)[template.formality])
        if self.language.value():
            return formality
        return f"{self.words(dict(LANGUAGE_WORDS)[template.language])} · {formality}"

    def _selected(self, row: CardRow | None) -> None:
        self.pane.show_template(row.data if row else None)

    def _show(self, form: FormCard) -> None:
        self._right.setCurrentWidget(form)
        self._regions.reveal(1)

    def _edited(self, template_id: object) -> None:
        self._right.setCurrentWidget(self.pane)
        if template_id is not None:
            self._stand_on(int(str(template_id)))
        self._regions.reveal(0)
        self.list.setFocus()

    def _stand_on(self, template_id: int) -> None:
        """Select it, also when it does not fit the filter any more."""
        self.filter.clear()
        if not self.list.select_key(template_id):
            self.language.load("")
            self.refresh()
            self.list.select_key(template_id)

    def _explain_emptiness(self, *, is_filtered: bool) -> None:
        words = self.words
        if is_filtered:
            title = words("No templates in this language")
            self.filter.set_empty(title, "", words("Show both languages"), self._show_both)
            return
        text = words(
            "A template is what a message begins with. Without one you begin with an empty text."
        )
        self.filter.set_empty(words("No templates"), text, words("Add template"), self.add)

    def _show_both(self) -> None:
        self.language.load("")
        self.refresh()


def _row(template: Template, words: Words, use: str) -> CardRow:
    chips: list[tuple[str, Tone]] = [(use, "plain")]
    if template.is_default:
        chips.insert(0, (words("default"), "accent"))
    purpose = words(dict(PURPOSES)[template.purpose])
    return CardRow(
        key=template.id,
        title=template.name,
        reason=_beginning(in_language(template.text, words.language)),
        chips=chips,
        group=purpose[:1].upper() + purpose[1:],
        data=template,
    )


def _beginning(text: str) -> str:
    """The first words after the greeting."""
    paragraphs = [" ".join(each.split()) for each in text.split("\n\n")]
    said = next((each for each in paragraphs[1:] if each), paragraphs[0])
    if len(said) <= _LONGEST_BEGINNING:
        return said
    return said[:_LONGEST_BEGINNING].rpartition(" ")[0] + " …"


def _counted(found: Sequence[Template], words: Words) -> str:
    if not found:
        return ""
    parts = [words.plural("{n} template", "{n} templates", len(found))]
    for language, text in LANGUAGE_WORDS:
        count = sum(each.language == language for each in found)
        parts.append(f"{words(text)} {words.number(count)}")
    return " · ".join(parts)
