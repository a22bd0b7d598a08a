"""The export section: which days, which sheets, what for; one Excel file comes out."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QCheckBox, QComboBox, QVBoxLayout, QWidget

from commdesk.core.errors import Refused
from commdesk.core.exports import FORBIDDEN, may_people_leave, purpose_wanted
from commdesk.core.sheets.output import check_place
from commdesk.core.values import Period, Week
from commdesk.core.words import N_
from commdesk.features.exchange import exporting, spans
from commdesk.features.exchange.page import work
from commdesk.kit import theme
from commdesk.kit.dialogs import pick_place
from commdesk.kit.form import Field, Form
from commdesk.kit.formkeys import form_keys
from commdesk.kit.page import Page, PageAction
from commdesk.kit.parts import Card, label
from commdesk.kit.scrolled import quiet_area

_WEEKS_BACK, _WEEKS_AHEAD = 26, 26
_WIDTH = 560
_PEOPLE = N_("What follows holds people: say what for. It is kept in the export log.")
_TEXTS = N_("What was said, word for word. Take it along only when the purpose asks for it.")
_CHARTS = "charts"


class ExportSection(Page):
    """A form and one button; people go out only for a purpose."""

    NAME = "export"
    TITLE = N_("Export to Excel")
    ICON = "microsoft-excel"
    HELP = N_(
        "Make an Excel file of a week, a quarter or any days: to-dos, roster and hours, with "
        "formulas that stay live, lists to choose from and charts. Its last sheet says what is in "
        "it. Members, ambassadors, interviews and the outreach log go along only when you tick "
        "them and say what for; what was said only when you tick that apart."
    )

    def build(self) -> None:
        known = exporting.sheets_of(self.desk.features)
        self.sheets = dict(sorted(known.items(), key=lambda item: item[1].has_people))
        self.form = Form(self._fields(), self.words, today=self.desk.today)
        self.form.load(
            {"span": "week", "week": str(Week.of(self.desk.today())), **self._defaults()}
        )
        self._say_more()
        for key in ("span", "week"):
            box = self.form.control(key)
            if isinstance(box, QComboBox):
                box.currentIndexChanged.connect(lambda _index: self._show_span())
        for name in self.sheets:
            box = self.form.control(_key(name))
            if isinstance(box, QCheckBox):
                box.toggled.connect(lambda _checked: self._show_purpose())
        card = Card()
        card.setMaximumWidth(theme.px(_WIDTH))
        card.body.addWidget(self.form)
        form_keys(card, self.export)
        self.content.addWidget(quiet_area(_Room(card)), 1)
        self._show_purpose()
        self._show_span()

    def _say_more(self) -> None:
        """What stands between the fields; the lowest first, since each moves what is below it."""
        may_leave = may_people_leave()
        said = _PEOPLE if may_leave else FORBIDDEN
        self.people = label(self.words(said), "small", wraps=True)
        for name, sheet in self.sheets.items():
            self.form.control(_key(name)).setEnabled(may_leave or not sheet.has_people)
        self.form.add_under(_key(_CHARTS), self.people)
        self.days = label("", "small", wraps=True)
        self.form.add_under("week", self.days)

    def primary_action(self) -> PageAction:
        return PageAction(N_("Export to Excel"), self.export, name="export")

    def export(self) -> None:
        """Ask where, then make the file; people without a purpose are refused first."""
        self.banner.hide()
        with self.refusals(self.form):
            values = self.form.values()
            wanted = self._wish(values)
            if wanted.has_people and not values["purpose"]:
                self._ask_purpose(wanted)
                return
            part = spans.file_part(wanted.period)
            pick_place(
                self,
                title=self.words("Export to Excel"),
                kinds="Excel (*.xlsx)",
                name=f"{self.desk.workbook.name}-{part}{exporting.SUFFIX}",
                then=lambda path: self.save(path, wanted, values["purpose"]),
            )

    def save(self, path: Path, wanted: exporting.Wish, purpose: str) -> None:
        """Gather and write in a thread; with people on a writing desk, for the log."""
        with self.refusals(self.form):
            check_place(path, exporting.SUFFIX, workbook=self.desk.path)
            title = self.words("Making {file}", file=path.name)

            def then(export: Any) -> None:
                self._saved(path, export)

            if wanted.has_people:
                self.host.run_bulk(
                    title,
                    lambda desk, progress: work.hand_out(
                        desk, work.gather(desk, wanted, progress), path, purpose, progress
                    ),
                    then,
                    self._failed,
                )
            else:
                self.host.run_job(
                    title,
                    lambda progress: work.hand_out(
                        self.desk, work.gather(self.desk, wanted, progress), path, "", progress
                    ),
                    then,
                    self._failed,
                )

    def _ask_purpose(self, wanted: exporting.Wish) -> None:
        """Count whose data it is, and say so where the purpose is typed."""
        self.host.run_job(
            self.words("Counting people"),
            lambda progress: work.gather(self.desk, wanted, progress).people_count,
            lambda people: self.show_refusal(purpose_wanted(people), self.form),
        )

    def _saved(self, path: Path, export: exporting.Export) -> None:
        told = exporting.told(export, path.name)
        self.banner.show_text(self.words(told), "good")
        self.tell(told)
        if export.people_count:
            self.desk.announce(frozenset({"export_log"}))

    def _failed(self, error: Exception) -> None:
        if isinstance(error, Refused):
            self.show_refusal(error, self.form)
        else:
            self.tell(N_("Cancelled. Nothing was changed."))

    def _wish(self, values: dict[str, Any]) -> exporting.Wish:
        names = [name for name in (*self.sheets, _CHARTS) if values[_key(name)]]
        if not names:
            raise Refused("Tick at least one sheet.", field=_key(next(iter(self.sheets), "")))
        period = self._period(values)
        with_texts = bool(values["texts"]) and any(
            self.sheets[name].text_columns for name in names if name in self.sheets
        )
        return exporting.wish(self.desk.features, names, period, with_texts=with_texts)

    def _period(self, values: dict[str, Any]) -> Period:
        if values["span"] != "days":
            return spans.span_of(values["span"], Week.parse(values["week"]))
        first, last = values["from_on"], values["until_on"]
        if first is None:
            raise Refused("Name the first day too.", field="from_on")
        return spans.asked(None, first, last, self.desk.today())

    def _show_span(self) -> None:
        """A week to count from, or two days; and below it which days that comes to."""
        span = self.form.value_now("span")
        is_typed = span == "days"
        self.form.show_field("week", shown=not is_typed)
        for key in ("from_on", "until_on"):
            self.form.show_field(key, shown=is_typed)
        if not is_typed:
            period = spans.span_of(span, Week.parse(self.form.value_now("week")))
            self.days.setText(spans.named(period, self.words))
        self.days.setVisible(span not in ("week", "days"))

    def _show_purpose(self) -> None:
        """Only what holds people asks for a purpose, and only what has texts for those."""
        ticked = [each for name, each in self.sheets.items() if self.form.value_now(_key(name))]
        self.form.show_field("purpose", shown=any(each.has_people for each in ticked))
        self.form.show_field("texts", shown=any(each.text_columns for each in ticked))

    def _defaults(self) -> dict[str, bool]:
        sheets = {_key(name): sheet.by_default for name, sheet in self.sheets.items()}
        return sheets | {_key(_CHARTS): True, "texts": False}

    def _fields(self) -> list[Field]:
        today = self.desk.today()
        weeks = [Week.of(today) + n for n in range(-_WEEKS_BACK, _WEEKS_AHEAD + 1)]
        shown = [(str(w), spans.named(spans.days_of(w), self.words)) for w in weeks]
        return [
            Field("span", N_("Period"), "choice", spans.SPANS),
            Field("week", N_("Week"), "choice", shown),
            Field("from_on", N_("First day"), "date"),
            Field("until_on", N_("Last day"), "date", beside=True),
            *self._sheet_fields(),
            Field("texts", N_("Texts of messages and quotes"), "check", help=_TEXTS),
            Field("purpose", N_("Purpose"), placeholder=N_("For the annual report to the council")),
        ]

    def _sheet_fields(self) -> list[Field]:
        """What holds nobody with the charts, then what holds people; two in a row."""
        plain = [(n, each.title) for n, each in self.sheets.items() if not each.has_people]
        people = [(n, each.title) for n, each in self.sheets.items() if each.has_people]
        return [
            Field(_key(name), title, "check", beside=bool(number % 2))
            for group in ([*plain, (_CHARTS, N_("Charts"))], people)
            for number, (name, title) in enumerate(group)
        ]


class _Room(QWidget):
    """Holds the card, and is as high as its texts are at the width they have."""

    def __init__(self, card: Card) -> None:
        super().__init__()
        self.setProperty("role", "page")
        self._card = card
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(card)
        column.addStretch()

    def minimumSizeHint(self) -> QSize:
        least = self._card.minimumSizeHint()
        width = max(self._card.width(), least.width())
        return QSize(least.width(), max(self._card.heightForWidth(width), least.height()))


def _key(name: str) -> str:
    """The field of a sheet; a sheet may be called as another field."""
    return f"sheet_{name}"
