"""To whom the boundaries were explained, and to whom not yet."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from commdesk.features.concept.boundaries import list_told
from commdesk.kit import theme
from commdesk.kit.cardlist import CardList, CardRow
from commdesk.kit.flow import Flow
from commdesk.kit.parts import Card, FilterField, button, label
from commdesk.kit.tabs import tab_button, write_tab

if TYPE_CHECKING:
    from commdesk.features.concept.boundaries.page import BoundariesPage

_MOST = 200


class ToldCard(Card):
    """Space notes that it was explained today, or takes that back; Enter opens the member."""

    def __init__(self, page: BoundariesPage) -> None:
        words = page.words
        super().__init__(words("Explained to members"))
        self._page = page
        self._is_told = False
        self.tabs = tuple(
            tab_button(" ", partial(self.show_told, is_told=is_told)) for is_told in (False, True)
        )
        row = Flow()
        for tab in self.tabs:
            row.addWidget(tab)
        name = words("Find by name")
        self.filter = FilterField(name, name)
        self.list = CardList(words("Explained to members"))
        self.list.ticked.connect(lambda row: page.explain(row.key, is_told=row.is_ticked))
        self.list.opened.connect(lambda row: page.host.open_page("members", row.key))
        self.list.setMinimumHeight(theme.px(120))
        self.filter.textChanged.connect(lambda _text: self._show())
        self.filter.went_down.connect(self.list.setFocus)
        self._more = label(role="small", wraps=True)
        self._todo = button(words("Make a to-do of it"), page.make_todo)
        self.body.addLayout(row)
        self.body.addWidget(self.filter)
        self.body.addWidget(self.list, 1)
        self.body.addWidget(self._more)
        self.body.addWidget(self._todo)

    def reload(self, told: int, everybody: int) -> None:
        words = self._page.words
        for tab, is_told in zip(self.tabs, (False, True), strict=True):
            tab.setChecked(is_told == self._is_told)
        write_tab(self.tabs[0], words("Not yet ({n})", n=everybody - told))
        write_tab(self.tabs[1], words("Explained ({n})", n=told))
        self._todo.setVisible(told < everybody)
        self.filter.setVisible(everybody > 0)
        self._explain(everybody)
        self._show()

    def show_told(self, *, is_told: bool) -> None:
        """Those who know them, or those who do not yet."""
        self._is_told = is_told
        for tab, each in zip(self.tabs, (False, True), strict=True):
            tab.setChecked(each == is_told)
        self._page.reload()

    def _show(self) -> None:
        page, typed = self._page, self.filter.text().strip()
        found = list_told(page.desk.db, is_told=self._is_told, typed=typed, most=_MOST + 1)
        rows = [
            CardRow(
                key=each.id,
                title=each.name,
                reason=each.organisation,
                right=page.words.date(each.explained_on, today=page.desk.today())
                if each.explained_on
                else "",
                tickable=True,
                is_ticked=each.explained_on is not None,
            )
            for each in found[:_MOST]
        ]
        self.list.show_rows(rows)
        if self.list.current() is None:
            self.list.select_first()
        self._more.setText(page.words("Only the first {n} show; type a name.", n=_MOST))
        self._more.setVisible(len(found) > _MOST)

    def _explain(self, everybody: int) -> None:
        words, host = self._page.words, self._page.host
        if not everybody:
            text = words("Add or import the members of your community first.")
            self.list.set_empty(words("No members yet"), text, words("Go to Members"),
                                lambda: host.open_page("members"))  # fmt: skip
        elif self._is_told:
            text = words("Space on a name under “Not yet” notes that you explained it today.")
            self.list.set_empty(words("Explained to nobody yet"), text)
        else:
            self.list.set_empty(words("Everybody knows them"))
