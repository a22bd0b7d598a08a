"""What ambassadors tell in the weekly report, in counts, and hand over: what was agreed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING

from commdesk.core.database import Database
from commdesk.core.printed import Grid, Printed, PrintedCell
from commdesk.core.reporting import Handout, ReportPart, ReportScope
from commdesk.core.values import decimal_hours
from commdesk.core.words import N_, Text, Words, say, say_n
from commdesk.features.ambassadors.model import BALANCE_DAYS, STAGES, Card
from commdesk.features.ambassadors.queries import capacity, list_ambassadors
from commdesk.features.ambassadors.stages import WITH_AGREEMENT, Stage

if TYPE_CHECKING:
    from commdesk.core.desk import Desk

_ENDS_WITHIN = timedelta(weeks=8)
_HEADINGS = (
    N_("Ambassador"),
    N_("Looking for"),
    N_("What was agreed"),
    N_("Hours a week"),
    N_("Until"),
    N_("Given and asked"),
)
_WIDTHS = (17, 22, 28, 9, 11, 17)
_POINTS = 9


def report(db: Database, scope: ReportScope) -> list[ReportPart]:
    """How many in which stage, the balance, which agreements end; nobody is named."""
    cards = list_ambassadors(db, scope.today)
    if not cards:
        return []
    ending = sum(_ends_unfollowed(card, scope.today) for card in cards)
    lines = [_stages(cards), _balance(cards)]
    if ending:
        lines.append(_ending(ending))
    return [
        ReportPart(
            title=N_("Ambassadors"),
            name="ambassadors",
            rank=40,
            lines=tuple(lines),
            asks=(*_asks(ending), *_asks_for_hours(db, cards, scope.today)),
        )
    ]


def _stages(cards: Sequence[Card]) -> Text:
    counted = Counter(card.ambassador.stage for card in cards)
    told = [
        Text("{n} {stage}", {"n": counted[stage], "stage": Text(title)})
        for stage, title in STAGES
        if counted[stage]
    ]
    return say_n("{n} ambassador: {stages}.", "{n} ambassadors: {stages}.", len(cards), stages=told)


def _balance(cards: Sequence[Card]) -> Text:
    gives, asks = (sum(getattr(card.balance, key) for card in cards) for key in ("gives", "asks"))
    owing = sum(card.balance.is_negative for card in cards)
    told = say("In {days} days {gives}× given and {asks}× asked", days=BALANCE_DAYS, gives=gives,
               asks=asks)  # fmt: skip
    if not owing:
        return say("{told}; nobody was asked more than given.", told=told)
    return say_n(
        "{told}; {n} was asked more than given.",
        "{told}; {n} were asked more than given.",
        owing,
        told=told,
    )


def _ends_unfollowed(card: Card, today: date) -> bool:
    ending = card.ending
    if ending is None or ending.is_followed or card.ambassador.stage not in WITH_AGREEMENT:
        return False
    return today <= ending.on_day <= today + _ENDS_WITHIN


def _ending(n: int) -> Text:
    return say_n(
        "{n} agreement ends within eight weeks, and nobody follows yet.",
        "{n} agreements end within eight weeks, and nobody follows yet.",
        n,
    )


def _asks(ending: int) -> tuple[Text, ...]:
    if not ending:
        return ()
    return (
        say_n(
            "{n} ambassador leaves without a follower: may there be time to find one? Without a "
            "decision the work comes back to us.",
            "{n} ambassadors leave without a follower: may there be time to find them? Without a "
            "decision the work comes back to us.",
            ending,
        ),
    )


def _asks_for_hours(db: Database, cards: Sequence[Card], today: date) -> tuple[Text, ...]:
    agreed = capacity(db, cards, today)
    if not agreed.shortage:
        return ()
    return (
        say(
            "Ambassadors have agreed {agreed} of the {wanted} hours a week that are wanted: look "
            "for more, or want less? Without a decision {short} hours a week stay open.",
            agreed=decimal_hours(agreed.agreed),
            wanted=decimal_hours(agreed.wanted),
            short=decimal_hours(agreed.shortage),
        ),
    )


def _agreements(desk: Desk) -> Sequence[Printed]:
    """Who agreed what until when; those who were thanked are left out."""
    cards = list_ambassadors(desk.db, desk.today())
    here = [card for card in cards if card.ambassador.stage != Stage.THANKED]
    if not here:
        return []
    words = desk.words
    rows = tuple(_row(card, words) for card in here)
    return [
        Printed(
            title=words("Ambassadors and what was agreed"),
            line=f"{desk.workbook.name} · {words.full_date(desk.today())}",
            parts=(Grid(tuple(map(words, _HEADINGS)), rows, _WIDTHS, frozenset({3})),),
            is_landscape=True,
            points=_POINTS,
        )
    ]


def _row(card: Card, words: Words) -> tuple[str | PrintedCell, ...]:
    person = card.ambassador
    stage = words(dict(STAGES)[person.stage])
    minutes, until = person.weekly_minutes, person.until_on
    balance = PrintedCell(words(card.balance.text), "warn" if card.balance.is_negative else "plain")
    return (
        f"{person.name}\n{stage}",
        person.looking_for_note,
        person.agreement,
        "" if minutes is None else words.hours(minutes),
        words.full_date(until) if until else "",
        balance,
    )


HANDOUTS = (Handout(N_("Ambassadors"), _agreements, has_people=True),)
