"""What only people know: who answers for the workbook, and what the privacy officer says."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from commdesk.core.words import N_
from commdesk.features.register.criteria import ANSWERS, CRITERIA
from commdesk.features.register.model import FACTS, GROUNDS, Line, Register
from commdesk.features.register.ops import answer, explain, set_responsible
from commdesk.kit.form import Field, Form
from commdesk.kit.formcard import FormCard

if TYPE_CHECKING:
    from commdesk.features.register.page import RegisterSection

_HELP = {
    "register_controller": N_("Who decides on it: of a municipality mayor and aldermen."),
    "register_access": N_("By their task, not by name."),
    "register_recipients": N_("Empty: nobody outside the organisation."),
}
_LINE = (
    Field("purpose", N_("Purpose"), "long", lines=3),
    Field("legal_ground", N_("Legal ground"), "choice", GROUNDS),
)
_KIND = (
    *_LINE,
    Field("recipients", N_("Recipients"), help=_HELP["register_recipients"]),
    Field("keeping", N_("Kept"), help=N_("Empty: as the rules of retention say.")),
)


class BesideForm(FormCard):
    """Always there beside what it is about; what is typed stays when that is read again."""

    def __init__(self, page: RegisterSection, fields: tuple[Field, ...], title: str) -> None:
        super().__init__(page.words, Form(fields, page.words, today=page.desk.today))
        self._page = page
        self.heading.setText(page.words(title))
        self.saver.setEnabled(False)
        self.leaver.setEnabled(False)
        self.form.dirty.connect(self.saver.setEnabled)
        self.form.dirty.connect(self.leaver.setEnabled)
        self._known: dict[str, Any] = {}

    def empty(self) -> None:
        """As it is stored."""
        self.form.load(self._known)

    def load(self, known: dict[str, Any]) -> None:
        """What is stored now, unless somebody is typing."""
        self._known = known
        if not self.form.is_dirty:
            self.form.load(known)

    def _saved(self) -> None:
        self._known = self.form.values()
        self.form.load(self._known)
        self._page.tell(self.words("Saved"))


class ResponsibleForm(BesideForm):
    """Controller, privacy officer, who has access: facts of the workbook."""

    def __init__(self, page: RegisterSection) -> None:
        fields = tuple(Field(key, title, help=_HELP.get(key, "")) for key, title in FACTS)
        super().__init__(page, fields, N_("Who answers for it"))

    def show_register(self, register: Register) -> None:
        self.load(dict(register.facts))

    def save(self) -> None:
        page = self._page
        with page.refusals(self.form):
            values = self.form.values()
            page.do(set_responsible, values, form=self.form, then=lambda _none: self._saved())


class AnswersForm(BesideForm):
    """Each criterion with what the officer says of it, and why."""

    def __init__(self, page: RegisterSection) -> None:
        fields = tuple(
            field
            for each in CRITERIA
            for field in (
                Field(each.key, each.title, "choice", ANSWERS, help=each.asks),
                Field(f"{each.key}_note", N_("Why")),
            )
        )
        super().__init__(page, fields, N_("What the privacy officer says"))

    def show_register(self, register: Register) -> None:
        notes = {f"{key}_note": note for key, note in register.notes.items()}
        self.load(dict(register.answers) | notes)

    def save(self) -> None:
        page = self._page
        with page.refusals(self.form):
            values = self.form.values()
            answers = {
                each.key: (values[each.key], values[f"{each.key}_note"]) for each in CRITERIA
            }
            page.do(answer, answers, form=self.form, then=lambda _none: self._saved())


class LineForm(BesideForm):
    """Purpose and ground of what is selected; of a whole kind who gets it and how long as well."""

    def __init__(self, page: RegisterSection, *, is_whole: bool) -> None:
        super().__init__(page, _KIND if is_whole else _LINE, N_("What it is for"))
        self.subject, self._title = "", ""

    def begin(self, subject: str, title: str, line: Line) -> None:
        """Another line; the same one when it is read again, and then typing stays."""
        if subject != self.subject:
            self.form.load(None)
        self.subject, self._title = subject, title
        self.heading.setText(title)
        self.load(
            {
                "purpose": line.purpose,
                "legal_ground": line.legal_ground,
                "recipients": line.recipients,
                "keeping": line.keeping,
            }
        )

    def save(self) -> None:
        page = self._page
        if not self.subject:
            return
        with page.refusals(self.form):
            line = Line(**self.form.values())
            page.do(explain, self.subject, self._title, line, form=self.form,
                    then=lambda _none: self._saved())  # fmt: skip
