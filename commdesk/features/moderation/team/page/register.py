"""The register of the team: the week of everybody at the left, who they are at the right."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any, cast

from PySide6.QtCore import QStringListModel
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from commdesk.core.values import Minutes
from commdesk.core.words import N_, Words
from commdesk.features.moderation.page.register import Kept, Register
from commdesk.features.moderation.page.slotgrid import CAN, SlotsInput
from commdesk.features.moderation.roster import shifts_between
from commdesk.features.moderation.team import ModeratorDraft, find_moderator, known_expertise, when
from commdesk.features.moderation.team.ops import (
    add_moderator,
    change_moderator,
    remove_moderator,
)
from commdesk.features.moderation.team.page.leaving import ask_about_shifts
from commdesk.features.moderation.team.page.rows import ALL, OVERLOADED, UNFIT, TeamRow, TeamRows
from commdesk.kit import theme
from commdesk.kit.dialogs import ask_to_drop
from commdesk.kit.flow import Flow
from commdesk.kit.form import Field
from commdesk.kit.page import Page
from commdesk.kit.table import TableColumn
from commdesk.kit.tabs import tab_button, write_tab
from commdesk.kit.theme import Tone

_LEAST_HEIGHT = 500
_LEAST_TABLE = (616, 140)
"""Less wide, the days of a week of hours under it cannot be read."""
Told = Callable[[int, int], None]
"""Moderator and how many shifts left the roster by what was saved."""


def _active(row: TeamRow) -> Tone | None:
    return None if row.is_active else "plain"


def _loaded(row: TeamRow) -> Tone | None:
    return "bad" if row.is_overloaded else None


def _fitting(row: TeamRow) -> Tone | None:
    return "warn" if row.unfit else None


def _worked(value: Minutes, words: Words) -> str:
    return words.hours(value) if value else "–"


TEAM_COLUMNS = (
    TableColumn("name", N_("Moderator"), 120, tone=_active, stretches=True, sorts=False),
    TableColumn("planned", N_("Planned"), 200, text=lambda row, w: row.load.said(w),
                tone=_loaded, sorts=False),
    TableColumn("worked", N_("Worked"), 76, "right", _worked, sorts=False, needs=420),
    TableColumn("unfit", N_("Shifts"), 178, text=TeamRow.said_shifts, tone=_fitting, sorts=False,
                needs=590),
    TableColumn("expertise", N_("Expertise"), 160, is_muted=True, sorts=False, needs=740),
    TableColumn("is_paid", N_("Paid"), 70, sorts=False, needs=815),
)  # fmt: skip
TEAM_FIELDS = (
    Field("name", N_("Name")),
    Field("member", N_("Member"), placeholder=N_("Name or e-mail address"), beside=True),
    Field("weekly_minutes", N_("Hours a week"), "minutes", stretch=2),
    Field(
        "expertise", N_("Expertise"), "tags", beside=True, stretch=3, help=N_("Commas between them")
    ),
    Field(
        "day_parts",
        N_("When they can"),
        help=N_("Space: can, rather not, cannot. Shift+Space does it for all days."),
        make=lambda words: SlotsInput(words, CAN, N_("No day part at all")),
    ),
    Field("from_on", N_("First day"), "date"),
    Field("until_on", N_("Last day"), "date", beside=True),
    Field("is_paid", N_("Paid, not a volunteer"), "check"),
    Field("is_active", N_("Active"), "check", beside=True),
)
_TABS = ((ALL, N_("Everybody")), (OVERLOADED, N_("Overloaded")), (UNFIT, N_("No longer fit")))


class TeamRegister(Register):
    """Above the table stand which of them it shows; `told` hears what saving did to the roster."""

    def __init__(self, page: Page, rows: TeamRows, told: Told) -> None:
        super().__init__(page, _kept(rows, page))
        self.rows, self._told = rows, told
        words = page.words
        self.tabs = {
            only: tab_button(words(text), partial(self.show_only, only)) for only, text in _TABS
        }
        flow = Flow()
        for tab in self.tabs.values():
            flow.addWidget(tab)
        left = self.table.parentWidget().layout()  # type: ignore[union-attr]
        self._column = cast("QVBoxLayout", left)
        self._column.insertLayout(0, flow)
        self.table.setMinimumSize(theme.px(_LEAST_TABLE[0]), theme.px(_LEAST_TABLE[1]))
        self._regions.setMinimumHeight(theme.px(_LEAST_HEIGHT))

    def put_under_table(self, widget: QWidget) -> None:
        """What is about whoever is selected, and too wide to stand beside the table."""
        self._column.addWidget(widget, 1)

    def reload(self) -> None:
        self._complete_expertise()
        self._write_tabs()
        self._explain()
        super().reload()

    def show_only(self, only: str) -> None:
        """Everybody, who is overloaded in this week, or who has shifts that no longer fit."""
        self.rows.only = only
        self.reload()
        self.table.setFocus()

    def go_to(self, moderator_id: int) -> None:
        """Select this one, also when the filter left them out."""
        if not self.table.select_id(moderator_id):
            self.show_only(ALL)
            self.table.select_id(moderator_id)

    def begin(self, like: Any = None) -> None:
        page, typed = self._page, self._page.has_unsaved()
        ask_to_drop(page.window(), page.words, is_typed=typed, then=lambda: self._begin(like))

    def save(self) -> None:
        """Asks once what becomes of the coming shifts of somebody who is switched off."""
        page, row_id = self._page, self.current_id
        if row_id is None:
            super().save()
            return
        with page.refusals(self.form):
            values = self._values()
            ahead = self._left_behind(row_id, values)
            if ahead:
                keep = partial(self._change, row_id, values)
                free = partial(self._change, row_id, values, free_from=page.desk.today())
                ask_about_shifts(page, values["name"], ahead, keep=keep, free=free)
            else:
                self._change(row_id, values)

    def _begin(self, like: Any) -> None:
        self._page.drop_unsaved()
        super().begin(like)

    def _left(self) -> None:
        self.form.load(None)
        super()._left()

    def _selected(self, row: Any) -> None:
        """What is typed stays until somebody says that it may go."""
        page, shown = self._page, self.current_id
        if not page.has_unsaved():
            super()._selected(row)
        elif row is not None and row.id != shown and not self._is_reading:
            if shown is not None:
                self.table.select_id(shown)
            ask_to_drop(page.window(), page.words, is_typed=True, then=lambda: self._drop_for(row))

    def _drop_for(self, row: Any) -> None:
        self._page.drop_unsaved()
        super()._selected(row)
        self.table.select_id(row.id)

    def _change(self, row_id: int, values: Mapping[str, Any], **more: Any) -> None:
        change = partial(self._page.do, change_moderator, row_id, values, form=self.form)
        change(then=partial(self._changed, row_id), **more)

    def _changed(self, row_id: int, taken_off: int) -> None:
        self._stored(row_id)
        self._told(row_id, taken_off)

    def _left_behind(self, row_id: int, values: Mapping[str, Any]) -> int:
        """How many shifts are still to come of somebody who is switched off by this."""
        db, today = self._page.desk.db, self._page.desk.today()
        if values["is_active"] or not find_moderator(db, row_id).is_active:
            return 0
        last = values["until_on"] or today.max
        return len(shifts_between(db, today, last, row_id))

    def _values(self) -> dict[str, Any]:
        values = super()._values()
        return values | when(*values.pop("day_parts"))

    def _complete_expertise(self) -> None:
        line = self.form.control("expertise")
        known = line.completer().model() if isinstance(line, QLineEdit) else None
        if isinstance(known, QStringListModel):
            known.setStringList(known_expertise(self._page.desk.db))

    def _write_tabs(self) -> None:
        words = self._page.words
        for only, text in _TABS:
            count = self.rows.count(only)
            write_tab(self.tabs[only], f"{words(text)} ({count})" if count else words(text))
            self.tabs[only].setChecked(only == self.rows.only)

    def _explain(self) -> None:
        words, week = self._page.words, self.rows.week
        everybody = (words("Everybody"), partial(self.show_only, ALL))
        if self.rows.only == OVERLOADED:
            title = words("Nobody is overloaded in {week}", week=week)
            text = words("Nobody has more planned than they have hours.")
            self.table.set_empty(title, text, *everybody)
        elif self.rows.only == UNFIT:
            title = words("All coming shifts fit")
            text = words("They fit the hours, days off and expertise of whoever has them.")
            self.table.set_empty(title, text, *everybody)
        else:
            kept = self._kept
            self.table.set_empty(words("No team yet"), kept.why_empty, kept.new, self.begin)


def _kept(rows: TeamRows, page: Page) -> Kept:
    words, db = page.words, page.desk.db
    return Kept(
        name="moderator",
        title=words("Team"),
        new=words("Add moderator"),
        columns=TEAM_COLUMNS,
        fields=TEAM_FIELDS,
        rows=rows.shown,
        find=lambda moderator_id: find_moderator(db, moderator_id),
        empty=ModeratorDraft(),
        add=_new_moderator,
        change=change_moderator,
        remove=remove_moderator,
        remove_with=lambda: {"today": page.desk.today()},
        has_members=True,
        why_empty=words("Who moderates, with which expertise, how many hours a week?"),
    )


def _new_moderator(values: Mapping[str, Any]) -> tuple[Any, ModeratorDraft]:
    draft = ModeratorDraft(**{**values, "expertise": tuple(values["expertise"])})
    return add_moderator, draft
