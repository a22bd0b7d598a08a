"""The pane beside the list of templates: how the selected one reads, and what can be done."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from commdesk.core.words import N_
from commdesk.features.outreach.model import PURPOSES
from commdesk.features.outreach.page.templates_preview import Preview
from commdesk.features.outreach.templates.model import FORMALITIES, LANGUAGE_WORDS, Template
from commdesk.kit import theme
from commdesk.kit.flow import Flow
from commdesk.kit.parts import Card, EmptyState, button, label
from commdesk.kit.scrolled import scrolled

if TYPE_CHECKING:
    from commdesk.features.outreach.page.templates import TemplatesPage


class TemplatePane(Card):
    """Shows one template as an invented person would get it; or says what would be here."""

    def __init__(self, page: TemplatesPage) -> None:
        super().__init__(padding=0)
        words = page.words
        self.words = words
        self.title = label(role="section", wraps=True)
        self.use = label(role="small", wraps=True)
        self.preview = Preview(page.desk, words)
        self._area = scrolled(self.title, self.use, self.preview)
        self._default = button(words("Make default"), page.make_default)
        self._buttons = QWidget()
        row = Flow(self._buttons)
        row.setContentsMargins(*(theme.CARD_PADDING,) * 4)
        for each in (
            button(words(N_("Change")), page.change, "primary"),
            self._default,
            button(words(N_("Copy")), page.copy),
            button(words(N_("Remove")), page.remove),
        ):
            row.addWidget(each)
        self._empty = EmptyState(self)
        self._empty.explain("", words("Choose a template to see how it reads."))
        self.body.setSpacing(0)
        self.body.addWidget(self._area, 1)
        self.body.addWidget(self._buttons)
        self.body.addWidget(self._empty)
        self.show_template(None)

    def show_template(self, template: Template | None) -> None:
        for part in (self._area, self._buttons):
            part.setVisible(template is not None)
        self._empty.setVisible(template is None)
        if template is None:
            return
        words = self.words
        purpose = words(dict(PURPOSES)[template.purpose])
        told = [
            purpose[:1].upper() + purpose[1:],
            words(dict(LANGUAGE_WORDS)[template.language]),
            words(dict(FORMALITIES)[template.formality]),
        ]
        told += [words("default")] * template.is_default
        self.title.setText(template.name)
        self.use.setText(" · ".join(told))
        self.preview.show_text(template.text, template.language, template.formality)
        self._default.setVisible(not template.is_default)
        self._area.verticalScrollBar().setValue(0)
        self.setAccessibleName(template.name)
