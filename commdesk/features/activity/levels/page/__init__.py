"""The tab of levels: who moved in a month, as a table and a flow, and who is one step away."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from msgspec import Struct
from PySide6.QtWidgets import QWidget

from commdesk.core.developing import Agreed, Movement, agreed_levels
from commdesk.core.words import N_
from commdesk.features.activity.levels.charts import is_up, month_of, up_and_down
from commdesk.features.activity.levels.model import month_end
from commdesk.features.activity.levels.ops import set_least
from commdesk.features.activity.levels.page.flow import Band, LevelFlow
from commdesk.features.activity.levels.page.people import PeopleCard
from commdesk.features.activity.levels.queries import read_moves, read_rule, who_moved
from commdesk.features.activity.levels.said import NONE, TITLES, title_of
from commdesk.features.activity.spotting import one_step_from
from commdesk.kit.form import Field
from commdesk.kit.formquestion import ask_form
from commdesk.kit.page import Page, PageAction, Regions
from commdesk.kit.parts import Card, icon_button, label
from commdesk.kit.table import RowsModel, Table, TableColumn

_COLUMNS = (
    TableColumn("was", N_("Level before"), 112, sorts=False, stretches=True),
    TableColumn("level", N_("Level after"), 112, sorts=False),
    TableColumn("members", N_("Members"), 76, "right", sorts=False),
)
_FIELDS = (
    Field("visitor", N_("Visitor from so many conversations"), "number"),
    Field("participant", N_("Participant from so many conversations"), "number"),
    Field("contributor", N_("Contributor from so many contributions"), "number"),
    Field("core", N_("Core from so many contributions"), "number"),
)


class MoveRow(Struct, frozen=True):
    """A movement as a line of the table."""

    id: tuple[str, str]
    was: str
    level: str
    members: int


class LevelsPage(Page):
    """The movements of a month, and beside them the members behind one."""

    NAME = "levels"
    TITLE = N_("Levels")
    HELP = N_(
        "How active members are: visitor and participant by conversations, contributor and core "
        "by contributions, in 365 days; ambassador by agreement. A level goes up at once and down "
        "only at the end of a month. Choose a movement to see who it is about; Enter goes to "
        "them, there Enter opens a member. Alt+Left and Alt+Right go to another month."
    )
    WATCHES = frozenset({"activity", "activity_level_gone", "member", "workbook_fact"})
    ICON = "stairs-up"

    def build(self) -> None:
        words = self.words
        self._end = month_end(self.desk.today())
        self._rows: list[MoveRow] = []
        self._agreed: Agreed = {}
        self.said = label(role="muted", wraps=True)
        self.flow = LevelFlow()
        self.flow.setAccessibleName(words("Flow between levels"))
        model = RowsModel(_COLUMNS, lambda: len(self._rows), self._fetch, words, parent=self)
        self.moves = Table(model, name="levels", title=words("Movements"), memory=self.host.memory)
        self.moves.selected.connect(self._selected)
        self.moves.opened.connect(lambda _row: self._to_people())
        self.moves.left.connect(self.show_everybody)
        self.people = PeopleCard(self)
        self._regions = Regions(
            "levels",
            (self._make_moves(), self.people),
            words=words,
            memory=self.host.memory,
            shares=(1, 1),
        )
        self.content.addWidget(self.said)
        self.content.addWidget(self._regions, 1)
        self._add_arrows()

    def page_actions(self) -> list[PageAction]:
        return [
            PageAction(N_("Thresholds"), self.change_least),
            PageAction(N_("Everybody who moved"), self.show_everybody, in_header=False),
            PageAction(N_("One step away"), self.show_one_step, in_header=False),
            PageAction(N_("Month before"), lambda: self.go(-1), "Alt+Left", in_header=False),
            PageAction(N_("Month after"), lambda: self.go(1), "Alt+Right", in_header=False),
        ]

    def reload(self) -> None:
        today, words = self.desk.today(), self.words
        self._end = min(self._end, month_end(today))
        self._agreed = agreed_levels(self.desk.db, self.desk.features)
        moves = read_moves(self.desk.db, today, self._agreed)
        found = moves.movements(self._end, self._end)
        self._rows = [_row(each, words) for each in found]
        up, down = up_and_down(moves, self._end)
        month = words(month_of(self._end))
        counts = moves.counts(self._end)
        self.said.setText(self._standing(month, counts, up, down))
        self._show_flow(found)
        self._explain_emptiness(has_any=any(counts.values()))
        self.moves.clearSelection()
        self.moves.reload()
        self.show_everybody()

    def go(self, months: int) -> None:
        """To the month before or after; never past this one."""
        first = self._end.replace(day=1)
        day = first - timedelta(days=1) if months < 0 else self._end + timedelta(days=1)
        if day <= month_end(self.desk.today()):
            self._end = month_end(day)
            self.refresh()
            self.tell(self.said.text())

    def show_everybody(self) -> None:
        """All who moved in the month."""
        self._show_people(None, self.words("Changed level"))

    def show_one_step(self) -> None:
        """Who lacks one thing for the next level, today."""
        today = self.desk.today()
        people = [spot.member_id for spot in one_step_from(self.desk.db, today)]
        empty = self.words("Nobody who was active in the last two weeks is one step away.")
        self.people.show_people(
            self.words("One step away"), people, today, self._agreed, empty, is_step=True
        )

    def change_least(self) -> None:
        """From how many each level begins; every level is worked out again."""
        rule = read_rule(self.desk.db)
        ask_form(
            self,
            _FIELDS,
            {rung.name: rung.least for rung in rule.rungs},
            title=self.words("Thresholds of levels"),
            text=self.words("In 365 days. All levels are worked out again, also of past months."),
            do=self.words("Save"),
            then=self._keep_least,
        )

    def _keep_least(self, values: dict[str, Any]) -> None:
        self.desk.do(set_least, {name: n or 0 for name, n in values.items()})

    def _selected(self, row: MoveRow | None) -> None:
        if row is not None:
            title = self.words("{was} → {level}", was=row.was, level=row.level)
            self._show_people(row.id, title)

    def _show_people(self, change: tuple[str, str] | None, title: str) -> None:
        today = self.desk.today()
        people = who_moved(self.desk.db, self._end, change, today, self._agreed)
        empty = self.words("Nobody changed level that month.")
        self.people.show_people(title, people, min(self._end, today), self._agreed, empty)

    def _to_people(self) -> None:
        self._regions.reveal(1)
        self.people.table.setFocus()
        self.people.table.select_row(0)

    def _standing(self, month: str, counts: dict[str, int], up: int, down: int) -> str:
        words = self.words
        if not any(counts.values()) and not (up or down):
            return words("In {month} nobody had a level yet.", month=month)
        listed = ", ".join(
            f"{words(title).lower()} {counts[name]}" for name, title in reversed(TITLES)
        )
        return words(
            "{month}: {up} up and {down} down; {listed}.",
            month=month[:1].upper() + month[1:], up=up, down=down, listed=listed,
        )  # fmt: skip

    def _show_flow(self, found: Sequence[Movement]) -> None:
        words = self.words
        order = [words(title) for _, title in reversed(TITLES)] + [words(NONE)]
        bands = [
            Band(
                words(title_of(each.was)), words(title_of(each.level)), each.members,
                is_up(each.was, each.level),
            )
            for each in found
        ]  # fmt: skip
        spoken = [
            words("{n} from {was} to {level}", n=b.members, was=b.was, level=b.level) for b in bands
        ]
        self.flow.show_bands(bands, order, "; ".join(spoken))

    def _explain_emptiness(self, *, has_any: bool) -> None:
        words = self.words
        if has_any:
            self.moves.set_empty(words("Nobody changed level that month."))
            return
        self.moves.set_empty(
            words("Nobody has a level yet"),
            words("Levels follow from what members did: posts, replies, meetings."),
            words("Import a list"),
            lambda: self.host.open_page("import"),
        )

    def _fetch(self, offset: int, limit: int) -> Sequence[MoveRow]:
        return self._rows[offset : offset + limit]

    def _make_moves(self) -> QWidget:
        card = Card(self.words("Movements"))
        card.body.addWidget(self.flow)
        card.body.addWidget(self.moves, 1)
        card.setFocusProxy(self.moves)
        return card

    def _add_arrows(self) -> None:
        for name, icon, sign, months in (
            (N_("Month before"), "chevron-left", "‹", -1),
            (N_("Month after"), "chevron-right", "›", 1),
        ):
            arrow = icon_button(self.words(name), icon, None, sign)
            arrow.clicked.connect(lambda _checked=False, months=months: self.go(months))
            arrow.setProperty("role", "")
            self.header.add_beside_title(arrow)


def _row(each: Movement, words: Any) -> MoveRow:
    was, level = words(title_of(each.was)), words(title_of(each.level))
    return MoveRow((each.was, each.level), was, level, each.members)
