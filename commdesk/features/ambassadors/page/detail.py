"""The pane beside the list: what an ambassador looks for, what was agreed, what passed."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QPushButton

from commdesk.core.desk import Desk
from commdesk.core.words import Text, Words
from commdesk.features.ambassadors.agreements.model import Agreement
from commdesk.features.ambassadors.checks.model import ANSWERS
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
from commdesk.features.ambassadors.pipeline.queries import moves_of
from commdesk.features.ambassadors.queries import exchanges_of
from commdesk.features.members import find_member
from commdesk.kit.detail import Detail
from commdesk.kit.theme import Tone


def detail_of(desk: Desk, card: Card, words: Words, buttons: Sequence[QPushButton]) -> Detail:
    person = card.ambassador
    member = find_member(desk.db, person.member_id)
    stage = words(dict(STAGES)[person.stage])
    since = words("{stage} since {day}", stage=stage, day=words.full_date(person.stage_on))
    return Detail(
        title=person.name,
        line=" · ".join(part for part in (member.organisation, since) if part),
        chips=chips_of(card, words),
        paragraphs=(
            (words("Attention"), "\n".join(words(each.text) for each in card.warnings)),
            (words("Looking for"), _need(person, member.looking_for, words)),
            (words("What we do about it"), person.we_do),
            (words("Did they get it"), _checks(card, words)),
            (words("Agreement"), _agreement(person, words)),
            (words("Who follows"), _follows(card, words)),
            (words("Other agreements"), _others(card, words)),
            (words("Last contact"), _contact(card, words)),
        ),
        timeline=_story(desk, person.member_id, words),
        timeline_title=words("Timeline"),
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
    facts = _facts(person, words)
    return "\n".join(part for part in (person.agreement, facts) if part)


def _facts(agreed: Ambassador | Agreement, words: Words) -> str:
    """`1 u 30 min per week · van ... tot en met ... · contact: Mirjam`."""
    hours = words("{time} a week", time=agreed.weekly_minutes) if agreed.weekly_minutes else ""
    first = words("from {day}", day=words.full_date(agreed.from_on)) if agreed.from_on else ""
    last = words("until {day}", day=words.full_date(agreed.until_on)) if agreed.until_on else ""
    who = words("contact: {name}", name=agreed.contact_person) if agreed.contact_person else ""
    return " · ".join(part for part in (hours, f"{first} {last}".strip(), who) if part)


def _follows(card: Card, words: Words) -> str:
    """Who takes over, and whether that was agreed with them."""
    ending = card.ending
    if ending is None or not ending.follower:
        return ""
    if ending.is_followed:
        return words("{name}, agreed as well", name=ending.follower)
    return words("{name}, nothing agreed yet from then on", name=ending.follower)


def _others(card: Card, words: Words) -> str:
    """What was agreed before, and what is still to begin, the newest first."""
    now = card.ambassador
    shown = (now.agreement, now.from_on, now.until_on, now.weekly_minutes)
    others = [
        a for a in card.agreements if (a.what, a.from_on, a.until_on, a.weekly_minutes) != shown
    ]
    told = [": ".join(part for part in (a.what, _facts(a, words)) if part) for a in others]
    return "\n".join(told)


def _checks(card: Card, words: Words) -> str:
    """Every look back, the newest first; and when the next one is."""
    told = []
    for check in card.checks:
        answer = words(dict(ANSWERS)[check.answer])
        said = f"{answer}: {check.note}" if check.note else answer
        told.append(f"{words.full_date(check.checked_on)} · {said}")
    if card.check_on:
        told.append(words("Look back on {day}", day=words.full_date(card.check_on)))
    return "\n".join(told)


def _story(desk: Desk, member_id: int, words: Words) -> list[tuple[str, str]]:
    """Gives, asks and moves, the newest first."""
    passed = [(e.happened_on, _line(e, words)) for e in exchanges_of(desk.db, member_id)]
    moved = [(m.moved_on, words(m.text)) for m in moves_of(desk.db, member_id)]
    story = sorted([*passed, *moved], key=lambda each: each[0], reverse=True)
    return [(words.date(day), text) for day, text in story]


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


def _line(exchange: Exchange, words: Words) -> str:
    about = [Text(dict(IDEAS)[exchange.idea])]
    if exchange.is_recurring:
        about.append(Text(dict(RECURRENCES)[exchange.recurrence]))
    told = ", ".join(words(each) for each in about)
    way = words("Given") if exchange.kind == Kind.GIVE else words("Asked for")
    way = words("Thanked") if exchange.is_thanks else way
    return f"{way}: {exchange.what} ({told})"
