"""The tab Needs inventory on Concept: the gate, what drives people, and who would contribute."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QWidget

from commdesk.core.words import N_
from commdesk.features.concept.gate import gate_by_circle, gate_of, gate_over_time
from commdesk.features.concept.interviews import Interview
from commdesk.features.concept.needs.ops import adapt_after_gate
from commdesk.features.concept.needs.page.beside import Beside
from commdesk.features.concept.needs.page.gatecard import GateCard, GroupsCard
from commdesk.features.concept.needs.page.interviewscard import InterviewsCard
from commdesk.features.concept.needs.page.said import briefly, called
from commdesk.features.concept.needs.page.themescard import ThemesCard
from commdesk.features.concept.needs.queries import interviews_for, taken_up
from commdesk.features.concept.statement import Version, list_versions
from commdesk.features.concept.statement.ops import choose_after_gate
from commdesk.features.concept.themes import Theme, list_themes
from commdesk.kit.cardfilter import CardFilter
from commdesk.kit.dialogs import ask_text
from commdesk.kit.flow import Flow
from commdesk.kit.page import NEW, Page, PageAction
from commdesk.kit.parts import empty_layout
from commdesk.kit.tabs import tab_button


class NeedsPage(Page):
    """Everything of one version of the concept; the version of now until another is chosen."""

    NAME = "needs"
    TITLE = N_("Needs inventory")
    HELP = N_(
        "What interviews say together: whether at least 20% want to contribute actively, what "
        "drives people, what they want to talk about, whom they need. In the list of interviews A "
        "makes a candidate ambassador of a willing one, T a to-do, P a promised contribution; "
        "Enter opens it. In the themes Enter shows the interviews that name it, F2 renames, M "
        "merges the selected ones, Delete takes one away, P makes a prospect of a name. Each is "
        "undone in one step."
    )
    WATCHES = frozenset(
        {
            "interview",
            "interview_answer",
            "interview_theme",
            "theme",
            "concept_version",
            "ambassador",
            "outreach_promise",
            "todo",
            "member",
        }
    )
    ICON = "account-voice"

    def build(self) -> None:
        words = self.words
        self._versions: list[Version | None] = []
        """The newest first; None: there is none yet."""
        self._place = 0
        """Which of them is shown."""
        self.gate = GateCard(words, self.choose_after_gate)
        self.groups = GroupsCard(words, self.host.memory, self._show_group)
        self.themes = ThemesCard(self, self._show_theme)
        self.interviews = InterviewsCard(self, self.themes.make_prospect_of)
        self._bar = QWidget()
        self._bar_row = Flow(self._bar)
        self.content.addWidget(self._bar)
        self.content.addWidget(Beside((self.gate, self.groups), (4, 3)))
        self.content.addWidget(
            Beside((self.themes, self.interviews, self.interviews.detail), (5, 6, 6)), 1
        )

    def primary_action(self) -> PageAction:
        return PageAction(N_("Record an interview"), self.record, NEW)

    def page_actions(self) -> list[PageAction]:
        acts = self.interviews.acts
        return [
            PageAction(
                N_("Make candidate ambassador"), self._with(acts.make_candidate), in_header=False
            ),
            PageAction(N_("Interview guide"), self.show_interview_guide),
            PageAction(N_("Make a to-do"), self._with(acts.note_todo), in_header=False),
            PageAction(N_("Note a promise"), self._with(acts.note_contribution), in_header=False),
            PageAction(N_("Merge the selected themes"), self.themes.merge, in_header=False),
            PageAction(N_("Rename the theme"), self.themes.rename, in_header=False),
        ]

    def filter_field(self) -> CardFilter:
        return self.interviews.filter

    def person_at_hand(self) -> int | None:
        interview = self.interviews.current()
        return interview.member_id if interview else None

    def reload(self) -> None:
        db, today = self.desk.db, self.desk.today()
        self._read_versions()
        version = self._version
        version_id = version.id if version else None
        gate = gate_of(db, version_id)
        interviews = interviews_for(db, version_id)
        self._explain_emptiness()
        self.gate.show_gate(gate, version, is_now=self._place == 0)
        self.groups.show_groups(gate_by_circle(db, version_id))
        self.gate.show_way(gate_over_time(db, version_id), today)
        self.themes.show_themes(list_themes(db, version_id))
        self.interviews.show_interviews(interviews, taken_up(db))
        held = self.words.plural("{n} interview", "{n} interviews", gate.interviews)
        waiting = sum(not each.is_held for each in interviews)
        line = [self.words("concept {version}", version=called(version, self.words)), held]
        if waiting:
            line.append(self.words.plural("{n} to be held", "{n} to be held", waiting))
        self.header.show_words(line=" · ".join(line))

    def show_target(self, target: object) -> None:
        """An interview by its id."""
        if str(target).isdecimal():
            self.interviews.show_those_with(None)
            self.interviews.filter.clear()
            self.interviews.list.select_key(int(str(target)))
            self.interviews.list.setFocus()

    def take_focus(self) -> None:
        """To the interviews; without any, Enter there begins what fills this page."""
        self.interviews.list.setFocus()

    def record(self) -> None:
        """In the tab of interviews, where they are written down."""
        self.host.open_page("interviews", "record")

    def show_interview_guide(self) -> None:
        """What to ask, in the tab of interviews."""
        self.host.open_page("interviews", "guide")

    def show_version(self, place: int) -> None:
        """Another version of the concept with its interviews; 0 is the one of now."""
        self._place = place
        self.interviews.show_those_with(None)
        self.refresh()

    def choose_after_gate(self, verdict: str) -> None:
        """Stop, adapt (asks what is different) or a new round; empty takes it back."""
        version = self._version
        version_id = version.id if version else None
        if verdict == "adapt":
            words = self.words
            ask_text(
                self.window(),
                words,
                title=words("Adapt the concept"),
                text=words("A new version begins as the one of now; its interviews start at zero."),
                name=words("What is different"),
                do=words("Begin the new version"),
                then=lambda change: self._adapt(version, change),
            )
            return
        self.do(choose_after_gate, version_id, verdict, today=self.desk.today())

    def _adapt(self, version: Version | None, change: str) -> None:
        today, number = self.desk.today(), version.number if version else 1
        said = self.words("version {number}", number=str(number + 1))
        self.do(adapt_after_gate, version.id if version else None, change, today=today,
                then=lambda _id: self.tell(said))  # fmt: skip

    @property
    def _version(self) -> Version | None:
        return self._versions[self._place] if self._versions else None

    def _read_versions(self) -> None:
        db = self.desk.db
        found: list[Version | None] = [*list_versions(db)]
        if not found:
            found.append(None)
        if len(found) != len(self._versions):
            self._place = 0
        self._versions = found
        self._show_bar()

    def _show_bar(self) -> None:
        """One button a version, with its gate; with one version there is nothing to choose."""
        had_focus = self._bar.isAncestorOf(self.focusWidget() or self)
        empty_layout(self._bar_row)
        self._bar.setVisible(len(self._versions) > 1)
        if len(self._versions) <= 1:
            return
        for place, version in enumerate(self._versions):
            gate = gate_of(self.desk.db, version.id if version else None)
            made = tab_button(briefly(version, gate, self.words), partial(self.show_version, place))
            made.setChecked(place == self._place)
            made.setToolTip(self._told(version))
            self._bar_row.addWidget(made)
            if had_focus and place == self._place:
                made.setFocus()

    def _told(self, version: Version | None) -> str:
        if version is None:
            return ""
        return self.words("Since {day}", day=version.started_on) + (
            f": {version.change}" if version.change else ""
        )

    def _show_theme(self, named: Theme) -> None:
        self.interviews.show_those_with(named)
        self.interviews.list.setFocus()

    def _show_group(self, circle: str) -> None:
        self.interviews.show_those_with(None)
        self.interviews.show_group(circle)

    def _with(self, act: Callable[[Interview], object]) -> Callable[[], object]:
        def acted() -> None:
            if interview := self.interviews.current():
                act(interview)

        return acted

    def _explain_emptiness(self) -> None:
        words = self.words
        self.interviews.filter.set_empty(
            words("No interviews yet"),
            words(
                "Ask fifteen people what drives them and whether they would contribute. Then it "
                "shows here whether this concept can carry a community."
            ),
            words("Record an interview"),
            self.record,
        )
        self.themes.list.set_empty(
            words("No themes yet"),
            words("Themes are typed with what somebody said, while an interview is recorded."),
            words("Record an interview"),
            self.record,
        )
