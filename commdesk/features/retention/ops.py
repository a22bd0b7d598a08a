"""Writes of retention: how long, who is kept longer and why, and letting go for good."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime

from commdesk.core.database import Database, batched, delete, insert, update
from commdesk.core.erasing import erase_people
from commdesk.core.errors import Refused
from commdesk.core.feature import Features
from commdesk.core.journal import op
from commdesk.core.people import Person
from commdesk.core.retaining import LONGEST, Blanks, Retention, blank, months_after
from commdesk.core.values import to_moment
from commdesk.core.words import Text
from commdesk.features.retention.model import ALL, Rule
from commdesk.features.retention.queries import ids_past, list_rules, standing_of

_BLOCK = 2_000
Tick = Callable[[int, int], object]


@op("Change the retention period: {what}")
def set_months(
    db: Database, retention: Retention, months: int | None, *, text_days: int = 0
) -> None:
    """Keep it so many months here; None: without an end. `text_days`: what the policy says."""
    _check_months(retention, months, text_days)
    db.about(what=Text(retention.title))
    sql = "SELECT id FROM retention_rule WHERE rule = :rule"
    known = db.value(sql, {"rule": retention.key})
    if known is None:
        insert(db, "retention_rule", {"rule": retention.key, "months": months})
    else:
        update(db, "retention_rule", known, {"months": months})


@op("Keep {name} longer")
def keep_longer(
    db: Database,
    retention: Retention,
    row_id: int,
    *,
    name: str,
    until: date | None,
    reason: str,
    today: date,
) -> None:
    """Not this one: keep it up to and with a later day, for a reason."""
    _check_later(until, reason, today)
    db.about(name=name)
    _keep(db, f"{retention.key}:{row_id}", until, reason)
    if retention.keep and until:
        retention.keep(db, row_id, until)


@op("Keep longer: {what}")
def hold(
    db: Database, retention: Retention, *, until: date | None, reason: str, today: date
) -> None:
    """Let nothing go by this rule up to and with a later day, for a reason; None: as usual."""
    db.about(what=Text(retention.title))
    key = f"{retention.key}:{ALL}"
    if until is not None:
        _check_later(until, reason, today)
        _keep(db, key, until, reason)
    elif (known := _kept(db, key)) is not None:
        delete(db, "retention_kept", known)


@op("Erase what is past its date: {people} people, {texts} texts", is_final=True)
def apply_rules(
    db: Database,
    features: Features,
    *,
    today: date,
    now: datetime,
    actor: str,
    text_days: int,
    tick: Tick = lambda _done, _of: None,
) -> int:
    """Let go of everything that is past its date; the run, in which no name is.

    Cannot be undone. What was cleared leaves the journal too; its bytes go with `forget_bytes`.
    """
    due = _due(db, features, today, text_days)
    if not due:
        raise Refused("Nothing is past its date.")
    people = sum(len(ids) for rule, ids in due if rule.retention.is_people)
    total = sum(len(ids) for _rule, ids in due)
    run = {"at": to_moment(now), "actor": actor, "people": people, "texts": total - people}
    run_id = insert(db, "retention_run", run)
    for rule, ids in due:
        _note_part(db, run_id, rule, len(ids), today)
    _erase(db, features, due, today)
    done = 0
    for rule, ids in due:
        for block in batched(ids, _BLOCK):
            tick(done, total)
            _clear(db, rule.retention, block)
            done += len(block)
    _forget_kept(db, due, today)
    db.execute("UPDATE erased_key SET is_due = 1")  # also where only texts went
    db.about(people=people, texts=total - people)
    return run_id


def _due(
    db: Database, features: Features, today: date, text_days: int
) -> list[tuple[Rule, list[int]]]:
    rules = list_rules(db, features, text_days)
    return [(rule, ids) for rule in rules if (ids := ids_past(db, rule, today))]


def _note_part(db: Database, run_id: int, rule: Rule, count: int, today: date) -> None:
    oldest = standing_of(db, rule, today).oldest_on or today
    row = {"run_id": run_id, "rule": rule.key, "count": count, "oldest_on": oldest.isoformat()}
    insert(db, "retention_run_part", row)


def _erase(
    db: Database, features: Features, due: Sequence[tuple[Rule, list[int]]], today: date
) -> None:
    """Whole people in one go: each time the whole history is read for them."""
    people = [
        Person(row_id, rule.retention.table)
        for rule, ids in due
        if rule.retention.is_people
        for row_id in ids
    ]
    if people:
        erase_people(db, features, people, today=today)


def _clear(db: Database, retention: Retention, ids: Sequence[int]) -> None:
    for part in retention.blanks:
        blank(db, part, ids)
    if retention.clear:
        retention.clear(db, ids)


def _forget_kept(db: Database, due: Sequence[tuple[Rule, list[int]]], today: date) -> None:
    """What was kept longer and went now, or may go again."""
    gone = {f"{rule.key}:{row_id}" for rule, ids in due for row_id in ids}
    for row in db.query("SELECT id, key, until_on FROM retention_kept"):
        if row["key"] in gone or row["until_on"] < today.isoformat():
            blank(db, Blanks("retention_kept"), [row["id"]])


def _check_months(retention: Retention, months: int | None, text_days: int) -> None:
    if retention.is_fixed:
        raise Refused("Everybody in this rule has a day of their own.", field="months")
    if months is None and retention.is_text and text_days:
        raise Refused(
            "The organisation has texts kept {days} days at most: choose a number of months.",
            days=text_days,
            field="months",
        )
    if months is not None and not 1 <= months <= LONGEST:
        raise Refused(
            "Between 1 and {most} months; empty is without an end.", most=LONGEST, field="months"
        )


def _check_later(until: date | None, reason: str, today: date) -> None:
    if until is None or until <= today:
        raise Refused("Choose a day after today.", field="until")
    if until > months_after(today, LONGEST):
        raise Refused("That is further than anybody can see; choose an earlier day.", field="until")
    if not reason.strip():
        raise Refused("Say why it is kept longer.", field="reason")


def _keep(db: Database, key: str, until: date | None, reason: str) -> None:
    row = {"until_on": until.isoformat() if until else "", "reason": " ".join(reason.split())}
    if (known := _kept(db, key)) is None:
        insert(db, "retention_kept", {"key": key, **row})
    else:
        update(db, "retention_kept", known, row)


def _kept(db: Database, key: str) -> int | None:
    found = db.value("SELECT id FROM retention_kept WHERE key = :key", {"key": key})
    return None if found is None else int(found)
