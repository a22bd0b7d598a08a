"""The form of an introduction: two members, why, what was written; and who would fit."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QComboBox, QPlainTextEdit, QVBoxLayout, QWidget

from commdesk.core.words import N_
from commdesk.features.members import Member, find_member
from commdesk.features.outreach.introductions.model import Introduction, Suggestion
from commdesk.features.outreach.introductions.ops import change_introduction, introduce
from commdesk.features.outreach.introductions.queries import suggestions_for
from commdesk.features.outreach.model import CAREFUL, CHANNELS
from commdesk.features.outreach.promises.page.who import WhoLine
from commdesk.kit import theme
from commdesk.kit.cardlist import CardList, CardRow
from commdesk.kit.form import Field, Form
from commdesk.kit.formcard import FormCard
from commdesk.kit.page import Page
from commdesk.kit.parts import label
from commdesk.kit.signals import soon

FIELDS = (
    Field("member", N_("Introduce"), placeholder=N_("Name or e-mail address")),
    Field("other", N_("Introduce to"), placeholder=N_("Name or e-mail address")),
    Field("why", N_("Why: what can they do for each other"), "long", lines=2, help=CAREFUL),
    Field("channel", N_("Channel"), "choice", CHANNELS),
    Field("text", N_("What you wrote to both"), "long", lines=3,
          help=N_("Empty: the reason why is logged with both")),
    Field("follow_up_on", N_("Ask after it on"), "date"),
)  # fmt: skip
_NEW = ("member", "other", "channel", "text")
_KNOWN = ("follow_up_on",)
_USUAL_CHANNEL = "mail"
_OFFERED = 3


class IntroductionForm(FormCard):
    """Introduces two members or changes it; `done` with its id."""

    def __init__(self, page: Page) -> None:
        self._suggestions = _Suggestions(page)
        form = Form(FIELDS, page.words, today=page.desk.today)
        super().__init__(page.words, form)
        form.add_under("other", self._suggestions)
        self._page = page
        self._known: Introduction | None = None
        self._one = WhoLine(form, "member", page.desk.db)
        self._other = WhoLine(form, "other", page.desk.db)
        self._one.line.editingFinished.connect(self._suggest)
        completer = self._one.line.completer()
        completer.activated.connect(lambda _text: soon(self, self._suggest))
        self._suggestions.list.opened.connect(lambda row: self._take(row.data))
        for box in form.findChildren(QComboBox):
            box.setMinimumContentsLength(3)

    def begin(self, member: Member | None = None) -> None:
        """An empty form, for this member when there is one."""
        self._show(None)
        self.form.load({"channel": _USUAL_CHANNEL})
        self.heading.setText(self.words("Introduce two members"))
        if member:
            self._one.show(member)
        self._suggest()
        (self._other if member else self._one).line.setFocus()

    def suggest_other(self, member_id: int) -> None:
        """Fill in this one of those who would fit, with the reason why."""
        found = (row.data for row in self._suggestions.list.rows if row.key == member_id)
        if suggestion := next(found, None):
            self._take(suggestion)

    def begin_change(self, known: Introduction) -> None:
        """Why they were introduced, and when to ask after it."""
        self._show(known)
        self.form.load({"why": known.why, "follow_up_on": known.follow_up_on})
        names = {"name": known.name, "other": known.other_name}
        self.heading.setText(self.words("{name} and {other}", **names))
        self.form.control("why").setFocus()

    def save(self) -> None:
        with self._page.refusals(self.form):
            values = self.form.values()
            if self._known is None:
                self._introduce(values)
            elif self.form.is_dirty:
                self._change(self._known, values)
            else:
                self.finish(self._known.id)

    def empty(self) -> None:
        self.form.load({})

    def _introduce(self, values: dict[str, Any]) -> None:
        page = self._page
        one, other = self._one.member(), self._other.member()
        said = self.words("Introduced: {name} and {other}.", name=one.name, other=other.name)
        page.do(
            introduce,
            one.id,
            other.id,
            values["why"],
            now=page.desk.now(),
            channel=values["channel"],
            text=values["text"],
            form=self.form,
            then=lambda made: self._saved(made, said),
        )

    def _change(self, known: Introduction, values: dict[str, Any]) -> None:
        changes = {key: values[key] for key in ("why", *_KNOWN)}
        self._page.do(
            change_introduction,
            known.id,
            changes,
            form=self.form,
            then=lambda _none: self._saved(known.id, self.words("Saved")),
        )

    def _saved(self, introduction_id: int, said: str) -> None:
        self._page.tell(said)
        self.finish(introduction_id)

    def _show(self, known: Introduction | None) -> None:
        self._known = known
        for key in _NEW:
            self.form.show_field(key, shown=known is None)
        for key in _KNOWN:
            self.form.show_field(key, shown=known is not None and known.is_open)
        self._suggestions.hide()

    def _suggest(self) -> None:
        """Who fits whoever stands in the first line."""
        member_id = self._one.taken if self._known is None else None
        self._suggestions.show_for(member_id)

    def _take(self, suggestion: Suggestion) -> None:
        """Fill in the other, and the reason where none was typed."""
        with self._page.refusals(self.form):
            self._other.show(find_member(self._page.desk.db, suggestion.member_id))
            why = self.form.control("why")
            if isinstance(why, QPlainTextEdit) and not why.toPlainText().strip():
                why.setPlainText(self.words(suggestion.why))
            why.setFocus()


class _Suggestions(QWidget):
    """Who could support the chosen member, or be supported; Enter fills the form in."""

    def __init__(self, page: Page) -> None:
        super().__init__()
        self._page = page
        title = page.words("Who would fit")
        self.list = CardList(title)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(4))
        column.addWidget(label(title, "label"))
        column.addWidget(self.list)
        self.hide()

    def show_for(self, member_id: int | None) -> None:
        if member_id is None or not self._page.desk.is_open:
            self.hide()
            return
        found = suggestions_for(self._page.desk.db, member_id, _OFFERED)
        words = self._page.words
        self.list.show_rows(
            [CardRow(each.member_id, each.name, words(each.why), data=each) for each in found]
        )
        self.setVisible(bool(found))
        soon(self, self._fit)

    def _fit(self) -> None:
        """As high as its rows: the form around it scrolls."""
        self.list.setFixedHeight(max(self.list.full_height(), theme.px(theme.ROW_HEIGHT)) + 4)
