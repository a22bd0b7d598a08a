"""The tab of levels: who moved in a month, as a table and a flow, and who is one step away."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from functools import partial
from typing import Any

from msgspec import Struct
from PySide6.QtCore import QSignalBlocker
from PySide6.QtWidgets import QWidget

from commdesk.core.desk import Desk
from commdesk.core.developing import Movement
from commdesk.core.words import N_
from commdesk.features.activity.levels.charts import is_up, month_of, up_and_down
from commdesk.features.activity.levels.model import month_end
from commdesk.features.activity.levels.ops import check_least, is_much, set_least
from commdesk.features.activity.levels.page.asking import Answer, Asking, Question
from commdesk.features.activity.levels.page.flow import Band, LevelFlow
from commdesk.features.activity.levels.page.people import PeopleCard
from commdesk.features.activity.levels.queries import read_rule
from commdesk.features.activity.levels.said import NONE, TITLES, title_of
from commdesk.kit.form import Field
from commdesk.kit.formquestion import ask_form
from commdesk.kit.page import Page, PageAction, Regions
from commdesk.kit.parts import Card, icon_button, label
from commdesk.kit.progress import Progress, stoppable
from commdesk.kit.table import RowsModel, Table, TableColumn

_COLUMNS = (
    TableColumn("was", N_("Level before"), 112, sorts=False, stretches=True),
    TableColumn("level", N_("Level after"), 104, sorts=False),
    TableColumn("members", N_("Members"), 80, "right", sorts=False),
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
        self._answer: Answer | None = None
        self._is_going = False
        self._asking = Asking(self, self._show, self._say_it_reads)
        self.said = label(role="muted", wraps=True)
        self.flow = LevelFlow()
        self.flow.setAccessibleName(words("Flow between levels"))
        model = RowsModel(_COLUMNS, lambda: len(self._rows), self._fetch, words, parent=self)
        self.moves = Table(model, name="levels", title=words("Movements"), memory=self.host.memory)
        self.moves.selected.connect(self._selected)
        self.moves.opened.connect(lambda _row: self._to_people())
        self.moves.left.connect(self.show_everybody)
        self.people = PeopleCard(self)
        self._moves_card = self._make_moves()
        self._regions = Regions(
            "levels",
            (self._moves_card, self.people),
            words=words,
            memory=self.host.memory,
            shares=(6, 7),
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
        """In a thread; until then what was read before stays."""
        self._end = min(self._end, month_end(self.desk.today()))
        self._asking.ask(Question(self._end), is_anew=True)

    def go(self, months: int) -> None:
        """To the month before or after; never past this one."""
        first = self._end.replace(day=1)
        day = first - timedelta(days=1) if months < 0 else self._end + timedelta(days=1)
        if day <= month_end(self.desk.today()):
            self._end = month_end(day)
            self.show_everybody()

    def show_everybody(self) -> None:
        """All who moved in the month."""
        self._asking.ask(Question(self._end))

    def show_one_step(self) -> None:
        """Who lacks one thing for the next level, today."""
        self._asking.ask(Question(self._end, is_step=True))

    @property
    def is_settled(self) -> bool:
        """Whether everything that was asked is shown."""
        return self._answer is not None and not self._asking.is_reading

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
        """At once where few did anything, else in a thread; refused beside its field."""
        least = {name: n or 0 for name, n in values.items()}
        check_least(self.desk.db, least)
        if not is_much(self.desk.db):
            self.do(set_least, least)
            return
        title = self.words("Working out all levels again")
        self.host.perform_long(title, partial(_keep_in_thread, least), None, self.tell_why)

    def _selected(self, row: MoveRow | None) -> None:
        if row is not None:
            self._asking.ask(Question(self._end, row.id))

    def _show(self, answer: Answer) -> None:
        before, self._answer = self._answer, answer
        is_other = before is not None and before.question.end != answer.question.end
        if before is None or is_other or before.known is not answer.known:
            self._show_month(answer)
        self._say()
        self._show_people(answer)
        if is_other:
            self.tell(self.said.text())
        if self._is_going:
            self._to_people()

    def _show_month(self, answer: Answer) -> None:
        end, moves = answer.question.end, answer.known.moves
        found = moves.movements(end, end)
        self._rows = [_row(each, self.words) for each in found]
        self._show_flow(found)
        self._explain_emptiness(has_any=any(moves.counts(end).values()))
        with QSignalBlocker(self.moves):  # what is shown now was asked already
            self.moves.clearSelection()
            self.moves.reload()

    def _show_people(self, answer: Answer) -> None:
        words, asked, known = self.words, answer.question, answer.known
        day = known.today if asked.is_step else min(asked.end, known.today)
        title = words("Changed level")
        empty = words("Nobody changed level that month.")
        if asked.is_step:
            title = words("One step away")
            empty = words("Nobody who was active in the last two weeks is one step away.")
        elif asked.change:
            was, level = (words(title_of(each)) for each in asked.change)
            title = words("{was} → {level}", was=was, level=level)
        self.people.show_people(
            title, answer.people, day, known.agreed, empty, is_step=asked.is_step
        )

    def _to_people(self) -> None:
        """Once they are there."""
        self._is_going = not self.is_settled
        if self._is_going:
            return
        self._regions.reveal(1)
        self.people.table.setFocus()
        self.people.table.select_row(0)

    def _say(self) -> None:
        if self._answer is not None:
            end, moves = self._answer.question.end, self._answer.known.moves
            up, down = up_and_down(moves, end)
            month = self.words(month_of(end))
            self.said.setText(self._standing(month, moves.counts(end), up, down))
            self.header.show_words(line=month)

    def _say_it_reads(self) -> None:
        said = self.said.text().rstrip(".")
        sign = self.words("{week} · being read…", week=said)
        self.said.setText(sign if said else self.words("Reading the figures…"))

    def _standing(self, month: str, counts: dict[str, int], up: int, down: int) -> str:
        words = self.words
        if not any(counts.values()) and not (up or down):
            return words("In {month} nobody had a level yet.", month=month)
        listed = " · ".join(f"{words(title)} {counts[name]}" for name, title in reversed(TITLES))
        return words(
            "{month}: {up} up and {down} down. Levels: {listed}.",
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
        self._regions.grow_to(self._moves_card.minimumSizeHint().height())

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


def _keep_in_thread(least: dict[str, int], desk: Desk, progress: Progress) -> None:
    with stoppable(desk, progress):
        desk.do(set_least, least, progress.report)
