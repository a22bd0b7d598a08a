"""What a message is for, what it begins with, where it goes and what it is about: four choices."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from commdesk.core.database import Database
from commdesk.core.words import Words
from commdesk.core.workbook import read_workbook
from commdesk.features.content import list_items, title_of_item
from commdesk.features.outreach.model import CHANNELS, PURPOSES, Channel, Purpose
from commdesk.features.outreach.openings import NONE, Opening
from commdesk.features.outreach.templates.model import FORMALITIES, LANGUAGE_WORDS, Template
from commdesk.features.outreach.templates.queries import list_templates, manner
from commdesk.kit import theme
from commdesk.kit.inputs import ChoiceInput, Choices
from commdesk.kit.parts import label

_LEAST_SIGNS = 3  # two beside each other fit at twice the text size
_MOST_ITEMS = 60


class MessageChoices(QWidget):
    """Tells what the user chose; `load` tells nothing."""

    purpose_chosen = Signal()
    template_chosen = Signal()
    content_chosen = Signal()
    channel_chosen = Signal()

    def __init__(self, words: Words) -> None:
        super().__init__()
        self.words = words
        self.purpose = self._choice(PURPOSES)
        self.template = self._choice(())
        self.channel = self._choice(CHANNELS)
        self.content = self._choice(())
        self._templates: list[Template] = []
        self._lay_out()
        self.purpose.edited.connect(self.purpose_chosen)
        self.template.edited.connect(self.template_chosen)
        self.content.edited.connect(self.content_chosen)
        self.channel.edited.connect(self.channel_chosen)

    @property
    def boxes(self) -> tuple[QWidget, ...]:
        """In the order in which they are read."""
        return (self.purpose.box, self.template.box, self.channel.box, self.content.box)

    def reload(self, db: Database, today: date) -> None:
        """Offer the templates and the newest items that are published by now."""
        usual = (read_workbook(db).language, manner(db).formality)
        found = list_templates(db)
        self._templates = sorted(found, key=lambda each: (each.language, each.formality) != usual)
        self._usual = usual
        items = [(item.id, item.title) for item in list_items(db, until=today, limit=_MOST_ITEMS)]
        self.content.set_choices([(None, self.words("No item")), *items])
        self.offer_templates()

    def offer_templates(self) -> None:
        """Those of the purpose; whose language or tone is not the usual one says so."""
        purpose = self.purpose.value()
        fitting = [each for each in self._templates if each.purpose == purpose]
        choices = [(each.id, self._called(each)) for each in fitting]
        self.template.set_choices([*choices, (NONE, self.words("No template"))])

    def load(self, purpose: str, channel: str, opening: Opening | None, db: Database) -> None:
        if purpose != self.purpose.value():
            self.purpose.load(purpose)
            self.offer_templates()
        self.channel.load(channel)
        self.show_opening(opening, db)

    def show_opening(self, opening: Opening | None, db: Database) -> None:
        """Say which template and item a message began with, also an item of long ago."""
        self.template.load((opening and opening.template_id) or NONE)
        content_id = opening.content_id if opening else None
        self.content.load(content_id)
        if content_id != self.content.value():
            self.content.add_choice(content_id, title_of_item(db, content_id or 0))
            self.content.load(content_id)

    def empty(self, db: Database) -> None:
        self.load(Purpose.KEEP_IN_TOUCH, Channel.DM, None, db)

    def _called(self, template: Template) -> str:
        told = [
            self.words(dict(known)[value])
            for known, value, usual in (
                (LANGUAGE_WORDS, template.language, self._usual[0]),
                (FORMALITIES, template.formality, self._usual[1]),
            )
            if value != usual
        ]
        return f"{template.name} ({', '.join(told)})" if told else template.name

    def _choice(self, choices: Choices) -> ChoiceInput:
        made = ChoiceInput([(value, self.words(text)) for value, text in choices])
        made.box.setMinimumContentsLength(_LEAST_SIGNS)
        return made

    def _lay_out(self) -> None:
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(theme.GAP)
        grid.setVerticalSpacing(4)
        names = (("Purpose", self.purpose), ("Template", self.template),
                 ("Channel", self.channel), ("Item", self.content))  # fmt: skip
        for place, (name, entry) in enumerate(names):
            buddy = label(self.words(name), "label")
            buddy.setBuddy(entry.control)
            entry.control.setAccessibleName(self.words(name))
            row, column = divmod(place, 2)
            grid.addWidget(buddy, 2 * row, column)
            grid.addWidget(entry, 2 * row + 1, column)
            grid.setColumnStretch(column, 1)
        for here, there in pairwise(self.boxes):
            self.setTabOrder(here, there)
