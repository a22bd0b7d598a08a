"""The members behind a movement, or one step from the next level, each with the reason."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from msgspec import Struct

from commdesk.core.developing import Agreed
from commdesk.core.words import N_
from commdesk.features.activity.levels.queries import Standing, standings
from commdesk.features.activity.levels.said import explained_shortly, next_step
from commdesk.features.members import name_of_member
from commdesk.kit.flow import Flow
from commdesk.kit.page import Page
from commdesk.kit.parts import Card, button
from commdesk.kit.table import RowsModel, Table, TableColumn

_COLUMNS = (
    TableColumn("name", N_("Name"), 165, sorts=False),
    TableColumn("said", N_("Why, in 365 days"), 180, stretches=True, wraps=True, sorts=False),
)


class PersonRow(Struct, frozen=True):
    """A member with the explanation of their level."""

    id: int
    name: str
    said: str


class PeopleCard(Card):
    """Fetched in blocks: of a large community many move in a month."""

    def __init__(self, page: Page) -> None:
        super().__init__(page.words("Changed level"))
        self._page = page
        self._people: Sequence[int] = ()
        self._agreed: Agreed = {}
        self._day = page.desk.today()
        self._is_step = False
        model = RowsModel(_COLUMNS, lambda: len(self._people), self._fetch, page.words, parent=self)
        self.table = Table(
            model,
            name="level-people",
            title=page.words("Members by movement"),
            memory=page.host.memory,
        )
        self.table.opened.connect(lambda row: page.host.open_page("members", row.id))
        self.body.addLayout(self._choices())
        self.body.addWidget(self.table, 1)
        self.setFocusProxy(self.table)

    def show_people(
        self,
        title: str,
        people: Sequence[int],
        day: date,
        agreed: Agreed,
        empty: str,
        *,
        is_step: bool = False,
    ) -> None:
        """`is_step`: say what is missing for the next level, not why this one."""
        self._people, self._day, self._agreed = people, day, agreed
        self._is_step = is_step
        self.heading.setText(f"{title} ({len(people)})")
        self.table.set_empty(empty)
        self.table.reload()

    def _choices(self) -> Flow:
        words, flow = self._page.words, Flow()
        flow.addWidget(button(words("Everybody who moved"), self._page.show_everybody))  # type: ignore[attr-defined]
        flow.addWidget(button(words("One step away"), self._page.show_one_step))  # type: ignore[attr-defined]
        return flow

    def _fetch(self, offset: int, limit: int) -> list[PersonRow]:
        db = self._page.desk.db
        block = self._people[offset : offset + limit]
        found = {each.member_id: each for each in standings(db, block, self._day, self._agreed)}
        return [PersonRow(who, name_of_member(db, who), self._said(found[who])) for who in block]

    def _said(self, standing: Standing) -> str:
        words = self._page.words
        step = next_step(standing) if self._is_step else None
        return words(step) if step else words(explained_shortly(standing))
