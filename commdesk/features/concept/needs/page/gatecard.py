"""The gate on a card: the share with its interval, what it takes, what to do when it fails."""

from __future__ import annotations

from collections.abc import Callable, MutableMapping, Sequence
from datetime import date

from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from commdesk.core.words import N_, Words
from commdesk.features.concept.gate import NORM, Gate
from commdesk.features.concept.needs.page import said
from commdesk.features.concept.needs.page.paint import GateBar, StepLine
from commdesk.features.concept.statement import Version
from commdesk.kit import theme
from commdesk.kit.flow import Flow
from commdesk.kit.parts import Card, Chip, button, label
from commdesk.kit.table import RowsModel, Table, TableColumn

CHOICES = (
    ("adapt", N_("Adapt the concept")),
    ("new-round", N_("New round")),
    ("stop", N_("Stop here")),
)


class GateCard(Card):
    """`choose` is called with stop, adapt, new-round, or an empty text that takes it back."""

    def __init__(self, words: Words, choose: Callable[[str], object]) -> None:
        super().__init__(words("Want to contribute actively"))
        self.words = words
        self.figure, self.counted = label(role="figure"), label(role="muted", wraps=True)
        self.bar = GateBar()
        self.chip, self.explained = Chip("", "plain"), label(wraps=True)
        self.steps = StepLine()
        told, first = QVBoxLayout(), QHBoxLayout()
        told.setSpacing(2)
        first.setSpacing(theme.px(12))
        told.addWidget(self.figure)
        told.addWidget(self.counted)
        told.addStretch()
        first.addLayout(told, 1)
        first.addWidget(self.steps)
        self.body.addLayout(first)
        self.body.addWidget(self.bar)
        self.body.addWidget(self.chip)
        self.body.addWidget(self.explained)
        self.choice = _Choice(words, choose)
        self.body.addWidget(self.choice)
        self.body.addStretch()

    def show_gate(self, gate: Gate, version: Version | None, *, is_now: bool) -> None:
        words = self.words
        share = gate.share if gate.interviews else None
        self.figure.setText("–" if share is None else words.percent(share))
        self.counted.setText(said.counted(gate, words))
        norm = words("norm {norm}", norm=words.percent(NORM))
        self.bar.show_gate(share, gate.interval, norm, said.spoken(gate, words))
        self.chip.show_words(said.verdict(gate, words), said.TONES[gate.verdict])
        self.explained.setText(words(gate.explanation))
        self.choice.show_version(gate, version, is_now=is_now)

    def show_way(self, steps: Sequence[tuple[date, Gate]], today: date) -> None:
        """The share at the end of each day of interviews; one day is no line."""
        words, is_line = self.words, len(steps) > 1
        self.steps.setVisible(is_line)
        if not is_line:
            return
        (first, begun), (last, ended) = steps[0], steps[-1]
        told = words(
            "From {begun} on {first} to {ended} on {last}",
            begun=words.percent(begun.share), first=first, ended=words.percent(ended.share),
            last=last,
        )  # fmt: skip
        self.steps.show_steps(
            [gate.share for _, gate in steps],
            (words.date(first, today=today), words.date(last, today=today)),
            words.percent(ended.share),
            (words("Over time"), told),
            said.way_of(steps, words),
        )


class _Choice(QWidget):
    """After a failed gate: stop, adapt or a new round; what was chosen, and when."""

    def __init__(self, words: Words, choose: Callable[[str], object]) -> None:
        super().__init__()
        self.words = words
        self.told = label(role="strong", wraps=True)
        self.buttons = {key: _chooser(words(text), key, choose) for key, text in CHOICES}
        self.back = button(words("Take back"), lambda: choose(""), "link")
        holder = QWidget()
        row = Flow(holder)
        for each in (*self.buttons.values(), self.back):
            row.addWidget(each)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.GAP)
        column.addWidget(self.told)
        column.addWidget(holder)

    def show_version(self, gate: Gate, version: Version | None, *, is_now: bool) -> None:
        """Shown while there is something to choose, or to know of what was chosen."""
        is_chosen = version is not None and bool(version.verdict)
        is_open = gate.verdict == "not-yet" and is_now and not is_chosen
        if version is not None and is_chosen:
            self.told.setText(said.chosen(version, self.words))
        else:
            self.told.setText(
                self.words("Fewer than 20% say yes. What now? You can go on either way.")
            )
        for each in self.buttons.values():
            each.setVisible(is_open)
        self.back.setVisible(is_chosen and is_now)
        self.setVisible(is_open or is_chosen)


class GroupsCard(Card):
    """Per group how many were interviewed and said yes; Enter shows those interviews."""

    def __init__(
        self, words: Words, memory: MutableMapping[str, str], open_group: Callable[[str], object]
    ) -> None:
        super().__init__(words("Per group"))
        self.words = words
        self._rows: list[dict[str, object]] = []
        model = RowsModel(_columns(), lambda: len(self._rows), self._fetch, words, parent=self)
        self.table = Table(model, name="needs_groups", title=words("Per group"), memory=memory)
        self.table.set_empty(words("No groups yet"), words("Type a group with each interview."))
        self.table.setMinimumHeight(theme.px(3 * theme.ROW_HEIGHT))
        self.table.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
        self.table.opened.connect(lambda row: open_group(str(row["circle"])))
        self.body.addWidget(self.table, 1)

    def show_groups(self, groups: Sequence[tuple[str, Gate]]) -> None:
        unnamed = self.words("no group")
        self._rows = [
            {"id": circle, "circle": circle, "name": circle or unnamed,
             "interviews": gate.interviews, "willing": gate.willing}
            for circle, gate in groups
        ]  # fmt: skip
        self.table.reload()

    def _fetch(self, offset: int, limit: int) -> list[dict[str, object]]:
        return self._rows[offset : offset + limit]


def _columns() -> tuple[TableColumn, ...]:
    return (
        TableColumn("name", N_("Group"), 68, stretches=True, wraps=True, sorts=False),
        TableColumn("interviews", N_("Interviews"), 102, "right", sorts=False),
        TableColumn("willing", N_("Say yes"), 86, "right", sorts=False),
    )


def _chooser(text: str, key: str, choose: Callable[[str], object]) -> QPushButton:
    return button(text, lambda: choose(key))
