"""What the organisation has set on this computer: to be seen, and to be known as not one's own."""

from __future__ import annotations

from commdesk.core import settings
from commdesk.core.paths import machine_policy
from commdesk.core.words import N_, Text, say, say_n
from commdesk.features.options.page.saved import SavedField
from commdesk.kit.form import Field
from commdesk.kit.page import Page
from commdesk.kit.parts import Card, label

_RULES = (
    Field("passphrase_required", N_("Passphrase required"), "check"),
    Field("keyring_forbidden", N_("No keys in the keyring"), "check"),
    Field("lock_when_idle", N_("Lock after half an hour"), "check"),
    Field("exports_of_people_forbidden", N_("No exports of people"), "check"),
    Field("text_days", N_("Texts of messages are kept for")),
    Field("backup_folder", N_("Where backups go")),
)


class PolicyCard(Card):
    """Each rule of the policy file as a control that cannot be used; gone without a policy."""

    def __init__(self, page: Page) -> None:
        super().__init__(page.words("Set by your organisation"))
        self._page = page
        words = page.words
        told = say("In {file}, which the administrator keeps.", file=str(machine_policy()))
        self.body.addWidget(label(words(told), "small", wraps=True))
        fixed = settings.load().fixed
        self.fields: dict[str, SavedField] = {}
        for field in _RULES:
            if field.key in fixed:
                made = SavedField(field, words, today=page.desk.today, save=_never)
                made.control(field.key).setEnabled(False)
                made.control(field.key).setToolTip(words("Set by your organisation."))
                self.fields[field.key] = made
                self.body.addWidget(made)
        self.setVisible(bool(self.fields))

    def reload(self) -> None:
        found = settings.load()
        for key, field in self.fields.items():
            value = getattr(found, key)
            if not isinstance(value, bool):
                value = self._page.words(_worded(key, value))
            field.show_value(value)


def _worded(key: str, value: object) -> Text:
    if key == "text_days" and isinstance(value, int):
        return say_n("{n} day", "{n} days", value) if value else say("as long as the workbook says")
    return Text(str(value)) if value else say("the folder of the user")


def _never(_field: SavedField, _value: object) -> None:
    """What is switched off is not saved."""
