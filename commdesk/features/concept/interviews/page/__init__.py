"""The tab Interviews on Concept: to be held and held, each with what was said; and the guide."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QPushButton

from commdesk.core.housestyle import house_style
from commdesk.core.printed import Printed
from commdesk.core.words import N_
from commdesk.core.workbook import read_workbook
from commdesk.features.concept.interviews.counting import spoken_again
from commdesk.features.concept.interviews.guide import guide_of, printed_guide
from commdesk.features.concept.interviews.model import Interview
from commdesk.features.concept.interviews.ops import make_prospect, remove_interview
from commdesk.features.concept.interviews.page.form import PlanForm, RecordForm
from commdesk.features.concept.interviews.page.guideform import GuideForm
from commdesk.features.concept.interviews.page.rows import detail_of, rows_of
from commdesk.features.concept.interviews.queries import answers_of, list_interviews
from commdesk.features.concept.statement import list_versions
from commdesk.features.members import Member, find_member
from commdesk.kit.cardfilter import CardFilter
from commdesk.kit.cardlist import CardList, CardRow
from commdesk.kit.detail import DetailPane
from commdesk.kit.dialogs import ask_to_drop, pick_place
from commdesk.kit.listbeside import ListBeside
from commdesk.kit.page import NEW, PRINT, Page, PageAction
from commdesk.kit.parts import button
from commdesk.kit.signals import on_key

RECORD, GUIDE = "record", "guide"
"""What else can be opened: a form to record, the interview guide."""
NEW_WITH = "new-"
"""`open_page("interviews", "new-17")` plans an interview with member 17."""


class InterviewsPage(Page):
    """Enter writes down or changes, P makes a prospect, Delete removes."""

    NAME = "interviews"
    TITLE = N_("Interviews")
    HELP = N_(
        "Before there is a community, ask whom it is for: what drives them, what they want to talk "
        "about, whom they need, what it gives them, and whether they would contribute. Ctrl+N "
        "records a conversation; Tab and Enter go through it, Ctrl+Enter saves and begins the "
        "next. Under Willing 1 to 4 chooses. In the list Enter writes down or changes, P makes "
        "somebody a prospect, Delete removes the interview."
    )
    WATCHES = frozenset(
        {"interview", "interview_answer", "interview_theme", "theme", "interview_question",
         "concept_version", "member"}
    )  # fmt: skip
    ICON = "comment-question-outline"

    def build(self) -> None:
        words = self.words
        self._uncounted: frozenset[int] = frozenset()
        self.list = CardList(words("Interviews"))
        self.list.selected.connect(self._selected)
        self.list.opened.connect(lambda _row: self.write_down())
        self.detail = DetailPane(words("Choose an interview to see what was said."))
        self.form, self.plan_form, self.guide = RecordForm(self), PlanForm(self), GuideForm(self)
        self.form.stored.connect(self.list.select_key)
        self.beside = ListBeside(
            "interviews",
            self.list,
            (self.detail, self.form, self.plan_form, self.guide),
            words,
            self.host.memory,
            shares=(2, 3),
        )
        self.filter = self.beside.filter
        self.content.addWidget(self.beside, 1)
        on_key(self.list, "Del", self.remove)
        on_key(self.list, "P", lambda: self.make_prospect() if self.host.has_letter_keys else None)

    def primary_action(self) -> PageAction:
        return PageAction(N_("Record an interview"), self.record, NEW)

    def page_actions(self) -> list[PageAction]:
        return [
            PageAction(N_("Interview guide"), self.change_guide),
            PageAction(N_("Plan an interview"), self.plan),
            PageAction(
                N_("Print the interview guide"),
                self.print_guide,
                PRINT,
                in_header=False,
                name="print",
            ),
            PageAction(N_("Save the interview guide as a PDF"), self.save_guide, in_header=False),
            PageAction(N_("Change the interview"), self.write_down, "Ctrl+E", in_header=False),
            PageAction(N_("Make them a prospect"), self.make_prospect, in_header=False),
            PageAction(N_("Remove the interview"), self.remove, in_header=False),
        ]

    def filter_field(self) -> CardFilter:
        return self.filter

    def person_at_hand(self) -> int | None:
        interview = self._interview()
        return interview.member_id if interview else None

    def reload(self) -> None:
        db, words = self.desk.db, self.words
        found = list_interviews(db)
        numbers: dict[int | None, int] = {each.id: each.number for each in list_versions(db)}
        self._say_what_matters(found)
        text = words(
            "Ask fifteen people or more, and see whether one in five wants to contribute. Write "
            "each conversation down here, or take in the answers to a form under Data."
        )
        do = words("Record an interview")
        self.filter.set_empty(words("No interviews yet"), text, do, self.record)
        self.filter.setVisible(bool(found))
        self._uncounted = spoken_again(db)
        self.filter.show_rows(rows_of(found, numbers, self.desk.today(), words))

    def show_target(self, target: object) -> None:
        """An interview by its id; `new-17`: a plan with that member; `record` and `guide`."""
        if self.is_stale:
            self.refresh()
        text = str(target)
        if begin := {RECORD: self.record, GUIDE: self.change_guide}.get(text):
            begin()
            return
        if text.startswith(NEW_WITH):
            with self.refusals():
                member = find_member(self.desk.db, int(text.removeprefix(NEW_WITH)))
                self._after_typing(lambda: self._plan(member=member))
            return
        self.beside.go_to(int(text))

    def has_unsaved(self) -> bool:
        return self.beside.is_typed

    def drop_unsaved(self) -> None:
        self.beside.drop_form()

    def record(self) -> None:
        self._after_typing(lambda: self._record(None))

    def plan(self) -> None:
        self._after_typing(self._plan)

    def change_guide(self) -> None:
        self._after_typing(self._guide)

    def write_down(self) -> None:
        """What was said in the selected one, as held today when it was planned."""
        if interview := self._interview():
            self._after_typing(lambda: self._record(interview))

    def plan_again(self) -> None:
        if interview := self._interview():
            self._after_typing(lambda: self._plan(interview))

    def make_prospect(self) -> None:
        interview = self._interview()
        if interview and interview.member_id is None:
            said = self.words("{name} is in the members now", name=interview.name)
            today = self.desk.today()
            self.do(make_prospect, interview.id, today=today, then=lambda _id: self.tell(said))

    def remove(self) -> None:
        if interview := self._interview():
            self.do(remove_interview, interview.id)

    def print_guide(self) -> None:
        from commdesk.kit.printing import print_pages

        with self.refusals():
            print_pages(self, self._printed(), self.words, style=house_style(self.desk.db))

    def save_guide(self) -> None:
        pick_place(
            self,
            title=self.words("Save as a PDF"),
            kinds="PDF (*.pdf)",
            name=f"{self.words('Interview guide')}.pdf",
            then=self.write_guide,
        )

    def write_guide(self, path: Path) -> None:
        from commdesk.kit.printing import save_pdf

        with self.refusals():
            save_pdf(self._printed(), path, self.words, house_style(self.desk.db))
            self.tell(self.words("{file} is made.", file=path.name))

    def _printed(self) -> Printed:
        db = self.desk.db
        return printed_guide(guide_of(db, self.words), read_workbook(db).name, self.words)

    def _after_typing(self, act: Callable[[], object]) -> None:
        ask_to_drop(self.window(), self.words, is_typed=self.has_unsaved(), then=act)

    def _record(self, interview: Interview | None) -> None:
        self.beside.show_form(self.form)
        self.form.begin(interview)

    def _plan(self, interview: Interview | None = None, member: Member | None = None) -> None:
        self.beside.show_form(self.plan_form)
        self.plan_form.begin(interview, member)

    def _guide(self) -> None:
        self.beside.show_form(self.guide)
        self.guide.begin()

    def _interview(self) -> Interview | None:
        row = self.list.current()
        return row.data if row else None

    def _selected(self, row: CardRow | None) -> None:
        if row is None:
            self.detail.show_nothing()
            return
        with self.refusals():
            interview: Interview = row.data
            db, member_id = self.desk.db, interview.member_id
            said = answers_of(db, [interview.id]).get(interview.id, [])
            member = find_member(db, member_id) if member_id is not None else None
            why_not = "" if interview.is_held else self._why_not(interview, member)
            buttons = self._buttons(interview, member, why_not)
            counts = interview.id not in self._uncounted
            self.detail.show_detail(
                detail_of(interview, said, member, why_not, self.words, buttons, counts=counts)
            )

    def _why_not(self, interview: Interview, member: Member | None) -> str:
        """Why we cannot write to them: do-not-contact is absolute for what we send."""
        words, name = self.words, interview.name
        if member is None:
            return words("Messages go to members: make {name} a prospect first.", name=name)
        if member.do_not_contact:
            return words("{name} asked not to be contacted.", name=member.name)
        if member.is_restricted:
            return words("The use of {name}'s data is restricted.", name=member.name)
        return ""

    def _buttons(
        self, interview: Interview, member: Member | None, why_not: str
    ) -> tuple[QPushButton, ...]:
        words, made = self.words, []
        if interview.is_held:
            made.append(button(words("Change"), self.write_down, "primary"))
        else:
            made.append(button(words("Write down"), self.write_down, "primary"))
            if not why_not and self.host.has_page("outreach"):
                invite = partial(self.host.open_page, "outreach", interview.member_id)
                made.append(button(words("Invite"), invite))
            made.append(button(words("Another day"), self.plan_again))
        if member is None:
            made.append(button(words("Make a prospect"), self.make_prospect))
        elif self.host.has_page("members"):
            go = partial(self.host.open_page, "members", member.id)
            made.append(button(words("Go to the member"), go))
        made.append(button(words("Remove"), self.remove))
        return tuple(made)

    def _say_what_matters(self, found: list[Interview]) -> None:
        today, words = self.desk.today(), self.words
        held = sum(each.is_held for each in found)
        line = [words.plural("{n} interview held", "{n} interviews held", held)] if found else []
        if waiting := len(found) - held:
            line.append(words.plural("{n} to be held", "{n} to be held", waiting))
        if late := sum(each.days_late(today) > 0 for each in found):
            line.append(words.plural("{n} is late", "{n} are late", late))
        self.header.show_words(line=" · ".join(line))
