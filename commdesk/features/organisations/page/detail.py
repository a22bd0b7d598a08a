"""The pane beside the list: who is there, contact persons first, and what happened lately."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from commdesk.core.desk import Desk
from commdesk.core.story import story
from commdesk.core.words import Words
from commdesk.features.members import Stage
from commdesk.features.organisations.model import Organisation, Person
from commdesk.features.organisations.page.columns import OrganisationRow
from commdesk.features.organisations.queries import PEOPLE_SHOWN, contacts_of, others_of
from commdesk.kit import theme
from commdesk.kit.cardlist import CardList, CardRow
from commdesk.kit.detail import Detail, DetailPane
from commdesk.kit.parts import Card, button, label
from commdesk.kit.theme import Tone

_STORIES_OF = 5
_LINES_EACH = 3
_LINES = 6


class OrganisationPane(QWidget):
    """What is known of one organisation, and under it the list of its people."""

    role_wanted = Signal(object)
    """The Person whose role as contact person is to be typed."""

    def __init__(self, desk: Desk, words: Words) -> None:
        super().__init__()
        self._desk, self.words = desk, words
        self.detail = DetailPane(words("Choose an organisation to see who is there."))
        self.people = CardList(words("People of the organisation; contact persons are ticked"))
        self.card = Card(padding=8)
        self._role = button(words("Role…"), self._ask_role)
        self._role.setAccessibleName(words("Role as contact person…"))
        head = QHBoxLayout()
        head.setContentsMargins(theme.GAP, 0, 0, 0)
        head.addWidget(label(words("People; contact persons are ticked"), "label", wraps=True), 1)
        head.addWidget(self._role)
        self.card.body.addLayout(head)
        self.card.body.addWidget(self.people, 1)
        self.people.selected.connect(lambda _row: self._show_buttons())
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.REGION_GAP)
        column.addWidget(self.detail, 4)
        column.addWidget(self.card, 3)
        self.show_nothing()

    def show_nothing(self) -> None:
        self.detail.show_nothing()
        self.card.hide()

    def show_row(
        self, row: OrganisationRow, buttons: Callable[[Sequence[Person]], Sequence[QPushButton]]
    ) -> None:
        """Show an organisation; `buttons` makes those that fit its people."""
        db = self._desk.db
        people = [*contacts_of(db, row.id), *others_of(db, row.id)]
        self.detail.show_detail(self._detail_of(row, people, buttons(people)))
        shown = [_person_row(each, self.words) for each in people]
        self.people.show_rows(shown)
        self.card.setVisible(bool(shown))
        if self.people.current() is None:
            self.people.select_first()
        self._show_buttons()

    def person(self) -> Person | None:
        row = self.people.current()
        return row.data if row else None

    def _show_buttons(self) -> None:
        person = self.person()
        self._role.setEnabled(bool(person and person.is_contact))

    def _ask_role(self) -> None:
        if person := self.person():
            self.role_wanted.emit(person)

    def _detail_of(
        self, row: OrganisationRow, people: Sequence[Person], buttons: Sequence[QPushButton]
    ) -> Detail:
        organisation, words = row.organisation, self.words
        members = words.plural("{n} member", "{n} members", organisation.members)
        told = _standing(row, self._desk.today(), words)
        return Detail(
            title=organisation.name,
            line=" · ".join([row.kind, members] + [words("silent")] * row.is_silent),
            paragraphs=(
                (words("Last contact"), "\n".join(filter(None, (told, _latest(people, words))))),
                (words("People"), _how_many_shown(organisation, people, words)),
                (words("Web address"), organisation.website),
                (words("Notes"), organisation.notes),
            ),
            timeline=_story_of(self._desk, people, words),
            timeline_title=words("What happened lately"),
            buttons=buttons,
        )


def _standing(row: OrganisationRow, today: date, words: Words) -> str:
    """Why it is silent, or when it would be."""
    organisation = row.organisation
    if row.is_silent:
        return words(organisation.standing(today))
    return words.plural("Silent after {n} day", "Silent after {n} days",
                        organisation.silent_after_days)  # fmt: skip


def _latest(people: Sequence[Person], words: Words) -> str:
    """With whom there was contact last, and when."""
    known = [(p.last_contact_on, p.name) for p in people
             if p.last_contact_on and p.stage != Stage.FORMER]  # fmt: skip
    if not known:
        return ""
    day, name = max(known)
    return f"{name}, {words.full_date(day)}"


def _how_many_shown(organisation: Organisation, people: Sequence[Person], words: Words) -> str:
    if organisation.members <= len(people) or len(people) < PEOPLE_SHOWN:
        return ""
    return words(
        "The {n} with the latest contact are shown, of {all}; all of them are on Members.",
        n=len(people),
        all=organisation.members,
    )


def _person_row(person: Person, words: Words) -> CardRow:
    last = words.date(person.last_contact_on) if person.last_contact_on else ""
    roles = (person.contact_role, person.role if person.role != person.contact_role else "")
    return CardRow(
        key=person.id,
        title=person.name,
        reason=" · ".join(part for part in roles if part),
        chips=_chips(person, words),
        right=last,
        tickable=person.is_contact or person.stage != Stage.FORMER,
        is_ticked=person.is_contact,
        data=person,
    )


def _chips(person: Person, words: Words) -> list[tuple[str, Tone]]:
    chips: list[tuple[str, Tone]] = []
    if person.do_not_contact:
        chips.append((words("no contact"), "bad"))
    if person.stage == Stage.FORMER:
        chips.append((words("former member"), "plain"))
    return chips


def _story_of(desk: Desk, people: Sequence[Person], words: Words) -> list[tuple[str, str]]:
    """The newest of what happened with those who were in touch last."""
    known = [(p.last_contact_on, p.id, p.name) for p in people if p.last_contact_on]
    lines = [
        (item.at, name, item)
        for _day, member_id, name in sorted(known, reverse=True)[:_STORIES_OF]
        for item in story(desk, member_id)[:_LINES_EACH]
        if item.feature != "members"
    ]
    lines.sort(key=lambda line: line[0], reverse=True)
    return [
        (words.date(at.astimezone().date()), f"{name} · {words(item.kind)}: {words(item.text)}")
        for at, name, item in lines[:_LINES]
    ]
