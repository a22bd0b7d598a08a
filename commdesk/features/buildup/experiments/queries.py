"""Reads of experiments: the list, those that end, what was learnt."""

from __future__ import annotations

from datetime import date
from typing import Any

from commdesk.core.database import Database
from commdesk.core.errors import Refused
from commdesk.features.buildup.experiments.model import Experiment


def list_experiments(db: Database) -> list[Experiment]:
    """Those without a verdict first, by the day they end; then the newest verdicts."""
    sql = """
        SELECT * FROM experiment
      ORDER BY verdict <> '', CASE verdict WHEN '' THEN until_on END, verdict_on DESC, id DESC
    """
    return [_experiment(row) for row in db.query(sql)]


def find_experiment(db: Database, experiment_id: int) -> Experiment:
    """One experiment; refuses when there is none (any more)."""
    row = db.one("SELECT * FROM experiment WHERE id = :id", {"id": experiment_id})
    if row is None:
        raise Refused("This experiment is no longer in the workbook.")
    return _experiment(row)


def name_of_experiment(db: Database, experiment_id: int) -> str:
    """What it believes, empty when it is gone."""
    sql = "SELECT belief FROM experiment WHERE id = :id"
    return str(db.value(sql, {"id": experiment_id}) or "")


def to_judge(db: Database, today: date) -> list[Experiment]:
    """Experiments whose last day has come, without a verdict."""
    sql = "SELECT * FROM experiment WHERE verdict = '' AND until_on <= :today ORDER BY until_on, id"
    return [_experiment(row) for row in db.query(sql, {"today": today.isoformat()})]


def _experiment(row: dict[str, Any]) -> Experiment:
    decided = row["verdict_on"]
    days = {key: date.fromisoformat(row[key]) for key in ("from_on", "until_on")}
    return Experiment(
        **row | days | {"verdict_on": date.fromisoformat(decided) if decided else None}
    )
