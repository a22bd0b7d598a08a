"""The export section: which week, which sheets, what for; one Excel file comes out."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QCheckBox, QFrame, QScrollArea, QVBoxLayout, QWidget

from commdesk.core.errors import Refused
from commdesk.core.exports import purpose_wanted
from commdesk.core.feature import Sheet
from commdesk.core.values import Week
from commdesk.core.words import N_, Words, say_n
from commdesk.features.exchange import exporting
from commdesk.features.exchange.page import work
from commdesk.kit import theme
from commdesk.kit.dialogs import pick_place
from commdesk.kit.form import Field, Form
from commdesk.kit.formkeys import form_keys
from commdesk.kit.page import Page, PageAction
from commdesk.kit.parts import Card

_WEEKS_BACK, _WEEKS_AHEAD = 8, 8
_WIDTH = 560
_PEOPLE = N_("This and what follows holds people: say what for. It is kept in the export log.")


class ExportSection(Page):
    """A form and one button; people go out only for a purpose."""

    NAME = "export"
    TITLE = N_("Export to Excel")
    ICON = "microsoft-excel"
    HELP = N_(
        "Make an Excel file of a week: to-dos and hours, with formulas that stay live. Members, "
        "ambassadors and the outreach log go along only when you tick them and say what for."
    )

    def build(self) -> None:
        known = exporting.sheets_of(self.desk.features)
        self.sheets = dict(sorted(known.items(), key=lambda item: item[1].has_people))
        self.form = Form(self._fields(), self.words, today=self.desk.today)
        self.form.load({"week": str(Week.of(self.desk.today())), **self._defaults()})
        for name, sheet in self.sheets.items():
            box = self.form.control(_key(name))
            if sheet.has_people and isinstance(box, QCheckBox):
                box.toggled.connect(lambda _checked: self._show_purpose())
        card = Card()
        card.setMaximumWidth(theme.px(_WIDTH))
        card.body.addWidget(self.form)
        form_keys(card, self.export)
        inside = QWidget()
        inside.setProperty("role", "page")
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(card)
        column.addStretch()
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidget(inside)
        self.content.addWidget(area, 1)
        self._show_purpose()

    def primary_action(self) -> PageAction:
        return PageAction(N_("Export to Excel"), self.export, name="export")

    def export(self) -> None:
        """Ask where, then make the file; people without a purpose are refused first."""
        self.banner.hide()
        with self.refusals(self.form):
            values = self.form.values()
            chosen = self._chosen(values)
            week = Week.parse(values["week"])
            if any(sheet.has_people for sheet in chosen) and not values["purpose"]:
                self._ask_purpose(chosen, week)
                return
            pick_place(
                self,
                title=self.words("Export to Excel"),
                kinds="Excel (*.xlsx)",
                name=f"{self.desk.workbook.name}-{week}{exporting.SUFFIX}",
                then=lambda path: self.save(path, chosen, week, values["purpose"]),
            )

    def save(self, path: Path, sheets: tuple[Sheet, ...], week: Week, purpose: str) -> None:
        """Gather and write in a thread; with people on a writing desk, for the log."""
        with self.refusals(self.form):
            exporting.check_place(path, self.desk.path)
            title = self.words("Making {file}", file=path.name)

            def then(export: Any) -> None:
                self._saved(path, export)

            if any(sheet.has_people for sheet in sheets):
                self.host.run_bulk(
                    title,
                    lambda desk, progress: work.hand_out(
                        desk, work.gather(desk, sheets, week, progress), path, purpose, progress
                    ),
                    then,
                    self._failed,
                )
            else:
                self.host.run_job(
                    title,
                    lambda progress: work.hand_out(
                        self.desk,
                        work.gather(self.desk, sheets, week, progress),
                        path,
                        "",
                        progress,
                    ),
                    then,
                    self._failed,
                )

    def _ask_purpose(self, sheets: tuple[Sheet, ...], week: Week) -> None:
        """Count whose data it is, and say so where the purpose is typed."""
        self.host.run_job(
            self.words("Counting people"),
            lambda progress: work.gather(self.desk, sheets, week, progress).people_count,
            lambda people: self.show_refusal(purpose_wanted(people), self.form),
        )

    def _saved(self, path: Path, export: exporting.Export) -> None:
        told = say_n(
            "{file} is made: {n} sheet, {rows} rows.",
            "{file} is made: {n} sheets, {rows} rows.",
            len(export.contents),
            file=path.name,
            rows=export.row_count,
        )
        self.banner.show_text(self.words(told), "good")
        self.tell(told)
        if export.people_count:
            self.desk.announce(frozenset({"export_log"}))

    def _failed(self, error: Exception) -> None:
        if isinstance(error, Refused):
            self.show_refusal(error, self.form)
        else:
            self.tell(N_("Cancelled. Nothing was changed."))

    def _chosen(self, values: dict[str, Any]) -> tuple[Sheet, ...]:
        names = [name for name in self.sheets if values[_key(name)]]
        if not names:
            raise Refused("Tick at least one sheet.", field=_key(next(iter(self.sheets), "")))
        return exporting.choose(self.desk.features, names)

    def _show_purpose(self) -> None:
        """Only what holds people asks for a purpose."""
        values = self.form.values()
        wanted = any(values[_key(name)] for name, each in self.sheets.items() if each.has_people)
        self.form.show_field("purpose", shown=wanted)

    def _defaults(self) -> dict[str, bool]:
        return {_key(name): sheet.by_default for name, sheet in self.sheets.items()}

    def _fields(self) -> list[Field]:
        today = self.desk.today()
        first = next((name for name, sheet in self.sheets.items() if sheet.has_people), "")
        weeks = [Week.of(today) + n for n in range(-_WEEKS_BACK, _WEEKS_AHEAD + 1)]
        return [
            Field("week", N_("Week"), "choice", [(str(w), _named(w, self.words)) for w in weeks]),
            *(
                Field(_key(name), sheet.title, "check", help=_PEOPLE if name == first else "")
                for name, sheet in self.sheets.items()
            ),
            Field("purpose", N_("Purpose"), placeholder=N_("For the annual report to the council")),
        ]


def _key(name: str) -> str:
    """The field of a sheet; a sheet may be called as another field."""
    return f"sheet_{name}"


def _named(week: Week, words: Words) -> str:
    """`week 48: ma 23 nov – zo 29 nov`."""
    return f"{words.week(week)}: {words.date(week.monday)} – {words.date(week.sunday)}"
