"""Writes of experiments: note one, change it, judge it, remove it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from msgspec.structs import asdict, replace

from commdesk.core.database import Database, delete, insert, update
from commdesk.core.journal import op
from commdesk.core.stored import stored_row
from commdesk.features.buildup.experiments.model import ExperimentDraft, check_experiment
from commdesk.features.buildup.experiments.queries import find_experiment


@op("Experiment: {belief}")
def add_experiment(db: Database, draft: ExperimentDraft, *, today: date) -> int:
    """Note an experiment with what is decided beforehand; refuses an end before its start."""
    check_experiment(draft)
    db.about(belief=draft.belief.strip())
    row = stored_row(asdict(draft)) | _judged(draft.verdict, today)
    return insert(db, "experiment", row)


@op("Change the experiment: {belief}")
def change_experiment(
    db: Database, experiment_id: int, changes: Mapping[str, Any], *, today: date
) -> None:
    """Set just these fields; a verdict is dated today."""
    known = find_experiment(db, experiment_id)
    changed = replace(known, **changes)
    check_experiment(changed)
    db.about(belief=changed.belief.strip())
    row = stored_row(dict(changes))
    if changed.verdict != known.verdict:
        row |= _judged(changed.verdict, today)
    update(db, "experiment", experiment_id, row)


@op("Remove the experiment: {belief}")
def remove_experiment(db: Database, experiment_id: int) -> None:
    db.about(belief=find_experiment(db, experiment_id).belief)
    delete(db, "experiment", experiment_id)


def _judged(verdict: str, today: date) -> dict[str, Any]:
    return {"verdict_on": today.isoformat() if verdict else None}
