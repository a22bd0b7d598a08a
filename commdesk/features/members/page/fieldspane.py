"""The own fields of a workbook: which there are, a new one, another name, away with one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from commdesk.core.words import N_
from commdesk.features.members.fields import (
    FIELD_KINDS,
    OwnField,
    OwnFieldDraft,
    add_field,
    change_field,
    count_values,
    list_fields,
    remove_field,
)
from commdesk.features.members.page.pane import Pane
from commdesk.kit.cardlist import CardList, CardRow
from commdesk.kit.dialogs import ask
from commdesk.kit.form import Field, Form
from commdesk.kit.formkeys import form_keys
from commdesk.kit.parts import button, label
from commdesk.kit.signals import soon

if TYPE_CHECKING:
    from commdesk.features.members.page import MembersPage

_KINDS = dict(FIELD_KINDS)
_FIELDS = (
    Field("title", N_("Name of the field")),
    Field("kind", N_("Kind"), "choice", FIELD_KINDS),
    Field("choices", N_("Choices"), "tags", help=N_("Commas between them")),
)


class FieldsPane(Pane):
    """The list of fields, and under it the form of the one that is chosen or of a new one."""

    def __init__(self, page: MembersPage) -> None:
        super().__init__(page.words("Own fields"))
        self._page, self.words = page, page.words
        self._field: OwnField | None = None
        what = self.words(
            "What this community wants to know of its members besides. The fields stand in the "
            "form, the list, views, and import and export."
        )
        careful = self.words("Nothing about clients, health or political views.")
        self.form = Form(_FIELDS, page.words, today=page.desk.today)
        self.list = CardList(self.words("Own fields"))
        self.list.setMinimumHeight(120)
        self.list.selected.connect(self._chosen)
        self.list.opened.connect(lambda _row: self.form.focus_first())
        self.form.control("kind").activated.connect(  # type: ignore[attr-defined]
            lambda _index: self._show_choices()
        )
        self._title = label(role="section")
        self.inside.addWidget(label(f"{what} {careful}", "small", wraps=True))
        self.inside.addWidget(self.list, 1)
        self.inside.addWidget(self._title)
        self.inside.addWidget(self.form)
        self._remove = button(self.words("Remove field"), self._ask_removal)
        self.add_buttons(
            (
                button(self.words("Save field"), self.save, "primary"),
                button(self.words("New field"), self.begin_new),
                self._remove,
                button(self.words("Close"), self.leave),
            )
        )
        form_keys(self, self.save)

    @property
    def is_dirty(self) -> bool:
        return self.form.is_dirty

    def reload(self) -> None:
        self.list.show_rows([self._row(field) for field in list_fields(self._page.desk.db)])
        empty = self.words("For example: number of inhabitants, member of the core group since")
        self.list.set_empty(self.words("No own fields yet"), empty)

    def begin(self) -> None:
        self.reload()
        self.begin_new()

    def begin_new(self) -> None:
        self.list.clearSelection()
        self._show(None)
        self.take_focus()

    def take_focus(self) -> None:
        self.form.focus_first()
        soon(self, self._show_form)

    def _show_form(self) -> None:
        """All of the form where it fits, its beginning where it does not."""
        self.area.ensureWidgetVisible(self.form)
        self.area.ensureWidgetVisible(self._title)

    def save(self) -> None:
        page, field = self._page, self._field
        with page.refusals(self.form):
            values = self.form.values()
            draft = OwnFieldDraft(values["title"], values["kind"], tuple(values["choices"]))
            if field is None:
                page.do(add_field, draft, form=self.form, then=self._saved)
            else:
                page.do(change_field, field.id, draft, form=self.form, then=self._saved)

    def _saved(self, _result: Any) -> None:
        self._page.tell(self.words("Saved"))
        self.begin()

    def _row(self, field: OwnField) -> CardRow:
        count = count_values(self._page.desk.db, field.id)
        filled = self.words.plural("filled in once", "filled in {n} times", count)
        kind = self.words(_KINDS[field.kind])
        reason = f"{kind} · {filled}" if count else kind
        return CardRow(key=field.id, title=field.title, reason=reason, data=field)

    def _chosen(self, row: CardRow | None) -> None:
        if row is not None:
            self._show(row.data)

    def _show(self, field: OwnField | None) -> None:
        self._field = field
        title = self.words("Change {name}", name=field.title) if field else self.words("New field")
        self._title.setText(title)
        self.form.load(field or OwnFieldDraft(""))
        self._remove.setVisible(field is not None)
        self._show_choices()

    def _show_choices(self) -> None:
        box: Any = self.form.control("kind")
        is_choice = FIELD_KINDS[max(box.currentIndex(), 0)][0] == "choice"
        self.form.show_field("choices", shown=is_choice)

    def _ask_removal(self) -> None:
        field = self._field
        if field is None:
            return
        count = count_values(self._page.desk.db, field.id)
        text = self.words.plural(
            "What is filled in of {n} member goes with it. You can undo this.",
            "What is filled in of {n} members goes with it. You can undo this.",
            count,
        )
        ask(
            self.window(),
            self.words,
            title=self.words("Remove the field {title}?", title=field.title),
            text=text,
            do=self.words("Remove"),
            then=lambda: self._page.do(remove_field, field.id, then=lambda _none: self.begin()),
            is_danger=True,
        )
