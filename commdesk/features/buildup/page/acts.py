"""What can be done with the step that is chosen, and the buttons that do it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QPushButton

from commdesk.features.buildup.page.rows import Beside
from commdesk.features.buildup.steps import Step, next_step
from commdesk.features.buildup.steps.ops import change_step, remove_proof, remove_step
from commdesk.features.buildup.steps.seeing import missing
from commdesk.features.buildup.steps.todos import make_todos
from commdesk.features.plan import complete_todo
from commdesk.kit.more import Choice, more_button
from commdesk.kit.parts import button

if TYPE_CHECKING:
    from commdesk.features.buildup.page import BuildupPage

_LONGEST = 60


class Acts:
    """Each is one write; what is missing warns and never locks."""

    def __init__(self, page: BuildupPage) -> None:
        self._page = page

    def next_one(self) -> Step | None:
        return next_step(self._page.plan.steps, self._page.desk.today())

    def go_on(self) -> None:
        """Begin it, or end it once it runs; one that is done stays so."""
        step = self._page.step()
        if step is None or step.is_done:
            return
        if step.began_on is None:
            self.begin(step)
        else:
            self.end(step)

    def begin(self, step: Step) -> None:
        """From today on; what it still waits for is said."""
        page = self._page
        waits = page.plan.waits(step)
        warning = ""
        if waits:
            warning = page.words(
                "Begun, though it waits for {steps}.", steps=[each.title for each in waits]
            )
        self._change(step, {"began_on": page.desk.today()}, warning or page.words("Begun"))
        self._warn(warning)

    def end(self, step: Step) -> None:
        """Done today; evidence that is not there yet is named."""
        page = self._page
        lacks = missing(step, page.sight)
        warning = ""
        if lacks:
            lacking = [page.words(each.text) for each in lacks]
            warning = page.words(
                "Marked as done, though evidence is missing: {evidence}.", evidence=lacking
            )
        changes = {"done_on": page.desk.today()}
        self._change(step, changes, warning or page.words("Marked as done"))
        self._warn(warning)

    def open_again(self, step: Step) -> None:
        self._change(step, {"done_on": None}, self._page.words("Open again"))

    def move(self, weeks: int) -> None:
        """Plan it so many weeks later; what waits for it follows in the forecast."""
        step = self._page.step()
        if step is None or step.is_done:
            return
        by = timedelta(weeks=weeks)
        first, last = step.planned_from + by, step.planned_until + by
        said = self._page.words("Planned from {first} until {last}", first=first, last=last)
        self._change(step, {"planned_from": first, "planned_until": last}, said)

    def make_todos(self) -> None:
        """All that the playbook has for it and that are not there yet."""
        if step := self._page.step():
            self._make(step, self._page.beside(step).offered)

    def remove(self) -> None:
        page = self._page
        if step := page.step():
            said = page.words("Removed: {title}", title=step.title)
            page.do(remove_step, step.id, then=lambda _none: page.tell(said))

    def buttons(self, step: Step, beside: Beside) -> Sequence[QPushButton]:
        page, words = self._page, self._page.words
        if step.is_done:
            first = button(words("Open again"), partial(self.open_again, step))
        elif step.began_on is None:
            first = button(words("Begin the step"), partial(self.begin, step), "primary")
        else:
            first = button(words("Mark as done"), partial(self.end, step), "primary")
        made = [first, button(words("Change"), page.change)]
        made.append(button(words("Note evidence"), page.note_proof))
        if beside.offered:
            text = words.plural("Make {n} to-do", "Make {n} to-dos", len(beside.offered))
            made.append(button(text, self.make_todos))
        made.append(more_button(words, self._choices(step, beside)))
        return made

    def _choices(self, step: Step, beside: Beside) -> list[Choice]:
        page, words = self._page, self._page.words
        found: list[Choice] = []
        if not step.is_done:
            found += [
                (words("A week later"), partial(self.move, 1), "Alt+Right"),
                (words("A week earlier"), partial(self.move, -1), "Alt+Left"),
            ]
        for title in beside.offered:
            text = words("Make to-do: {todo}", todo=_short(title))
            found.append((text, partial(self._make, step, [title]), ""))
        for todo in beside.todos:
            if not todo.is_done:
                text = words("Done: {title}", title=_short(todo.title))
                found.append((text, partial(self._tick, todo.id), ""))
        for proof in beside.proofs:
            text = words("Remove evidence: {text}", text=_short(proof.text))
            found.append((text, partial(page.do, remove_proof, proof.id), ""))
        return [*found, (words("Remove the step"), self.remove, "Del")]

    def _make(self, step: Step, titles: Sequence[str]) -> None:
        page = self._page
        if not titles:
            page.tell(page.words("There are no to-dos to make for this step."))
            return
        said = page.words.plural("{n} to-do made", "{n} to-dos made", len(titles))
        page.do(make_todos, step.id, tuple(titles), today=page.desk.today(),
                then=lambda _count: page.tell(said))  # fmt: skip

    def _tick(self, todo_id: int) -> None:
        self._page.do(complete_todo, todo_id, today=self._page.desk.today())

    def _change(self, step: Step, changes: Mapping[str, object], said: str) -> None:
        page = self._page
        page.do(change_step, step.id, changes, today=page.desk.today(),
                then=lambda _none: page.tell(said))  # fmt: skip

    def _warn(self, text: str) -> None:
        if text and not self._page.banner.isVisible():
            self._page.banner.show_text(text, "warn")


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST else f"{line[: _LONGEST - 1].rstrip()}…"
