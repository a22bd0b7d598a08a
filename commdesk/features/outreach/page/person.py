"""The person at the right of a message: balance, what they look for, what is open, their story."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from PySide6.QtWidgets import QPushButton

from commdesk.core.desk import Desk
from commdesk.core.feature import Balance, Fact, TimelineItem
from commdesk.core.story import story
from commdesk.core.words import N_, Words
from commdesk.features.members import Member
from commdesk.features.outreach.giving import balance_of_member
from commdesk.features.outreach.model import CHANNELS, PURPOSES, Message, Result
from commdesk.features.outreach.queries import last_waiting, open_follow_ups
from commdesk.kit.detail import Detail
from commdesk.kit.detailwords import Mark, earlier

_EXCERPT = 140
_SOUGHT = N_("Looking for")
_FIRST = (_SOUGHT, N_("Promised by us"), N_("Promised by them"))
"""What is read first of all that features know."""


def person_of(
    desk: Desk, member: Member, words: Words, buttons: Sequence[QPushButton], why: str = ""
) -> Detail:
    """Everything to know before writing to this member; `why` is why they are in the list."""
    work = (member.organisation, member.role)
    balance = balance_of_member(desk, member.id)
    facts = _facts(desk, member.id)
    told = _told(desk, member.id, words)
    name, mark, advice = _balance(balance, words)
    return Detail(
        title=member.name,
        line=" · ".join(part for part in work if part),
        chips=_chips(member, facts, words, but=mark),
        paragraphs=(
            (words("No contact because"), member.do_not_contact_reason),
            (words("Why now"), why),
            (name, advice),
            *paragraphs_of(facts, words),
            (words("Waits for an answer"), _waiting(desk, member.id, words)),
            (words("Open follow-ups"), _follow_ups(desk, member.id, words)),
        ),
        marks={name: mark} if mark else {},
        timeline=told,
        timeline_title=words("Timeline"),
        timeline_more=earlier(told, words),
        buttons=buttons,
    )


def paragraphs_of(facts: Iterable[Fact], words: Words) -> list[tuple[str, str]]:
    """One paragraph for each label; what two features say of it stands there once."""
    found: dict[str, list[str]] = {words(label): [] for label in _FIRST}
    for fact in facts:
        if not fact.is_chip:
            text = words(fact.text)
            found.setdefault(words(fact.label), []).append(text[:1].upper() + text[1:])
    sought = words(_SOUGHT)
    found[sought] = _once(found[sought])
    return [(label, "\n".join(dict.fromkeys(lines))) for label, lines in found.items()]


def excerpt(text: str, most: int = _EXCERPT) -> str:
    """The beginning of a text on one line, cut at a word."""
    line = " ".join(text.split())
    return line if len(line) <= most else line[:most].rsplit(" ", 1)[0] + "…"


def _facts(desk: Desk, member_id: int) -> list[Fact]:
    """What every feature knows of them, higher ones too."""
    today = desk.today()
    return [
        fact
        for feature in desk.features
        if feature.facts
        for fact in feature.facts(desk.db, member_id, today)
    ]


def _balance(balance: Balance | None, words: Words) -> tuple[str, Mark | None, str]:
    """Its heading, its chip, and what to do when more was asked than given."""
    if balance is None or not (balance.gives or balance.asks):
        return "", None, ""
    name, text = words("Last {days} days", days=balance.days), words(balance.text)
    if balance.is_negative:
        return name, (text, "warn"), words("Give something back first.")
    return name, (text, "accent"), ""


def _chips(member: Member, facts: Iterable[Fact], words: Words, *, but: Mark | None) -> list[Mark]:
    """What stands out: what makes writing impossible, what warns, then the tags; each once."""
    found: dict[str, Mark] = {words(text): (words(text), tone) for text, tone in member.chips}
    for fact in facts:
        if fact.is_chip:
            text = words(fact.text)
            found.setdefault(text, (text, "warn" if fact.is_warning else "accent"))
    if but:
        found.pop(but[0], None)
    order = ("bad", "warn")
    return sorted(found.values(), key=lambda each: order.index(each[1]) if each[1] in order else 2)


def _once(lines: Sequence[str]) -> list[str]:
    """Without a line that another one says too, as a part of it."""
    plain = {line.casefold().rstrip(" ."): line for line in reversed(lines)}
    kept = {text for text in plain if not any(text in other for other in plain if other != text)}
    return [plain[text] for text in reversed(plain) if text in kept]


def _told(desk: Desk, member_id: int, words: Words) -> list[tuple[str, str]]:
    """Their story; what two features tell of one day in the same words is one line."""
    today = desk.today()
    return list(dict.fromkeys(_line(item, words, today) for item in story(desk, member_id)))


def _line(item: TimelineItem, words: Words, today: date) -> tuple[str, str]:
    said, kind = excerpt(words(item.text)), words(item.kind)
    kind = kind[:1].upper() + kind[1:]
    day = words.date(item.at.astimezone().date(), today=today)
    return day, f"{kind}: {said}" if said else kind


def _waiting(desk: Desk, member_id: int, words: Words) -> str:
    """Which message, and when to come back to it; what it said stands in the timeline."""
    message = last_waiting(desk.db, member_id)
    if message is None:
        return ""
    channel = words(dict(CHANNELS).get(message.channel, message.channel))
    purpose = words(dict(PURPOSES).get(message.purpose, message.purpose))
    about = f"{words.date(message.sent_on)}, {channel} ({purpose})"
    return f"{about}\n{_back(message, words)}" if message.follow_up_on else about


def _follow_ups(desk: Desk, member_id: int, words: Words) -> str:
    waiting = last_waiting(desk.db, member_id)
    others = (
        each
        for each in open_follow_ups(desk.db, member_id)
        if waiting is None or each.id != waiting.id
    )
    return "\n".join(_back(each, words) for each in others)


def _back(message: Message, words: Words) -> str:
    if message.result == Result.WAITING:
        return words("{day}: come back to it without an answer", day=message.follow_up_on)
    return words("{day}: come back to it", day=message.follow_up_on)
