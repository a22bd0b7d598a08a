"""Gives that fit somebody: thanks they did not hear yet, an item, somebody to be introduced to.

Whoever was asked more than given is given something first; here is what that can be.
"""

from __future__ import annotations

import json
from collections.abc import Collection
from datetime import date, timedelta
from itertools import chain, zip_longest

from msgspec import Struct

from commdesk.core.database import Database
from commdesk.core.desk import Desk
from commdesk.core.feature import Balance
from commdesk.core.values import day_starts_at
from commdesk.core.words import Text, say
from commdesk.features.activity import fresh_contribution_of
from commdesk.features.content import Fit, new_items_for
from commdesk.features.members import find_contactable
from commdesk.features.outreach.introductions import HELPS_FROM, Suggestion, suggestions_for
from commdesk.features.outreach.model import Purpose
from commdesk.features.outreach.promises import Stage, promises_of

THANKED_WITHIN = timedelta(days=13)
"""A contribution of fourteen days, today among them, can still be thanked for."""


class Give(Struct, frozen=True):
    """Something to give a member, and what to do for it."""

    text: Text
    """What to do, short enough for a button."""
    reason: Text
    purpose: str
    """Of the message that gives it."""
    content_id: int | None = None
    """The item that the message points to."""
    page: str = ""
    """Where it is done, with `target`; empty: in a message."""
    target: str = ""


def balance_of_member(desk: Desk, member_id: int) -> Balance | None:
    """What was given and asked, of every feature that counts it; None when none does."""
    found = [
        balance
        for feature in desk.features
        if feature.balance and (balance := feature.balance(desk.db, member_id, desk.today()))
    ]
    if not found:
        return None
    gives, asks = sum(each.gives for each in found), sum(each.asks for each in found)
    return Balance(gives, asks, max(each.days for each in found))


def gives_that_fit(db: Database, member_id: int, today: date, limit: int = 3) -> list[Give]:
    """At most `limit`, of each kind one before a second of any; nothing for whom we leave alone."""
    member = find_contactable(db, member_id)
    if member.do_not_contact or member.is_restricted or limit < 1:
        return []
    kinds = (
        _thanks(db, member_id, today),
        [_pointing(fit) for fit in _untold(db, member_id, new_items_for(db, member_id, today))],
        _introductions(db, member_id, limit),
    )
    found = chain.from_iterable(zip_longest(*kinds))
    return [give for give in found if give][:limit]


def _thanks(db: Database, member_id: int, today: date) -> list[Give]:
    """For the newest contribution since we last said thanks: one thank-you is for all of them."""
    contributions = [*_placed(db, member_id, today), *_active(db, member_id, today)]
    if not contributions:
        return []
    day, what = max(contributions, key=lambda each: each[0])
    if _was_thanked_since(db, member_id, day):
        return []
    reason = say("{what}, {day}: not thanked yet", what=what, day=day)
    return [Give(say("Say thanks for their contribution"), reason, Purpose.THANK)]


def _active(db: Database, member_id: int, today: date) -> list[tuple[date, Text]]:
    fact = fresh_contribution_of(db, member_id, today)
    return [(date.fromisoformat(fact.happened_on), fact.text)] if fact else []


def _placed(db: Database, member_id: int, today: date) -> list[tuple[date, Text]]:
    """What they promised and placed: no list of activity has to know it."""
    return [
        (each.closed_on, each.title)
        for each in promises_of(db, member_id)
        if each.stage == Stage.PLACED
        and each.closed_on
        and today - THANKED_WITHIN <= each.closed_on <= today
    ]


def _was_thanked_since(db: Database, member_id: int, day: date) -> bool:
    sql = f"""
        SELECT max(sent_at) FROM outreach_message
         WHERE member_id = :member AND is_outgoing AND purpose = '{Purpose.THANK}'
    """
    return (db.value(sql, {"member": member_id}) or "") >= day_starts_at(day)


def _untold(db: Database, member_id: int, fits: Collection[Fit]) -> list[Fit]:
    """Without the items that they were pointed to."""
    sql = """
        SELECT content_id FROM outreach_message
         WHERE member_id = :member AND content_id IN (SELECT value FROM json_each(:ids))
           AND is_outgoing
    """
    ids = json.dumps([fit.match.item_id for fit in fits])
    told = set(db.column(sql, {"member": member_id, "ids": ids})) if fits else set()
    return [fit for fit in fits if fit.match.item_id not in told]


def _pointing(fit: Fit) -> Give:
    text = say("Point them to “{title}”", title=fit.match.title)
    return Give(text, fit.reason, Purpose.NOTIFY, content_id=fit.match.item_id)


def _introductions(db: Database, member_id: int, limit: int) -> list[Give]:
    """Only where one can do something for the other: to look for the same is no gift yet."""
    found = suggestions_for(db, member_id, limit)
    return [_introducing(member_id, each) for each in found if each.points >= HELPS_FROM]


def _introducing(member_id: int, suggestion: Suggestion) -> Give:
    return Give(
        say("Introduce them to {name}", name=suggestion.name),
        suggestion.why,
        Purpose.INTRODUCE,
        page="introductions",
        target=f"new-{member_id}-{suggestion.member_id}",
    )
