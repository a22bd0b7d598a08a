"""The section of Data that makes a file for one's own calendar program."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from commdesk.core.errors import Refused
from commdesk.core.values import Period
from commdesk.core.words import N_, say_n
from commdesk.features.calendar.handing import SUFFIX, check_place, hand_out, usual_period
from commdesk.features.calendar.model import KINDS, USUAL, Telling, check_period
from commdesk.kit import theme
from commdesk.kit.dialogs import pick_place
from commdesk.kit.form import Field, Form
from commdesk.kit.formkeys import form_keys
from commdesk.kit.page import Page, PageAction
from commdesk.kit.parts import Card, label

_WIDTH = 560
_HOW = N_(
    "Open the file in Outlook, or import it in Google Calendar. Make it again when something "
    "changed: what is in your calendar already is changed there, and what is done or removed "
    "comes along as cancelled."
)


class CalendarSection(Page):
    """A form and one button; without a purpose nobody is named in the file."""

    NAME = "calendar"
    TITLE = N_("To your calendar")
    ICON = "calendar-export"
    HELP = N_(
        "Make a file (.ics) for Outlook, Google Calendar or another calendar program: to-dos and "
        "follow-ups as events of a whole day, own shifts at their hours. Nobody is named in it "
        "unless you say what for; that is kept in the export log. A file made later changes what "
        "is in the calendar already. Ctrl+Enter makes the file."
    )

    def build(self) -> None:
        self.form = Form(_fields(), self.words, today=self.desk.today)
        period = usual_period(self.desk.today())
        kinds = {name: name in USUAL for name, _title in KINDS}
        self.form.load({"first": period.first, "until": period.last, **kinds})
        card = Card()
        card.setMaximumWidth(theme.px(_WIDTH))
        card.body.addWidget(label(self.words(_HOW), "muted", wraps=True))
        card.body.addWidget(self.form)
        form_keys(card, self.export)
        self.content.addWidget(card)
        self.content.addStretch()

    def primary_action(self) -> PageAction:
        return PageAction(N_("Make a calendar file"), self.export, name="calendar")

    def export(self) -> None:
        """Ask where, then make the file; what is filled in wrongly is refused first."""
        self.banner.hide()
        with self.refusals(self.form):
            values = self.form.values()
            period = self._period(values)
            kinds = [name for name, _title in KINDS if values[name]]
            if not kinds:
                raise Refused("Tick at least one kind.", field=KINDS[0][0])
            pick_place(
                self,
                title=self.words("Make a calendar file"),
                kinds=self.words("Calendar") + f" (*{SUFFIX})",
                name=f"{self.desk.workbook.name}{SUFFIX}",
                then=lambda path: self.save(path, period, kinds, values["purpose"]),
            )

    def save(self, path: Path, period: Period, kinds: Sequence[str], purpose: str) -> None:
        """Gather and write in a thread, on a desk that remembers what the calendar was told."""
        with self.refusals(self.form):
            check_place(path)
            self.host.run_bulk(
                self.words("Making {file}", file=path.name),
                lambda desk, progress: hand_out(
                    desk, period, kinds, path, purpose, progress.report
                ),
                lambda made: self._saved(path, made),
                self.tell_why,
            )

    def _period(self, values: dict[str, Any]) -> Period:
        usual = usual_period(values["first"] or self.desk.today())
        period = Period(usual.first, values["until"] or usual.last)
        check_period(period)
        return period

    def _saved(self, path: Path, made: Telling) -> None:
        told = say_n(
            "{file} is made: {n} event.", "{file} is made: {n} events.", made.count, file=path.name
        )
        self.banner.show_text(self.words(told), "good")
        self.tell(told)
        if made.people:
            self.desk.announce(frozenset({"export_log"}))


def _fields() -> list[Field]:
    return [
        Field("first", N_("From"), "date"),
        Field("until", N_("Until"), "date", beside=True),
        *(Field(name, title, "check") for name, title in KINDS),
        Field(
            "purpose",
            N_("Purpose of the names"),
            placeholder=N_("Nobody is named"),
            help=N_("Empty: no member, ambassador or colleague is named in the file."),
        ),
    ]
