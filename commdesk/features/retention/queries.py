"""Reads of retention: the rules of this workbook, who and what is past its date, what went."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from commdesk.core import settings
from commdesk.core.database import Database, Row
from commdesk.core.feature import Features
from commdesk.core.retaining import Retention
from commdesk.core.values import from_moment
from commdesk.features.retention.model import ALL, Due, Rule, Run, RunPart, Standing

_DAY = timedelta(days=1)
_NOT_KEPT = """NOT EXISTS (SELECT 1 FROM retention_kept AS kept
                    WHERE kept.key = '{rule}:' || row.id AND kept.until_on >= :today)"""
_NOT_ERASED = """NOT EXISTS (SELECT 1 FROM erased_person AS gone
                    WHERE gone.table_name = '{table}' AND gone.row_id = row.id)"""
"""A row that stays of somebody who was erased is nobody's any more."""


def every_rule(features: Features) -> list[Retention]:
    """What the features handed in: people first, in the order of the features."""
    found = [each for feature in features for each in feature.retention]
    return sorted(found, key=lambda each: not each.is_people)


def list_rules(db: Database, features: Features, text_days: int | None = None) -> list[Rule]:
    """Every rule as it holds here; `text_days`: what the policy says, None: ask it."""
    most = settings.load().text_days if text_days is None else text_days
    months = {row["rule"]: row["months"] for row in db.query("SELECT * FROM retention_rule")}
    held = _held(db)
    return [_rule(each, months, held, most) for each in every_rule(features)]


def _rule(each: Retention, months: dict[str, Any], held: dict[str, Row], most: int) -> Rule:
    hold = held.get(each.key)
    return Rule(
        each,
        months.get(each.key, each.default_months),
        most if each.is_text else 0,
        date.fromisoformat(hold["until_on"]) if hold else None,
        hold["reason"] if hold else "",
    )


def _held(db: Database) -> dict[str, Row]:
    sql = "SELECT * FROM retention_kept WHERE key LIKE '%:' || :all"
    return {row["key"].rpartition(":")[0]: row for row in db.query(sql, {"all": ALL})}


def standing_of(db: Database, rule: Rule, today: date) -> Standing:
    """How many are past their date now, and when the next one is."""
    last = rule.last_past(today)
    sql = f"""
        SELECT count(*) AS n, min(since) AS oldest FROM ({_rows(rule)}) AS row WHERE {_past(rule)}
    """
    found = (db.one(sql, _days(today, last)) if last else None) or {"n": 0, "oldest": None}
    return Standing(rule, found["n"], _day(found["oldest"]), _next_on(db, rule, today, last))


def standings(db: Database, features: Features, today: date) -> list[Standing]:
    return [standing_of(db, rule, today) for rule in list_rules(db, features)]


def ids_past(db: Database, rule: Rule, today: date) -> list[int]:
    """Everything of a rule that is past its date, what is oldest first."""
    if (last := rule.last_past(today)) is None:
        return []
    sql = f"SELECT id FROM ({_rows(rule)}) AS row WHERE {_past(rule)} ORDER BY since, id"
    return db.column(sql, _days(today, last))


def count_people(db: Database, rules: Sequence[Rule], today: date) -> int:
    return sum(standing_of(db, rule, today).past for rule in rules if rule.retention.is_people)


def list_people(
    db: Database, features: Features, rule: Rule, today: date, *, offset: int = 0, limit: int = -1
) -> list[Due]:
    """Who of a rule is past their date, by name, who waits longest first."""
    if (last := rule.last_past(today)) is None:
        return []
    sql = f"""
        SELECT id, since FROM ({_rows(rule)}) AS row WHERE {_past(rule)}
      ORDER BY since, id LIMIT :limit OFFSET :offset
    """
    rows = db.query(sql, {**_days(today, last), "limit": limit, "offset": offset})
    return [_due(db, features, rule, row, today) for row in rows]


def _due(db: Database, features: Features, rule: Rule, row: Row, today: date) -> Due:
    since = _day(row["since"]) or today
    name = name_of(db, features, rule.retention.table, row["id"])
    return Due(row["id"], rule, name, since, rule.kept_until(since) or today)


def name_of(db: Database, features: Features, table: str, row_id: int) -> str:
    """How a row of a table is called, by the feature that has it."""
    found = next((f.names_for[table] for f in features if table in f.names_for), None)
    return found(db, row_id) if found else ""


def list_runs(db: Database, *, limit: int = 200, offset: int = 0) -> list[Run]:
    """What went, newest first."""
    sql = "SELECT * FROM retention_run ORDER BY id DESC LIMIT :limit OFFSET :offset"
    return [_run(db, row) for row in db.query(sql, {"limit": limit, "offset": offset})]


def count_runs(db: Database) -> int:
    return int(db.value("SELECT count(*) FROM retention_run"))


def find_run(db: Database, run_id: int) -> Run | None:
    row = db.one("SELECT * FROM retention_run WHERE id = :id", {"id": run_id})
    return _run(db, row) if row else None


def name_of_rule(db: Database, rule_id: int) -> str:
    return db.value("SELECT rule FROM retention_rule WHERE id = :id", {"id": rule_id}) or ""


def _run(db: Database, row: Row) -> Run:
    sql = "SELECT rule, count, oldest_on FROM retention_run_part WHERE run_id = :id ORDER BY id"
    parts = tuple(
        RunPart(each["rule"], each["count"], date.fromisoformat(each["oldest_on"]))
        for each in db.query(sql, {"id": row["id"]})
    )
    return Run(**row | {"at": from_moment(row["at"])}, parts=parts)


def _next_on(db: Database, rule: Rule, today: date, last: date | None) -> date | None:
    """The day after the first that is still kept was to be kept."""
    if rule.months is None and not rule.most_days:
        return None
    sql = f"""
        SELECT since FROM ({_rows(rule)}) AS row WHERE since >= :before ORDER BY since LIMIT 1
    """
    first = _day(db.value(sql, _days(today, last or date.min)))
    until = rule.kept_until(first) if first else None
    return until + _DAY if until else None


def _rows(rule: Rule) -> str:
    return rule.retention.rows


def _past(rule: Rule) -> str:
    """A day or a moment: both are before the day after, as texts.

    Who has a day of their own in their row is kept longer by that.
    """
    found = "since < :before"
    if rule.retention.is_people and not rule.retention.keep:
        found += f" AND {_NOT_KEPT.format(rule=rule.key)}"
        found += f" AND {_NOT_ERASED.format(table=rule.retention.table)}"
    return found


def _days(today: date, last: date) -> dict[str, str]:
    before = last + _DAY if last > date.min else last
    return {"today": today.isoformat(), "before": before.isoformat()}


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text[:10]) if text else None
