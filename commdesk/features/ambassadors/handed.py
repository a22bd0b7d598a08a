"""What ambassadors hand to Today and the side bar: who is due, what ends, where to give first."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from commdesk.core.database import Database
from commdesk.core.feature import Badge, Fact, Found, Tile, TodayItem
from commdesk.core.values import Minutes
from commdesk.core.words import Text, say, say_n
from commdesk.features.ambassadors.model import NEEDS, STAGES, Ambassador, Attention, Card, Need
from commdesk.features.ambassadors.queries import (
    ambassador_of,
    balance_with,
    list_ambassadors,
)
from commdesk.features.ambassadors.stages import AT_WORK
from commdesk.features.members import restricted_members
from commdesk.features.outreach import contact_key, contact_title

LEAST_AGREED = 3
PAGE = "ambassadors"
_CONTACT, _TALK, _GIVE = Minutes(10), Minutes(30), Minutes(15)


def today_items(db: Database, today: date) -> list[TodayItem]:
    """Per ambassador: contact due, an agreement that ends, more asked than given."""
    return [item for card in _at_hand(db, today) for item in _items(card, today)]


def tiles(db: Database, today: date) -> list[Tile]:
    cards = _at_hand(db, today)
    if not cards:
        return []
    due = sum(card.is_due for card in cards)
    owing = sum(card.balance.is_negative for card in cards)
    note = say_n("{n} was asked more than given", "{n} were asked more than given", owing)
    return [
        Tile(
            title=say("Ambassadors whose turn it is"),
            figure=Text("{n}", {"n": due}),
            note=note if owing else say("given and asked are in balance"),
            page=PAGE,
        )
    ]


def facts(db: Database, member_id: int, today: date) -> list[Fact]:
    """The balance with an ambassador, what they look for and what was agreed."""
    found = []
    balance = balance_with(db, member_id, today)
    if balance and (balance.gives or balance.asks):
        is_owed = balance.is_negative
        found.append(Fact(say("Balance"), balance.text, is_chip=True, is_warning=is_owed))
    person = ambassador_of(db, member_id, today)
    return found + _known_of(person) if person else found


def _known_of(person: Ambassador) -> list[Fact]:
    typed = (
        (say("Looking for"), person.looking_for_note),
        (say("What we do about it"), person.we_do),
        (say("Agreement"), person.agreement),
    )
    stage = Fact(say("Ambassador"), Text(dict(STAGES)[person.stage]))
    need = Fact(say("Looking for"), Text(dict(NEEDS)[person.looking_for]))
    told = [Fact(name, Text("{text}", {"text": text})) for name, text in typed if text]
    named = person.looking_for not in {Need.UNKNOWN, Need.OTHER}
    return [stage, *([need] if named else []), *told]


def badge(db: Database, today: date) -> Badge | None:
    """How many ambassadors are due."""
    due = sum(card.is_due for card in _at_hand(db, today))
    return Badge(Text("{n}", {"n": due})) if due else None


def agreed_ambassadors(db: Database, _today: date) -> Found:
    """At least three agreed or active: evidence for the build-up plan."""
    stages = db.column("SELECT stage FROM ambassador")
    count = sum(stage in AT_WORK for stage in stages)
    text = say("{n} of {least} ambassadors agreed", n=count, least=LEAST_AGREED)
    return Found(count >= LEAST_AGREED, text)


def _at_hand(db: Database, today: date) -> list[Card]:
    """Every ambassador but those whose data may not be used: they are nobody's turn."""
    restricted = restricted_members(db)
    cards = list_ambassadors(db, today)
    return [card for card in cards if card.ambassador.member_id not in restricted]


def _items(card: Card, today: date) -> Iterator[TodayItem]:
    makers = {
        "cadence": _contact,
        "ends": _end,
        "ended": _end,
        "check": _look_back,
        "balance": _give,
    }
    for warning in card.warnings:
        if maker := makers.get(warning.kind):
            yield maker(card, warning, today)


def _contact(card: Card, warning: Attention, today: date) -> TodayItem:
    """The same key as outreach gives: Today shows one contact once, this one when they tie."""
    person = card.ambassador
    return TodayItem(
        feature="ambassadors",
        key=contact_key(person.member_id),
        title=contact_title(person.name),
        reason=warning.text,
        due_on=card.pace.due_on if card.pace else today,
        minutes=_CONTACT,
        urgency="due",
        member_id=person.member_id,
        chip=say("Ambassador"),
        page="outreach",
        target=person.member_id,
    )


def _end(card: Card, warning: Attention, today: date) -> TodayItem:
    person = card.ambassador
    return TodayItem(
        feature="ambassadors",
        key=f"ambassador-ends:{person.member_id}",
        title=say("Agreement with {name}", name=person.name),
        reason=warning.text,
        due_on=card.ending.on_day if card.ending else today,
        minutes=_TALK,
        urgency="valuable",
        member_id=person.member_id,
        chip=say("Agreement"),
        page=PAGE,
        target=person.id,
    )


def _give(card: Card, warning: Attention, today: date) -> TodayItem:
    person = card.ambassador
    return TodayItem(
        feature="ambassadors",
        key=f"ambassador-give:{person.member_id}",
        title=say("Give {name} something back", name=person.name),
        reason=warning.text,
        due_on=today,
        minutes=_GIVE,
        urgency="valuable",
        member_id=person.member_id,
        chip=say("Balance"),
        page=PAGE,
        target=person.id,
    )


def _look_back(card: Card, warning: Attention, today: date) -> TodayItem:
    person = card.ambassador
    return TodayItem(
        feature="ambassadors",
        key=f"ambassador-check:{person.member_id}",
        title=say("Look back with {name}", name=person.name),
        reason=warning.text,
        due_on=card.check_on or today,
        minutes=_TALK,
        urgency="valuable",
        member_id=person.member_id,
        chip=say("Ambassador"),
        page=PAGE,
        target=person.id,
    )
