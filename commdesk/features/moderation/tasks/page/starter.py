"""The starter set to tick: what a workbook without tasks begins with."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QWidget

from commdesk.core.words import Words
from commdesk.features.moderation.tasks import TaskDraft, list_tasks
from commdesk.features.moderation.tasks.ops import add_tasks
from commdesk.features.moderation.tasks.starter import starter_tasks
from commdesk.kit import theme
from commdesk.kit.flow import Flow
from commdesk.kit.formkeys import SAVES
from commdesk.kit.parts import Card, button, empty_layout, label
from commdesk.kit.scrolled import scrolled
from commdesk.kit.signals import on_key

if TYPE_CHECKING:
    from commdesk.kit.page import Page


class StarterCard(Card):
    """A box for each task that the workbook does not have yet; Ctrl+Enter adds what is ticked."""

    left = Signal()

    def __init__(self, page: Page) -> None:
        super().__init__(page.words("Starter set"), padding=0)
        self._page, words = page, page.words
        self.boxes: list[QCheckBox] = []
        self._drafts: Sequence[TaskDraft] = ()
        self._body = Card(padding=0)
        self._body.setProperty("role", "plain")
        self._body.body.setSpacing(4)
        buttons = Flow()
        self._add = button("", self.add, "primary")
        buttons.addWidget(self._add)
        self._cancel = button(words("Cancel"), self.left.emit)
        buttons.addWidget(self._cancel)
        buttons.setContentsMargins(*(theme.CARD_PADDING,) * 4)
        self.heading.setContentsMargins(16, 16, 16, 4)
        explained = words("Tasks that most communities have. Hours and days are a beginning: "
                          "change them afterwards.")  # fmt: skip
        self.body.setSpacing(0)
        self.body.addWidget(scrolled(label(explained, "muted", wraps=True), self._body), 1)
        self.body.addLayout(buttons)
        for keys in SAVES:
            on_key(self, keys, self.add)
        on_key(self, "Esc", self.left.emit)

    def offer(self) -> None:
        """Every task of the set that is not there yet, ticked."""
        db, words = self._page.desk.db, self._page.words
        known = {task.name.casefold() for task in list_tasks(db)}
        self._drafts = [d for d in starter_tasks(words) if d.name.casefold() not in known]
        empty_layout(self._body.body)
        self.boxes = [self._box(draft) for draft in self._drafts]
        stops = [*self.boxes, self._add, self._cancel]
        for before, after in pairwise(stops):  # boxes were made after the buttons
            QWidget.setTabOrder(before, after)
        self._count()

    def chosen(self) -> list[TaskDraft]:
        boxes = zip(self.boxes, self._drafts, strict=True)
        return [draft for box, draft in boxes if box.isChecked()]

    def add(self) -> None:
        self._page.do(add_tasks, self.chosen(), then=self._added)

    def _added(self, made: list[int]) -> None:
        said = self._page.words.plural("{n} task added", "{n} tasks added", len(made))
        self._page.tell(said)
        self.left.emit()

    def _box(self, draft: TaskDraft) -> QCheckBox:
        what = said_task(draft, self._page.words)
        box = QCheckBox(draft.name)
        box.setChecked(True)
        box.setAccessibleDescription(f"{what}. {draft.timing}")
        box.toggled.connect(lambda _on: self._count())
        note = label(f"{what}\n{draft.timing}", "small", wraps=True)
        note.setContentsMargins(theme.px(24), 0, 0, theme.px(8))
        self._body.body.addWidget(box)
        self._body.body.addWidget(note)
        return box

    def _count(self) -> None:
        n = len(self.chosen())
        self._add.setText(self._page.words.plural("Add {n} task", "Add {n} tasks", n))
        self._add.setEnabled(bool(n))


def said_task(draft: TaskDraft, words: Words) -> str:
    """`algemeen · 6 u per week · ma, di en do avond`."""
    parts = (
        draft.expertise or words("anybody"),
        words("{hours} a week", hours=words.hours(draft.weekly_minutes)),
        draft.slots.said(words) or words("Any day part").lower(),
    )
    return " · ".join(parts)
