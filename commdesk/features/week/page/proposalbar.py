"""The bar above the days while a proposal shows: what it is, for which kinds, take or leave."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu

from commdesk.core.values import Minutes
from commdesk.core.words import Words
from commdesk.features.week.model import Day
from commdesk.features.week.proposal import Proposal, ProposedItem
from commdesk.kit import theme
from commdesk.kit.parts import Slot, button, label
from commdesk.kit.signals import on_key

_HINT_FROM = 960
"""So wide there is room for how a proposal is changed; F1 says it anyway."""


class ProposalBar(QFrame):
    """Enter on a button presses it, Esc anywhere in it leaves the proposal."""

    def __init__(
        self, words: Words, take: Slot, leave: Slot, choose: Callable[[frozenset[str]], object]
    ) -> None:
        """`choose` is told which kinds of work are wanted; none: all of them."""
        super().__init__()
        self.words, self._choose = words, choose
        self.setProperty("role", "banner")
        self.setProperty("tone", "plain")
        self.text = label(wraps=True)
        self.kinds = button(words("All kinds"))
        self.kinds.setAccessibleName(words("For which kinds of work"))
        self._menu: QMenu | None = None
        self.take = button(words("Take over"), take, "primary")
        self.take.setToolTip(words("Take over") + " (Ctrl+Enter)")
        self.leave = button(words("Cancel"), leave)
        self.leave.setToolTip(words("Cancel") + " (Esc)")
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 8, 8, 8)
        self._hint = label(
            words("Alt with the arrows moves a block, Delete leaves it out."), "small"
        )
        row.addWidget(self.text, 1)
        row.addWidget(self._hint)
        for part in (self.kinds, self.leave, self.take):
            row.addWidget(part)
        on_key(self, "Escape", leave)
        self.hide()

    def show_proposal(
        self, proposal: Proposal, kinds: Sequence[tuple[str, str]], days: Sequence[Day]
    ) -> None:
        """What it comes to, on the `days` with it in them.

        `kinds` are the kinds of work it can be asked for, with their words.
        """
        said = " ".join([sentence(proposal, self.words), *too_full(days, self.words)])
        self.text.setText(said)
        self.setAccessibleName(said)
        self.take.setEnabled(bool(proposal.filling.placed))
        self.kinds.setVisible(proposal.way == "fill")
        self._offer(kinds, proposal.only)
        self.show()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._hint.setVisible(self.width() >= theme.px(_HINT_FROM))

    @property
    def choices(self) -> list[QAction]:
        return self._menu.actions() if self._menu else []

    def _offer(self, kinds: Sequence[tuple[str, str]], only: frozenset[str]) -> None:
        chosen = [title for kind, title in kinds if kind in only]
        self.kinds.setText(self.words.listed(chosen) if chosen else self.words("All kinds"))
        if [action.data() for action in self.choices] != [kind for kind, _ in kinds]:
            self._menu = self._menu or self._make_menu()
            self._menu.clear()
            for kind, title in kinds:
                action = self._menu.addAction(title)
                action.setData(kind)
                action.setCheckable(True)
                action.triggered.connect(lambda _checked: self._chosen())
        for action in self.choices:
            action.setChecked(action.data() in only)

    def _make_menu(self) -> QMenu:
        """When the bar stands in its window: before, a menu in it breaks the order of Tab."""
        made = QMenu(self)
        self.kinds.setMenu(made)
        return made

    def _chosen(self) -> None:
        self._choose(frozenset(each.data() for each in self.choices if each.isChecked()))


def sentence(proposal: Proposal, words: Words) -> str:
    """How much is proposed, and what of it finds no place, with why where the days cannot say."""
    filling = proposal.filling
    count = len(filling.placed)
    said = words("Nothing of it fits in this week.")
    if count:
        said = words.plural(
            "Proposal: {n} block, {time}.", "Proposal: {n} blocks, {time}.", count,
            time=proposal.minutes,
        )  # fmt: skip
    stuck = len(filling.not_placed)
    if not stuck:
        return said
    if proposal.way == "fill":
        more = words.plural(
            "{n} does not fit; under Still to plan you read why.",
            "{n} do not fit; under Still to plan you read why.",
            stuck,
        )
        return f"{said} {more}"
    reasons = list(dict.fromkeys(words(each.reason) for each in filling.not_placed))
    left_out = words.plural("{n} left out", "{n} left out", stuck)
    return f"{said} {left_out}: {words.listed(reasons)}."


def too_full(days: Sequence[Day], words: Words) -> list[str]:
    """The days that the proposal makes too full: `Thursday 1 h 2 min too much.`"""
    told = [
        words(
            "{weekday} {over} too much",
            weekday=words.long_date(day.day).partition(" ")[0],
            over=Minutes(day.planned - day.available),
        )
        for day in days
        if day.is_over and any(isinstance(item, ProposedItem) for item in day.items)
    ]
    said = words.listed(told)
    return [f"{said[:1].upper()}{said[1:]}."] if told else []
