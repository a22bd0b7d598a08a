"""The tab of the roster: a week in a grid, moved by mouse and keyboard, proposed and published."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtGui import QDragEnterEvent, QDropEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout

from commdesk.core.values import Minutes, Week
from commdesk.core.words import N_
from commdesk.features.moderation.coverage import task_weeks
from commdesk.features.moderation.roster.board import Strip, read_board
from commdesk.features.moderation.roster.model import Shift
from commdesk.features.moderation.roster.page.acts import Acts, place_of, week_of
from commdesk.features.moderation.roster.page.carry import read_carried
from commdesk.features.moderation.roster.page.chips import Marks, week_line
from commdesk.features.moderation.roster.page.keys import Hands
from commdesk.features.moderation.roster.page.model import Key, key_of
from commdesk.features.moderation.roster.page.proposal import Found
from commdesk.features.moderation.roster.page.proposing import Proposing
from commdesk.features.moderation.roster.page.publishing import PublishBar
from commdesk.features.moderation.roster.page.refusal import Refusal
from commdesk.features.moderation.roster.page.side import Side
from commdesk.features.moderation.roster.page.table import RosterTable
from commdesk.features.moderation.roster.queries import find_shift
from commdesk.kit import theme
from commdesk.kit.page import NEW, PRINT, Page, PageAction
from commdesk.kit.parts import Card, button
from commdesk.kit.signals import on_key
from commdesk.kit.weekarrows import add_week_arrows

_SIDE = 244
_BESIDE = 900  # under it the grid and the side take turns


class RosterPage(Page):
    """A week at a time; whoever is moved is checked at once."""

    NAME = "roster"
    TITLE = N_("Roster")
    HELP = N_(
        "Who does what on which part of which day. Arrow keys go from cell to cell, Space from "
        "person to person in a cell. Enter shows who can, best first. M or Ctrl+X picks a shift "
        "up: every cell says whether it can go there; Enter or Ctrl+V puts it down, Esc leaves "
        "it. Delete takes it off the roster, P pins it, + and - make it 15 minutes longer or "
        "shorter. What a rule forbids is refused with the reason; Ctrl+Enter allows it as an "
        "exception. Ctrl+PgUp and Ctrl+PgDown go through the weeks, Ctrl+D copies last week, "
        "Ctrl+P prints the week. "
        "With the mouse: drag somebody into a cell, or out of it to the team. "
        "A proposal fills the open places: nothing is written before it is taken over with Enter "
        "or Ctrl+Enter, Esc drops it."
    )
    WATCHES = frozenset(
        {
            "moderation_task",
            "moderation_task_earlier",
            "moderation_budget",
            "moderator",
            "moderator_days_off",
            "moderation_shift",
            "closing_day",
        }
    )
    ICON = "calendar-account-outline"

    def build(self) -> None:
        words = self.words
        self.week = Week.of(self.desk.today())
        self.board = read_board(self.desk.db, self.week, self.desk.today())
        self.acts = Acts(self)
        self.proposing = Proposing(self)
        self.table = RosterTable(words)
        self.refusal = Refusal(self.table, words, self.table.setFocus)
        self.side = Side(words)
        self.setAcceptDrops(True)
        self.hands = Hands(self)
        self.side.chosen.connect(self._chosen)
        self.side.left.connect(self.back_to_grid)
        self.side.uncovered.mended.connect(self.proposing.mend)
        self.proposing.bar.uncovered.connect(self._see_uncovered)
        on_key(self.proposing.bar, "Escape", lambda: self.hands.act("leave"))
        add_week_arrows(self, self.go)
        self.header.add_beside_title(button(words("This week"), self.go_today, "link"))
        self.content.addWidget(self.proposing.bar)
        self.publishing = PublishBar(self)
        self.content.addWidget(self.publishing)
        row = QHBoxLayout()
        row.setSpacing(theme.REGION_GAP)
        self._grid = Card(padding=8)
        self._grid.body.addWidget(self.table, 1)
        self.side.setFixedWidth(theme.px(_SIDE))
        row.addWidget(self._grid, 1)
        row.addWidget(self.side)
        self.content.addLayout(row, 1)

    def primary_action(self) -> PageAction:
        """A task first, then somebody to do it, then the proposal."""
        if not self.board.tasks:
            return PageAction(N_("Add task"), self._begin_task, NEW)
        if not self.board.people:
            return PageAction(N_("Add moderator"), self._begin_moderator, NEW)
        return PageAction(N_("Propose a roster"), self.propose, name="propose_roster")

    def page_actions(self) -> list[PageAction]:
        if not self.board.tasks or not self.board.people:
            return []
        return [
            PageAction(N_("Publish roster"), self.publish, name="publish_roster"),
            PageAction(N_("Print"), self.publish, PRINT, in_header=False, name="print"),
            PageAction(N_("Copy last week"), self.hands.copy_week, "Ctrl+D"),
            PageAction(N_("Roster somebody"), self.hands.open_candidates, NEW, in_header=False),
            PageAction(N_("Earlier weeks"), lambda: self.go(-1), "Ctrl+PgUp", in_header=False),
            PageAction(N_("Later weeks"), lambda: self.go(1), "Ctrl+PgDown", in_header=False),
            PageAction(N_("This week"), self.go_today, in_header=False),
        ]

    def reload(self) -> None:
        had = bool(self.board.tasks), bool(self.board.people)
        self.board = read_board(self.desk.db, self.week, self.desk.today())
        self.table.has_letter_keys = self.host.has_letter_keys
        self.refusal.hide()
        self.proposing.check()
        found = self.proposing.found
        shown = found.on(self.board) if found else self.board
        self.table.show_board(shown, found.marks(self.week) if found else Marks())
        self.lock(is_locked=found is not None or self.proposing.is_running)
        self.side.show_team(shown)
        if found is None and not self.side.has_turn:
            self.side.back_to_team()
        self.hands.show_verdicts()
        title = self.words("Roster {week}", week=self.week)
        self.header.show_words(title, week_line(shown, self.words))
        self._explain_emptiness()
        if had != (bool(self.board.tasks), bool(self.board.people)):
            self.show_actions()
            self.host.refresh_actions()

    def show_target(self, target: object) -> None:
        """A shift by its id, a week (`2026-W49`), or a task in a week (`2026-W49/17`)."""
        name, _, task_id = str(target).partition("/")
        if week := week_of(name):
            self.go_to(week)
            if task_id:
                self._choose_task(int(task_id))
        else:
            with self.refusals():
                shift = find_shift(self.desk.db, int(name))
                self.go_to(Week.of(shift.day))
                self.table.choose(place_of(shift), shift)
        self.table.setFocus()

    def propose(self) -> None:
        self.publishing.hide()
        self.proposing.ask()

    def publish(self) -> None:
        """What is written, not what is proposed."""
        if self.table.is_locked:
            self.tell(N_("Take the proposal over or drop it first."))
            return
        self.proposing.bar.hide()
        self.publishing.ask()

    def take_focus(self) -> None:
        """Where there is one region, to the one that shows."""
        shown = self.side.currentWidget()
        if self._grid.isHidden() and shown:
            shown.setFocus()
        else:
            self.table.setFocus()

    def go(self, weeks: int) -> None:
        self.go_to(self.week + weeks)

    def go_today(self) -> None:
        self.go_to(Week.of(self.desk.today()))

    def go_to(self, week: Week) -> None:
        """Show this week, in the grid; a shift that was picked up comes along."""
        self.week = week
        self.give_turn()
        self.reload()

    def choose(self, key: Key, shift: Shift | None = None) -> None:
        self.table.choose(key, shift)
        self.table.setFocus()

    def lock(self, *, is_locked: bool) -> None:
        """While a proposal is made or shows, the roster is not changed by hand."""
        self.table.is_locked = self.side.team.is_locked = is_locked

    def refuse(self, texts: list[str], allow: Callable[[], object] | None) -> None:
        """Say it beside the cell, and aloud."""
        self.refusal.show_reasons(texts, self.table.place_rect(), allow)
        hint = self.words("Ctrl+Enter allows it as an exception.") if allow else ""
        self.host.announce(" ".join(filter(None, [*texts, hint])))
        self.table.setFocus()

    def needed(self, task_id: int, week: Week) -> Minutes:
        cells = task_weeks(self.desk.db, [week], self.desk.today())
        return next((cell.needed for cell in cells if cell.task_id == task_id), Minutes(0))

    def show_uncovered(self, found: Found) -> None:
        self.side.show_uncovered(found.explained, self.board)
        if not found.explained:
            self.side.give_turn()
        self.arrange()

    def job_failed(self, error: Exception) -> None:
        self.tell_why(error)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.arrange()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Outside the grid a shift can be let go of: it is off the roster then."""
        what = read_carried(event.mimeData(), self.board)
        if what and what.shift and not self.table.is_locked:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        what = read_carried(event.mimeData(), self.board)
        if what and what.shift:
            event.acceptProposedAction()
            self.acts.remove(what.shift)

    # --- parts ------------------------------------------------------------------------------------

    def _chosen(self, who: object) -> None:
        self.back_to_grid()
        self.acts.choose(who)  # type: ignore[arg-type]

    def back_to_grid(self) -> None:
        self.give_turn()
        self.table.setFocus()

    def give_turn(self) -> None:
        """To the grid; the keyboard goes along when it was in what goes."""
        had_focus = self.side.isAncestorOf(self.focusWidget() or self)
        self.side.give_turn()
        if self.proposing.found is None:
            self.side.back_to_team()
        self.arrange()
        if had_focus:
            self.table.setFocus()

    def _see_uncovered(self) -> None:
        self.side.ask_uncovered()
        self.arrange()
        self.side.uncovered.places.setFocus()

    def _choose_task(self, task_id: int) -> None:
        """Where somebody is wanted, else where the task is at all."""
        own = [each for each in self.table.roster.targets() if each.task.id == task_id]
        open_ = [each for each in own if isinstance(each, Strip) or each.open]
        if own:
            self.table.choose(key_of((open_ or own)[0]))

    def arrange(self) -> None:
        """Where there is no room for both, who can take a shift comes in place of the grid."""
        is_wide = self.width() >= theme.px(_BESIDE)
        has_turn = self.side.has_turn
        self.side.setVisible(is_wide or has_turn)
        self._grid.setVisible(is_wide or not has_turn)
        self.side.set_width(theme.px(_SIDE) if is_wide else None)

    def _explain_emptiness(self) -> None:
        words, first = self.words, self.primary_action()
        if not self.board.tasks:
            title = words("No moderation tasks yet")
            text = words("First a task with its hours, then a moderator: then there is a roster.")
        elif not self.board.people:
            title = words("No moderators yet")
            text = words("The tasks are there. Now who does them?")
        else:
            title = words("Nothing is asked in this week")
            text = words("No task has hours in this week, and nobody is on the roster.")
        self.table.empty.explain(title, text, words(first.text), first.slot)

    def _begin_task(self) -> None:
        self.host.open_page("moderation_tasks", "new")

    def _begin_moderator(self) -> None:
        self.host.open_page("team", "new")
