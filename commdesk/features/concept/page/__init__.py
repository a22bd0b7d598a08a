"""The Concept page: what they come for beside what the organisation wants, in its versions."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QStackedWidget

from commdesk.core.words import N_
from commdesk.features.concept.page.answers import AnswersCard
from commdesk.features.concept.page.compared import ComparedCard
from commdesk.features.concept.page.taking import Taking
from commdesk.features.concept.page.written import Written, save_all, store
from commdesk.features.concept.questions import QUESTIONS
from commdesk.features.concept.statement import Version, list_versions
from commdesk.features.concept.statement.ops import begin_version, change_concept, write_answer
from commdesk.kit.cardlist import CardList, CardRow
from commdesk.kit.dialogs import ask_text
from commdesk.kit.page import NEW, PRINT, Page, PageAction, Regions
from commdesk.kit.parts import Card, label


class ConceptPage(Page):
    """The version of now can be written in; an earlier one stands beside it to read."""

    NAME = "concept"
    TITLE = N_("Concept")
    HELP = N_(
        "For whom the community is, what drives them, what it is about, whom they need and what "
        "it gives; on the left what they come for, on the right what the organisation wants. A "
        "text is stored when you leave it with Tab, or with Ctrl+Enter. Ctrl+N begins a new "
        "version from this one and asks what is different. Arrows in the list of versions show an "
        "earlier one beside the one of now, Esc goes back to writing. Ctrl+P prints one page of "
        "all of it."
    )
    WATCHES = frozenset({"concept_version", "concept_answer"})
    ICON = "lightbulb-outline"

    def build(self) -> None:
        words = self.words
        self._versions: list[Version] = []
        self.taking = Taking(self)
        self.answers = AnswersCard(words)
        self.answers.answered.connect(self._answer)
        self.answers.changed.connect(self._change)
        self.compared = ComparedCard(words)
        self._left = QStackedWidget()
        self._left.addWidget(self.answers)
        self._left.addWidget(self.compared)
        self.list = CardList(words("Versions"))
        self.list.selected.connect(lambda _row: self._show_chosen())
        self.list.opened.connect(lambda _row: self.to_text())
        self.list.left.connect(self.write_on)
        self.list.set_empty(
            words("No version yet"), words("The first answer that you write begins version 1.")
        )
        card = Card(words("Versions"))
        card.body.addWidget(self.list, 1)
        hint = words("Arrows show an earlier version beside the one of now.")
        card.body.addWidget(label(hint, "small", wraps=True))
        card.setFocusProxy(self.list)
        self._regions = Regions(
            "concept", (self._left, card), words=words, memory=self.host.memory, shares=(5, 2)
        )
        self.content.addWidget(self._regions, 1)

    def primary_action(self) -> PageAction:
        if self._versions:
            return PageAction(N_("New version"), self.ask_for_version, NEW)
        return PageAction(N_("Answer the first question"), self.write_on, NEW)

    def page_actions(self) -> list[PageAction]:
        return [
            PageAction(N_("Print"), self.taking.print, PRINT, name="print"),
            PageAction(N_("Save as PDF"), self.taking.ask_for_pdf),
            PageAction(N_("Versions"), self.to_versions, in_header=False),
        ]

    def reload(self) -> None:
        had_any = bool(self._versions)
        self._versions = list_versions(self.desk.db)
        now = self._now
        self.answers.show_version(now)
        self.list.show_rows([self._row(each) for each in self._versions])
        if self.list.current() is None:
            self.list.select_first()
        self._show_chosen()
        line = ""
        if now:
            line = self.words(
                "version {number} of {day} · {n} of {of} questions answered",
                number=str(now.number),
                day=now.started_on,
                n=str(now.answered),
                of=str(len(QUESTIONS)),
            )
        self.header.show_words(line=line)
        if had_any != bool(self._versions):
            self.show_actions()
            self.host.refresh_actions()

    def show_target(self, target: object) -> None:
        """A version by its id."""
        self.list.select_key(int(str(target)))

    def take_focus(self) -> None:
        """In the first question: writing is what it is for."""
        shows_now = self._left.currentWidget() is self.answers
        first = next(iter(self.answers.answers.values())) if shows_now else self.list
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def has_unsaved(self) -> bool:
        """What is being typed is stored first; what was refused is left."""
        return save_all(self.answers.all_written)

    def drop_unsaved(self) -> None:
        for written in self.answers.all_written:
            written.drop()

    def ask_for_version(self) -> None:
        """Begin a new version: what is different, in one line."""
        words = self.words
        ask_text(
            self.window(),
            words,
            title=words("New version of the concept"),
            text=words(
                "It begins as the version of now. Interviews and the 20% gate of before stay "
                "with the version that they tested."
            ),
            name=words("What is different?"),
            do=words("Begin the new version"),
            then=self.begin_version,
        )

    def begin_version(self, change: str) -> None:
        def begun(version_id: int) -> None:
            self.list.select_key(version_id)
            self.tell(N_("The new version is begun."))
            self.take_focus()

        self.do(begin_version, change, today=self.desk.today(), then=begun)

    def write_on(self) -> None:
        """Back to the version of now, with the keyboard in the first question."""
        self.list.select_first()
        self._regions.reveal(0)
        self.take_focus()

    def to_text(self) -> None:
        """To the version that is chosen, where only one region shows."""
        self._regions.reveal(0)

    def to_versions(self) -> None:
        self._regions.reveal(1)
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def _now(self) -> Version | None:
        return self._versions[0] if self._versions else None

    def _row(self, version: Version) -> CardRow:
        words = self.words
        is_now = version is self._now
        return CardRow(
            key=version.id,
            title=words("Version {number}", number=str(version.number)),
            reason=version.change,
            chips=((words("now"), "accent"),) if is_now else (),
            right=words.date(version.started_on, today=self.desk.today()),
            data=version,
        )

    def _show_chosen(self) -> None:
        row, now = self.list.current(), self._now
        if row is None or now is None or row.key == now.id:
            self._left.setCurrentWidget(self.answers)
            return
        self.compared.show_versions(row.data, now)
        self._left.setCurrentWidget(self.compared)

    def _answer(self, written: Written, question: str, side: str, text: str) -> None:
        store(self, written, write_answer, question, today=self.desk.today(), **{side: text})

    def _change(self, written: Written | None, key: str, text: str) -> None:
        today = self.desk.today()
        if written:
            store(self, written, change_concept, {key: text}, today=today)
        else:
            self.do(change_concept, {key: text}, today=today, then=self._told)

    def _told(self, _none: object) -> None:
        self.tell(N_("Saved"))
