"""Availability sheets from the page: out for a purpose, and back after a look at what changes."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from commdesk.core.errors import Refused
from commdesk.core.exports import FORBIDDEN, may_people_leave, purpose_wanted
from commdesk.core.words import say_n
from commdesk.features.moderation.team import name_of_moderator
from commdesk.features.moderation.team.page.sheetplan import PlanQuestion
from commdesk.features.moderation.team.sheets import (
    AvailabilityPlan,
    people_for_sheets,
    write_sheets,
)
from commdesk.features.moderation.team.sheets.model import Answers
from commdesk.features.moderation.team.sheets.ops import apply_availability
from commdesk.features.moderation.team.sheets.planning import plan_answers
from commdesk.features.moderation.team.sheets.reading import read_sheet
from commdesk.kit.dialogs import ask, ask_text, pick_file, pick_folder
from commdesk.kit.page import Page
from commdesk.kit.progress import Progress

_KINDS = "*.xlsx *.xlsm *.xls *.ods *.csv *.tsv *.txt"
"""What `read_sheet` can read."""


class Sheets:
    """What Team does with availability sheets."""

    def __init__(
        self,
        page: Page,
        selected: Callable[[], int | None],
        told: Callable[[int, int], object],
    ) -> None:
        """`selected` is whose sheet it can be when the sheet itself does not say.

        `told` says what taking one in did to the roster of that moderator.
        """
        self._page, self._selected, self._told = page, selected, told

    def send(self) -> None:
        """One file for everybody who is active; asks what for, then where."""
        page, words = self._page, self._page.words
        people = len(people_for_sheets(page.desk))
        if not people:
            page.show_refusal(Refused("Nobody is in the team yet. Add a moderator first."))
            return
        if not may_people_leave():
            page.show_refusal(Refused(FORBIDDEN))
            return
        ask_text(
            page.window(),
            words,
            title=words(purpose_wanted(people).text),
            text=words(
                "Everybody gets an Excel file of their own: hours a week, day parts and days off. "
                "The purpose is kept in the export log."
            ),
            name=words("Purpose"),
            do=words("Choose a folder"),
            then=self._ask_folder,
        )

    def take_in(self) -> None:
        """A sheet that came back; nothing changes before its changes were looked at."""
        words = self._page.words
        pick_file(
            self._page.window(),
            title=words("Take in an availability sheet"),
            kinds=f"{words('Sheets')} ({_KINDS})",
            then=self.read,
        )

    def write(self, folder: Path, purpose: str) -> None:
        def work(desk: Any, progress: Progress) -> list[Path]:
            return write_sheets(desk, folder, purpose, tick=progress.report)

        title = self._page.words("Making availability sheets")
        self._page.host.run_bulk(
            title, work, lambda placed: self._sent(folder, placed), self._failed
        )

    def read(self, path: Path) -> None:
        """Read in a thread, then show."""
        today = self._page.desk.today()

        def work(progress: Progress) -> Answers:
            return read_sheet(path, today, lambda: progress.is_stopped)

        title = self._page.words("Reading {file}", file=path.name)
        self._page.host.run_job(title, work, self.plan, self._failed)

    def plan(self, answers: Answers, moderator_id: int | None = None) -> None:
        """Show what it would change, what is wrong on it, or ask whose it is.

        `moderator_id` is whose it is when the sheet does not say.
        """
        page = self._page
        try:
            plan = plan_answers(page.desk.db, page.words, answers, moderator_id=moderator_id)
        except Refused as refused:
            self._ask_whose(answers, refused)
            return
        if not plan.problems and not plan.has_work:
            said = page.words("{name}: nothing changes.", name=plan.name)
            text = " ".join([said, *(page.words(remark) for remark in plan.remarks)])
            page.banner.show_text(text, "plain")
            page.tell(text)
            return
        question = PlanQuestion(page, plan)
        if not plan.problems:
            question.accepted.connect(lambda: self._apply(plan))
        question.open()

    def _ask_folder(self, purpose: str) -> None:
        pick_folder(
            self._page.window(),
            title=self._page.words("Choose a folder"),
            then=lambda folder: self.write(folder, purpose),
        )

    def _ask_whose(self, answers: Answers, refused: Refused) -> None:
        """Only the selected person can be meant; anybody else is selected first."""
        page, words = self._page, self._page.words
        selected = self._selected()
        if refused.field != "moderator_id" or selected is None:
            page.show_refusal(refused)
            return
        name = name_of_moderator(page.desk.db, selected)
        ask(
            page.window(),
            words,
            title=words("Is this the sheet of {name}?", name=name),
            text=words(refused.text),
            do=words("Take it as theirs"),
            then=lambda: self.plan(answers, selected),
        )

    def _apply(self, plan: AvailabilityPlan) -> None:
        page = self._page
        text = page.words("The availability of {name} is taken in", name=plan.name)

        def applied(_none: object) -> None:
            page.tell(text)
            self._told(plan.moderator_id, 0)

        page.do(apply_availability, plan, then=applied)

    def _sent(self, folder: Path, placed: list[Path]) -> None:
        told = say_n(
            "{n} file is made in {folder}.",
            "{n} files are made in {folder}.",
            len(placed),
            folder=folder.name,
        )
        page = self._page
        page.banner.show_text(page.words(told), "good")
        page.tell(told)
        page.desk.announce(frozenset({"export_log"}))

    def _failed(self, error: Exception) -> None:
        self._page.tell_why(error)
