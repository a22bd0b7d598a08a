"""The tab of the team: who moderates, how much of their hours is planned, what no longer fits."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt

from commdesk.core.values import Week
from commdesk.core.words import N_
from commdesk.features.moderation.team.page.person import SHIFTS, PersonPane
from commdesk.features.moderation.team.page.register import TeamRegister
from commdesk.features.moderation.team.page.rows import TeamRows
from commdesk.features.moderation.team.page.sheets import Sheets
from commdesk.kit.page import NEW, Page, PageAction
from commdesk.kit.weekarrows import add_week_arrows


class TeamPage(Page):
    """The register, and under its table the hours, days off and shifts of whoever is selected."""

    NAME = "team"
    TITLE = N_("Team")
    HELP = N_(
        "Who moderates, with which expertise, for how many hours a week, and when they can. "
        "Ctrl+PgUp and Ctrl+PgDown go through the weeks: planned of available, and who has too "
        "much. Enter goes from the table to the form, Ctrl+Enter saves, Ctrl+N adds somebody. "
        "In the grid of day parts Space goes from can to rather not to cannot. Under the table "
        "stand the hours, the days off and the shifts of whoever is selected; Delete removes days "
        "off or takes a shift off the roster. Hours worked by a named person show only here: type "
        "1:30, 1,5 or 90m; Enter goes down, while typing Tab goes to the right."
    )
    WATCHES = frozenset(
        {
            "moderation_task",
            "moderator",
            "moderator_days_off",
            "moderation_shift",
            "moderation_log",
            "closing_day",
        }
    )
    ICON = "account-group-outline"

    def build(self) -> None:
        self.rows = TeamRows(self.desk.db, Week.of(self.desk.today()))
        self.register = TeamRegister(self, self.rows, self._tell_what_left)
        self.person = PersonPane(self, self.rows)
        self.register.put_under_table(self.person)
        self.register.table.selected.connect(lambda _row: self._show_person())
        self.content.addWidget(self.register, 1)
        self.sheets = Sheets(self, lambda: self.register.current_id, self._tell_what_left)
        add_week_arrows(self, self.go)

    @property
    def week(self) -> Week:
        return self.rows.week

    def primary_action(self) -> PageAction:
        return PageAction(N_("Add moderator"), self.register.begin, NEW)

    def page_actions(self) -> list[PageAction]:
        return [
            PageAction(N_("Send availability sheets"), self.sheets.send),
            PageAction(N_("Take in a sheet"), self.sheets.take_in),
            PageAction(N_("Earlier weeks"), lambda: self.go(-1), "Ctrl+PgUp", in_header=False),
            PageAction(N_("Later weeks"), lambda: self.go(1), "Ctrl+PgDown", in_header=False),
        ]

    def reload(self) -> None:
        self.rows.read(self.desk.today())
        self.register.reload()
        self.header.show_words(line=" · ".join(self.words(part) for part in self.rows.line()))
        self._show_person()

    def show_target(self, target: object) -> None:
        """A moderator by their id; `new` begins one."""
        if target == "new":
            self.register.begin()
        else:
            self.register.go_to(int(str(target)))

    def go(self, weeks: int) -> None:
        """To other weeks: what is planned, and the hours worked."""
        self.rows.week += weeks
        self.reload()

    def take_focus(self) -> None:
        self.register.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def has_unsaved(self) -> bool:
        return self.register.form.is_dirty or self.person.days_off.is_dirty

    def drop_unsaved(self) -> None:
        self.register.form.load(None)
        self.person.days_off.drop()

    def _show_person(self) -> None:
        self.person.show_person(self.register.current_id)

    def _tell_what_left(self, moderator_id: int, taken_off: int) -> None:
        """What a change of somebody did to the roster: gone, or no longer fitting."""
        words, odd = self.words, len(self.rows.unfit_of(moderator_id))
        parts = []
        if taken_off:
            parts.append(
                words.plural(
                    "{n} shift is off the roster.", "{n} shifts are off the roster.", taken_off
                )
            )
        if odd:
            parts.append(
                words.plural("{n} shift no longer fits.", "{n} shifts no longer fit.", odd)
            )
        if not parts:
            return
        show = (words("Show"), partial(self.person.turn_to, SHIFTS)) if odd else ("", None)
        self.banner.show_text(" ".join(parts), "warn", do=show[0], slot=show[1])
        self.tell(" ".join(parts))
