"""What holds on this computer only; what the organisation has set shows and stays as it is."""

from __future__ import annotations

from typing import Any

from msgspec.structs import replace

from commdesk.core import settings
from commdesk.core.settings import TEXT_SIZES
from commdesk.core.words import LANGUAGE_NAMES, N_, Words
from commdesk.features.options.page.saved import SavedField
from commdesk.kit.form import Field
from commdesk.kit.page import Page
from commdesk.kit.parts import Card
from commdesk.kit.signals import soon

_FOCUS = "settings/focus"
_FIXED = N_("Set by your organisation.")
_THEMES = (("system", N_("As the system")), ("light", N_("Light")), ("dark", N_("Dark")))


class ComputerCard(Card):
    """Preferences; they hold at once, so the window may be made again under the keyboard."""

    def __init__(self, page: Page) -> None:
        super().__init__(page.words("This computer"))
        self._page = page
        fixed = settings.load().fixed
        self.fields: dict[str, SavedField] = {}
        for field in _fields(page.words):
            told = replace(field, help=_FIXED) if field.key in fixed else field
            made = SavedField(told, page.words, today=page.desk.today, save=self._save)
            made.control(field.key).setEnabled(field.key not in fixed)
            self.fields[field.key] = made
            self.body.addWidget(made)

    def reload(self) -> None:
        found = settings.load()
        for key, field in self.fields.items():
            field.show_value(getattr(found, key))
        if came_from := self.fields.get(self._page.host.memory.get(_FOCUS, "")):
            self._page.host.memory[_FOCUS] = ""
            soon(came_from, came_from.focus_first)

    def _save(self, field: SavedField, value: Any) -> None:
        field.saved()
        self._page.host.memory[_FOCUS] = field.key
        self._page.host.prefer(field.key, value)
        self._page.tell(N_("Saved"))


def _fields(words: Words) -> tuple[Field, ...]:
    sizes = tuple((size, words.percent(size / 100)) for size in TEXT_SIZES)
    tongues = (("", N_("As the workbook")), *LANGUAGE_NAMES.items())
    return (
        Field("theme", N_("Theme"), "choice", _THEMES),
        Field("text_size", N_("Text size"), "choice", sizes),
        Field("language", N_("Language of the window"), "choice", tongues),
        Field("single_letter_keys", N_("Keys of a single letter in lists"), "check"),
        Field(
            "lock_when_idle",
            N_("Lock after half an hour"),
            "check",
            help=N_("Of a workbook with a passphrase, when nothing was touched and all is saved."),
        ),
        Field("my_name", N_("My name"), help=N_("In history, instead of the owner's name.")),
    )
