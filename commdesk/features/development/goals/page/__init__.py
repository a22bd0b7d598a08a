"""The tab Goals of Development: what is wanted by when, and where each is expected to end."""

from __future__ import annotations

from functools import partial

from msgspec import Struct
from PySide6.QtWidgets import QPushButton

from commdesk.core.desk import Desk
from commdesk.core.developing import Whose
from commdesk.core.values import Week
from commdesk.core.words import N_, Text
from commdesk.features.development.goals.judging import Standing
from commdesk.features.development.goals.measures import measures_of
from commdesk.features.development.goals.ops import keep_seen, remove_goal, remove_value
from commdesk.features.development.goals.page.form import GoalForm, ValueForm
from commdesk.features.development.goals.page.progressed import ProgressedPane
from commdesk.features.development.goals.page.rows import detail_of, rows_of
from commdesk.features.development.goals.page.taking import Taking
from commdesk.features.development.goals.queries import last_seen, standings, suggestions
from commdesk.features.development.queries import read
from commdesk.kit.cardfilter import CardFilter
from commdesk.kit.cardlist import CardList, CardRow
from commdesk.kit.listbeside import ListBeside
from commdesk.kit.page import NEW, PRINT, Page, PageAction
from commdesk.kit.parts import button
from commdesk.kit.progress import Progress
from commdesk.kit.signals import on_key

_LONGEST = 60


class Found(Struct, frozen=True):
    """What was read in a thread."""

    standings: tuple[Standing, ...]
    measures: tuple[tuple[str, Text, str], ...]
    suggestions: tuple[tuple[Whose, Text], ...]


class GoalsPage(Page):
    """Enter changes a goal, Space notes a value, Delete removes it."""

    NAME = "goals"
    TITLE = N_("Goals")
    HELP = N_(
        "The goals of the organisation and of the members, each with a measure, a target and a "
        "date. A line of a chart of Development is the measure, or values typed by hand. From six "
        "whole weeks on, or six values, a forecast says between which values it will be on its "
        "date, nine times out of ten; on course means at least four chances in five, behind at "
        "most one in twenty. In the list Enter changes a goal, Space notes a value, Delete removes "
        "it, Ctrl+N sets a new one; Ctrl+P prints the year at a glance."
    )
    ICON = "flag-outline"

    def build(self) -> None:
        words = self.words
        self.found: Found | None = None
        self._is_reading = self._is_behind = False
        self._wanted: object = None
        self.taking = Taking(self)
        self.list = CardList(words("Goals"))
        self.list.selected.connect(self._selected)
        self.list.opened.connect(lambda _row: self.change())
        self.detail = ProgressedPane(words)
        self.form = GoalForm(self)
        self.value_form = ValueForm(self)
        self.beside = ListBeside(
            "goals", self.list, (self.detail, self.form, self.value_form), words, self.host.memory
        )
        self.beside.filter.set_empty(words("Reading the figures…"), "", "", None)
        self.content.addWidget(self.beside, 1)
        on_key(self.list, "Space", self.note)
        on_key(self.list, "Del", self.remove)

    def primary_action(self) -> PageAction:
        return PageAction(N_("New goal"), self.add, NEW)

    def page_actions(self) -> list[PageAction]:
        return [
            PageAction(N_("Year as PDF"), self.taking.ask_for_pdf),
            PageAction(N_("Print the year"), self.taking.print, PRINT, name="print"),
            PageAction(N_("Year to Excel"), self.taking.ask_for_excel, in_header=False),
            PageAction(N_("Change the goal"), self.change, "Ctrl+E", in_header=False),
            PageAction(N_("Note a value"), self.note, in_header=False),
            PageAction(N_("Remove the last value"), self.remove_last, in_header=False),
            PageAction(N_("Remove the goal"), self.remove, in_header=False),
        ]

    def filter_field(self) -> CardFilter:
        return self.beside.filter

    def watched(self) -> frozenset[str]:
        """Everything that any feature tells of."""
        return frozenset().union(*(feature.tables for feature in self.desk.features))

    def reload(self) -> None:
        """In a thread: the charts of three years may take a while."""
        if self._is_reading:
            self._is_behind = True
            return
        self._is_reading = True
        self.host.run_quietly(partial(_read, self.desk), self._show)

    def show_target(self, target: object) -> None:
        """A goal by its id, once it is read."""
        self._wanted = int(str(target))
        if self.found:
            self._go()

    def has_unsaved(self) -> bool:
        return self.beside.is_typed

    def drop_unsaved(self) -> None:
        self.beside.drop_form()

    def add(self) -> None:
        self.beside.show_form()
        self.form.begin()

    def add_from(self, whose: Whose, text: str) -> None:
        """Begin with what was written in the concept."""
        self.beside.show_form()
        self.form.begin(text, whose)

    def change(self) -> None:
        if standing := self._standing():
            self.beside.show_form()
            self.form.begin_change(standing.goal)

    def note(self) -> None:
        """Type a value; a goal with a chart needs none."""
        standing = self._standing()
        if standing is None:
            return
        if not standing.goal.is_by_hand:
            self.tell(N_("This goal is measured by its chart; nothing has to be typed."))
            return
        self.beside.show_form(self.value_form)
        self.value_form.begin(standing.goal)

    def remove(self) -> None:
        if standing := self._standing():
            said = self.words("Removed: {title}", title=standing.goal.title)
            self.do(remove_goal, standing.goal.id, then=lambda _none: self.tell(said))

    def remove_last(self) -> None:
        """The newest value that was typed."""
        standing = self._standing()
        if standing and standing.goal.is_by_hand and standing.now:
            said = self.words("The last value is removed.")
            self.do(remove_value, standing.goal.id, standing.now[0],
                    then=lambda _none: self.tell(said))  # fmt: skip

    def _standing(self) -> Standing | None:
        row = self.list.current()
        return row.data if row else None

    def _show(self, found: Found) -> None:
        self._is_reading = False
        if not self.desk.is_open:
            return
        self.found = found
        self._keep(found)
        self.form.offer(found.measures)
        self._explain_emptiness(found)
        self.beside.filter.setVisible(bool(found.standings))
        self.beside.filter.show_rows(rows_of(found.standings, self.words))
        self._say_line(found)
        self._go()
        if self._is_behind:
            self._is_behind = False
            self.reload()

    def _say_line(self, found: Found) -> None:
        off = sum(each.verdict in {"at-risk", "behind"} for each in found.standings)
        good = sum(each.verdict in {"on-course", "reached"} for each in found.standings)
        of = len(found.standings)
        words = self.words
        line = words("{n} of {of} on course or reached", n=good, of=of) if of else ""
        if off:
            line += " · " + words.plural("{n} at risk or behind", "{n} at risk or behind", off)
        self.header.show_words(line=line)

    def _keep(self, found: Found) -> None:
        """Today says what was seen here last; only what is new is written."""
        seen, today = last_seen(self.desk.db), self.desk.today()
        new = [
            each
            for each in found.standings
            if each.goal.measure and not _is_known(seen.get(each.goal.id), each)
        ]
        if new and not self.desk.is_read_only:
            self.do(keep_seen, [each for each in new if each.today == today])

    def _explain_emptiness(self, found: Found) -> None:
        words = self.words
        text = words(
            "Say what the organisation and the members want to reach, how you will see it, and by "
            "when. Then a forecast stands here, as a range and never surer than it is."
        )
        do, slot = words("New goal"), self.add
        if found.suggestions:
            whose, said = found.suggestions[0]
            title = words(said)
            short = title if len(title) <= _LONGEST else f"{title[:_LONGEST].rstrip()}…"
            text += "\n" + words("Your concept says: {text}", text=short)
            do, slot = words("Begin with this"), partial(self.add_from, whose, title)
        self.beside.filter.set_empty(words("No goals yet"), text, do, slot)

    def _go(self) -> None:
        if self._wanted is not None:
            self.beside.go_to(self._wanted)
            self._wanted = None
        elif self.list.current() is None:
            self.list.select_first()

    def _selected(self, row: CardRow | None) -> None:
        if row is None or self.found is None:
            self.detail.show_nothing()
            return
        measures = {name: title for name, title, _ in self.found.measures}
        detail = detail_of(row.data, measures, self.words, self._buttons(row.data))
        self.detail.show_standing(row.data, detail)

    def _buttons(self, standing: Standing) -> list[QPushButton]:
        words, made = self.words, []
        if standing.goal.is_by_hand:
            made.append(button(words("Note a value"), self.note))
        return [*made, button(words("Change"), self.change), button(words("Remove"), self.remove)]


def _is_known(seen: dict[str, object] | None, each: Standing) -> bool:
    return bool(seen and seen["seen_on"] == each.today and seen["verdict"] == each.verdict)


def _read(desk: Desk, progress: Progress) -> Found:
    progress.check()
    with desk.twin() as twin:
        today = desk.today()
        reading = read(twin.db, twin.features, Week.of(today), today)
        return Found(
            tuple(standings(twin.db, reading)),
            tuple(measures_of(reading)),
            tuple(suggestions(twin.db, twin.features)),
        )
