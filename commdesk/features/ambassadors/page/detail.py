"""The pane beside the list: what an ambassador looks for, what was agreed, what passed."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QPushButton

from commdesk.core.desk import Desk
from commdesk.core.words import Text, Words
from commdesk.features.ambassadors.model import (
    IDEAS,
    NEEDS,
    RECURRENCES,
    STAGES,
    Ambassador,
    Card,
    Exchange,
    Kind,
    Need,
)
from commdesk.features.ambassadors.queries import exchanges_of
from commdesk.features.members import find_member
from commdesk.kit.detail import Detail
from commdesk.kit.theme import Tone


def detail_of(desk: Desk, card: Card, words: Words, buttons: Sequence[QPushButton]) -> Detail:
    person = card.ambassador
    member = find_member(desk.db, person.member_id)
    stage = words(dict(STAGES)[person.stage])
    since = words("{stage} since {day}", stage=stage, day=words.full_date(person.stage_on))
    exchanges = exchanges_of(desk.db, person.member_id)
    return Detail(
        title=person.name,
        line=" · ".join(part for part in (member.organisation, since) if part),
        chips=chips_of(card, words),
        paragraphs=(
            (words("Attention"), "\n".join(words(each.text) for each in card.warnings)),
            (words("Looking for"), _need(person, member.looking_for, words)),
            (words("What we do about it"), person.we_do),
            (words("Agreement"), _agreement(person, words)),
            (words("Last contact"), _contact(card, words)),
        ),
        timeline=[_line(each, words) for each in exchanges],
        timeline_title=words("Given and asked"),
        buttons=buttons,
    )


def chips_of(card: Card, words: Words) -> list[tuple[str, Tone]]:
    """The balance, amber below zero; and what else stands out."""
    chips: list[tuple[str, Tone]] = []
    if card.ambassador.do_not_contact:
        chips.append((words("no contact"), "bad"))
    if card.balance.gives or card.balance.asks:
        tone: Tone = "warn" if card.balance.is_negative else "accent"
        chips.append((words(card.balance.text), tone))
    return chips


def need_of(person: Ambassador, words: Words) -> str:
    """`Looks for a larger platform`, or what they said of it; empty when nothing is known yet."""
    if person.looking_for in {Need.UNKNOWN, Need.OTHER}:
        return person.looking_for_note
    return words("Looks for {need}", need=words(dict(NEEDS)[person.looking_for]))


def _need(person: Ambassador, looking_for: str, words: Words) -> str:
    known = words(dict(NEEDS)[person.looking_for]) if person.looking_for != Need.UNKNOWN else ""
    told = person.looking_for_note or looking_for
    return "\n".join(part for part in (known[:1].upper() + known[1:], told) if part)


def _agreement(person: Ambassador, words: Words) -> str:
    hours = words("{time} a week", time=person.weekly_minutes) if person.weekly_minutes else ""
    first = words("from {day}", day=words.full_date(person.from_on)) if person.from_on else ""
    last = words("until {day}", day=words.full_date(person.until_on)) if person.until_on else ""
    who = words("contact: {name}", name=person.contact_person) if person.contact_person else ""
    facts = " · ".join(part for part in (hours, f"{first} {last}".strip(), who) if part)
    return "\n".join(part for part in (person.agreement, facts) if part)


def _contact(card: Card, words: Words) -> str:
    """Last real contact and the cadence that holds, so that a due day explains itself."""
    if card.pace is None:
        return ""
    pace = card.pace
    last = words.full_date(pace.since) if pace.is_contact else words("No contact yet")
    every = words.plural("every {n} day", "every {n} days", pace.days)
    return words(
        "{last}; {every}, so again on {day}", last=last, every=every, day=words.date(pace.due_on)
    )


def _line(exchange: Exchange, words: Words) -> tuple[str, str]:
    about = [Text(dict(IDEAS)[exchange.idea])]
    if exchange.is_recurring:
        about.append(Text(dict(RECURRENCES)[exchange.recurrence]))
    told = ", ".join(words(each) for each in about)
    way = words("Given") if exchange.kind == Kind.GIVE else words("Asked for")
    return words.date(exchange.happened_on), f"{way}: {exchange.what} ({told})"
