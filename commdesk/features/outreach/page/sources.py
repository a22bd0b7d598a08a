"""Which rules fill the list, and in which order: Space switches one, Alt with an arrow moves it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from commdesk.features.outreach.turns import (
    EXPLAINED,
    RULES,
    USUAL_SOURCES,
    Source,
    Sources,
    read_sources,
    set_sources,
)
from commdesk.kit.cardlist import CardList, CardRow
from commdesk.kit.flow import Flow
from commdesk.kit.parts import Card, button, label
from commdesk.kit.signals import on_key

if TYPE_CHECKING:
    from commdesk.features.outreach.page import OutreachPage


class SourcesCard(Card):
    """Every change holds at once and can be undone; `done` when the user has seen enough."""

    done = Signal()

    def __init__(self, page: OutreachPage) -> None:
        words = page.words
        super().__init__(padding=12)
        self._page = page
        self.heading.setText(words("Sources of the list"))
        self.heading.show()
        hint = words(
            "Who stands higher comes first. Space switches a source on or off; Alt with Up or Down "
            "moves it."
        )
        self.list = CardList(words("Sources of the list"))
        self.body.addWidget(label(hint, "small", wraps=True))
        self.body.addWidget(self.list, 1)
        self.body.addLayout(self._buttons())
        self.list.ticked.connect(self._toggle)
        self.list.left.connect(self.done)
        on_key(self.list, "Alt+Up", lambda: self._move(-1))
        on_key(self.list, "Alt+Down", lambda: self._move(1))
        self.setFocusProxy(self.list)

    def begin(self) -> None:
        self.reload()
        if self.list.current() is None:
            self.list.select_first()
        self.list.setFocus()

    def reload(self) -> None:
        words, titles = self._page.words, dict(RULES)
        self.list.show_rows(
            [
                CardRow(
                    key=source.rule,
                    title=words(titles[source.rule]),
                    reason=words(EXPLAINED[source.rule]),
                    tickable=True,
                    is_ticked=source.is_on,
                    data=source,
                )
                for source in self._sources
            ]
        )

    @property
    def _sources(self) -> Sources:
        return read_sources(self._page.desk.db)

    def _buttons(self) -> Flow:
        words = self._page.words
        row = Flow()
        row.addWidget(button(words("Close"), self.done.emit, "primary"))
        row.addWidget(button(words("Up"), lambda: self._move(-1)))
        row.addWidget(button(words("Down"), lambda: self._move(1)))
        row.addWidget(button(words("As usual"), lambda: self._keep(USUAL_SOURCES)))
        return row

    def _toggle(self, row: CardRow) -> None:
        self._keep(
            [Source(each.rule, each.is_on != (each.rule == row.key)) for each in self._sources]
        )

    def _move(self, by: int) -> None:
        sources = list(self._sources)
        place = next(
            (n for n, each in enumerate(sources) if each.rule == self.list.current_key()), 0
        )
        to = place + by
        if 0 <= to < len(sources):
            sources.insert(to, sources.pop(place))
            self._keep(sources)

    def _keep(self, sources: Sequence[Source]) -> None:
        self._page.do(set_sources, tuple(sources))
