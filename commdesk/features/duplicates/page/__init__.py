"""The Duplicates tab of Members: suspected pairs, most likely first, and the two side by side."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QPushButton

from commdesk.core.errors import Refused
from commdesk.core.story import story_tables
from commdesk.core.words import N_
from commdesk.features.duplicates.ops import allow_pair, dismiss_pair, merge_members
from commdesk.features.duplicates.page import work
from commdesk.features.duplicates.page.comparison import Comparison
from commdesk.features.duplicates.page.sides import Two, evidence_of, read_two, sides_of
from commdesk.features.duplicates.page.work import Findings, Pair
from commdesk.features.duplicates.queries import dismissed_pairs
from commdesk.features.members import count_members, name_of_member
from commdesk.kit.cardlist import CardList, CardRow
from commdesk.kit.page import Page, PageAction, Regions
from commdesk.kit.parts import Card, button
from commdesk.kit.signals import after_pause, on_key

_COMPARED = frozenset({"member", "organisation", "member_identity"})
_PAUSE = 300
_SEARCHES_BY_ITSELF = 10_000
"""Among so many a search takes less than a second; among more it waits until somebody asks."""


class DuplicatesPage(Page):
    """Ctrl+Enter merges, Ctrl+Delete tells two apart; Enter goes from the list to the choices."""

    NAME = "duplicates"
    TITLE = N_("Duplicates")
    HELP = N_(
        "Members who may be one person, most likely first, each with the evidence. Enter goes to "
        "the two side by side: choose per field with the arrow keys, the better one is chosen "
        "already. Ctrl+Enter merges: everything that hangs on either of them stays, and one undo "
        "brings both back. Ctrl+Delete says that they are not the same: they are not shown again. "
        "F5 searches again."
    )
    WATCHES = _COMPARED | {"duplicate_dismissed"}
    ICON = "account-multiple-outline"

    def build(self) -> None:
        self.findings: Findings | None = None
        self.is_searching = False
        self._is_asked = False
        self._is_behind = False
        self._shows_apart = False
        self._two: Two | None = None
        self.list = CardList(self.words("Pairs who may be one person"))
        self.list.selected.connect(self._selected)
        self.list.opened.connect(lambda _row: self._open())
        self.comparison = Comparison(self.words("Choose a pair to see the two side by side."))
        card = Card(padding=8)
        card.body.addWidget(self.list)
        card.setFocusProxy(self.list)
        self._regions = Regions(
            "duplicates",
            (card, self.comparison),
            words=self.words,
            memory=self.host.memory,
            shares=(1, 2),
        )
        self.content.addWidget(self._regions, 1)
        self._search_soon = after_pause(self, _PAUSE, self._search_behind)
        on_key(self, "Ctrl+Enter", self.merge)  # of the number pad; the other is in the menu

    def page_actions(self) -> list[PageAction]:
        if getattr(self, "_shows_apart", False):
            return [PageAction(N_("Back to the suspected pairs"), self._toggle_apart)]
        return [
            PageAction(N_("Pairs told apart"), self._toggle_apart),
            PageAction(N_("Search again"), self.search_again, "F5"),
            PageAction(N_("Merge"), self.merge, "Ctrl+Return", in_header=False),
            PageAction(N_("Not the same"), self.tell_apart, "Ctrl+Del", in_header=False),
        ]

    def watched(self) -> frozenset[str]:
        return self.WATCHES | story_tables(self.desk)

    def tables_changed(self, tables: frozenset[str]) -> None:
        self._is_behind |= bool(tables & _COMPARED)
        super().tables_changed(tables)

    def reload(self) -> None:
        """Show the pairs as they are now; the first time they are still to be searched."""
        if self._shows_apart:
            self._show_apart()
        elif self.findings is None:
            self.search()
        else:
            self._show_pairs(self.findings)
            if self._is_behind:
                self._search_soon()

    # --- searching --------------------------------------------------------------------------------

    def search_again(self) -> None:
        """Search because somebody asks; what is found is said then, also when it is nothing."""
        self._is_asked = True
        self.search()

    def _search_behind(self) -> None:
        """Search again after a change: who was in no pair may be in one now."""
        is_small = count_members(self.desk.db) <= _SEARCHES_BY_ITSELF
        if self._is_behind and is_small and self.isVisible() and not self._shows_apart:
            self.search()

    def search(self) -> None:
        """Compare everybody, in a thread."""
        if self.is_searching:
            return
        if not count_members(self.desk.db):
            self._show_no_members()
            return
        self.is_searching, self._is_behind = True, False
        self._explain_search()
        self.host.run_job(
            self.words("Looking for duplicates"),
            partial(work.find, self.desk),
            self._found,
            self._stopped,
        )

    def _found(self, findings: Findings) -> None:
        self.is_searching = False
        self.findings = findings
        is_asked, self._is_asked = self._is_asked, False
        if not self.isVisible():
            self.is_stale = True
            return
        before = self.header.line
        self.reload()
        is_news = bool(self.list.rows) and self.header.line != before
        if not self._shows_apart and (is_asked or is_news):
            self.host.announce(self.header.line)

    def _stopped(self, error: Exception) -> None:
        self.is_searching = False
        if isinstance(error, Refused):
            self.show_refusal(error)
        else:
            self.tell(N_("The search was stopped."))
        self._explain(
            self.words("The search was stopped"), "", self.words("Search again"), self.search_again
        )

    # --- deciding ---------------------------------------------------------------------------------

    def merge(self) -> None:
        """Make one member of the two, with what is chosen."""
        if self._shows_apart or self._two is None:
            return
        keep, drop = self._two.ids
        names = [name_of_member(self.desk.db, each) for each in (keep, drop)]
        places = [each for feature in self.desk.features for each in feature.personal_data]
        said = self.words("{name} and {other} are one member now.", name=names[0], other=names[1])
        self.do(
            merge_members,
            keep,
            drop,
            self.comparison.taken,
            places,
            then=lambda _none: self._decided(said),
        )

    def tell_apart(self) -> None:
        """Remember that the two are two people."""
        if self._two is not None and not self._shows_apart:
            said = self.words("They are not suspected any more.")
            self.do(dismiss_pair, *self._two.ids, then=lambda _none: self._decided(said))

    def allow(self) -> None:
        """Two who were told apart may be one person after all."""
        if self._two is not None and self._shows_apart:
            said = self.words("They may be the same again.")
            self.do(allow_pair, *self._two.ids, then=lambda _none: self._decided(said))

    def _decided(self, said: str) -> None:
        self._regions.reveal(0)
        self.list.setFocus()
        row = self.list.current()
        following = self.words("Next: {name}", name=row.title) if row else ""
        self.host.announce(" ".join(part for part in (said, following) if part))

    def _toggle_apart(self) -> None:
        self._shows_apart = not self._shows_apart
        self.show_actions()
        self.host.refresh_actions()
        self.refresh()
        self.list.setFocus()

    # --- showing ----------------------------------------------------------------------------------

    def _show_pairs(self, findings: Findings) -> None:
        shown = findings.now(self.desk.db)
        if self.is_searching:
            self._explain_search()
        else:
            self._explain_none(shown.looked_at)
        self._show_rows([self._row(each) for each in shown.pairs])
        line = self.words.plural(
            "{n} pair may be one person", "{n} pairs may be one person", shown.count
        )
        if len(shown.pairs) < shown.count:
            most = len(shown.pairs)
            line = self.words("{line}; the most likely {n} are shown", line=line, n=most)
        self.header.show_words(line=line)

    def _explain_search(self) -> None:
        self._explain(
            self.words("Looking for duplicates"),
            self.words("Everybody is compared in the background. You can go on working."),
        )

    def _explain_none(self, looked_at: int) -> None:
        self._explain(
            self.words("Nobody seems to be in the workbook twice"),
            self.words.plural("{n} member was compared.", "{n} members were compared.", looked_at),
            self.words("Search again"),
            self.search_again,
        )

    def _show_apart(self) -> None:
        self._explain(
            self.words("No pairs were told apart"),
            self.words("A pair of which you say “not the same” is kept here."),
            self.words("Back to the suspected pairs"),
            self._toggle_apart,
        )
        pairs = sorted(dismissed_pairs(self.desk.db))
        self._show_rows([self._row_apart(each) for each in pairs])
        line = self.words.plural("{n} pair told apart", "{n} pairs told apart", len(pairs))
        self.header.show_words(line=line)

    def _show_rows(self, rows: list[CardRow]) -> None:
        self.list.show_rows(rows)
        if self.list.current() is None:
            self.list.select_first()
        self._selected(self.list.current())

    def _show_no_members(self) -> None:
        self._explain(
            self.words("No members yet"),
            self.words("When there are members, those who may be one person are found here."),
            self.words("Go to Members"),
            partial(self.host.open_page, "members"),
        )
        self._show_rows([])
        self.header.show_words(line="")

    def _explain(self, title: str, text: str, do: str = "", slot: object = None) -> None:
        self.list.set_empty(title, text, do, slot)  # type: ignore[arg-type]

    def _row(self, pair: Pair) -> CardRow:
        is_same = pair.a.name == pair.b.name
        name = f"{pair.a.name} (2×)" if is_same else f"{pair.a.name} – {pair.b.name}"
        return CardRow(
            key=pair.ids,
            title=name,
            reason=evidence_of(pair.suspect, self.words),
            right=self.words.percent(pair.suspect.score),
            data=pair.suspect,
        )

    def _row_apart(self, ids: tuple[int, int]) -> CardRow:
        names = [name_of_member(self.desk.db, each) for each in ids]
        return CardRow(key=ids, title=" – ".join(names))

    def _selected(self, row: CardRow | None) -> None:
        """Show the two; what was chosen stays when nothing in them changed."""
        two = read_two(self.desk, *row.key) if row else None  # type: ignore[misc]
        if two is None or row is None:
            self._two = None
            self.comparison.show_nothing()
            return
        if self._two != two or row.data != self._suspect:
            self._two, self._suspect = two, row.data
            self.comparison.show_sides(sides_of(two, row.data, self.words, self._buttons()))

    _suspect: object = None

    def _buttons(self) -> tuple[QPushButton, ...]:
        if self._shows_apart:
            return (button(self.words("They may be the same"), self.allow),)
        return (
            button(self.words("Merge"), self.merge, "primary"),
            button(self.words("Not the same"), self.tell_apart),
        )

    def _open(self) -> None:
        self._regions.reveal(1)
        self.comparison.focus_choices()
