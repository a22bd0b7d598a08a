"""Writes of counts by hand: anonymous totals of a week."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date

from commdesk.core.database import Database, delete, insert, update
from commdesk.core.developing import Leaving
from commdesk.core.errors import Refused
from commdesk.core.journal import op
from commdesk.core.values import Week
from commdesk.core.words import N_, Text
from commdesk.features.activity.counting.model import MOST, NAMES, Figure, too_much
from commdesk.features.activity.counting.queries import typed_counts

_ALL = N_("several figures")


@op("Count of {week}: {what}")
def count_week(db: Database, week: Week, figures: Sequence[Figure], *, today: date) -> None:
    """Keep what was counted by hand in a week; a figure without a number is taken out.

    Refuses a week that has not begun, and a part that is more than its whole.
    """
    if week > Week.of(today):
        raise Refused("There is nothing to count yet: {week} has not begun.", week=week,
                      field="week")  # fmt: skip
    for figure in figures:
        _check(figure)
    db.about(week=str(week), what=figures[0].text if len(figures) == 1 else Text(_ALL))
    typed = {**typed_counts(db, [week]).get(week, {}), **{f.name: f.n for f in figures}}
    _check_parts({name: n for name, n in typed.items() if n is not None}, figures)
    for figure in figures:
        _keep(db, week, figure)


def _check(figure: Figure) -> None:
    if figure.name not in NAMES:
        raise Refused("{name} is not counted; choose from {names}.", name=figure.name,
                      names=", ".join(NAMES), field=figure.name)  # fmt: skip
    if figure.n is not None and not 0 <= figure.n <= MOST:
        raise Refused("{n} cannot be a count of one week.", n=figure.n, field=figure.name)


def _check_parts(typed: dict[str, int], figures: Sequence[Figure]) -> None:
    if found := too_much(typed):
        part, whole = found
        given = {figure.name for figure in figures}
        raise Refused(
            "{part} ({n}) is more than {whole} ({of}), which it is a part of.",
            part=part.text, n=typed[part.name], whole=whole.text, of=typed[whole.name],
            field=part.name if part.name in given else whole.name,
        )  # fmt: skip


def _keep(db: Database, week: Week, figure: Figure) -> None:
    key = {"week": str(week), "kind": figure.kind, "whose": figure.whose}
    sql = "SELECT id FROM activity_count WHERE week = :week AND kind = :kind AND whose = :whose"
    known = db.value(sql, key)
    if figure.n is None:
        if known is not None:
            delete(db, "activity_count", known)
    elif known is None:
        insert(db, "activity_count", {**key, "n": figure.n})
    else:
        update(db, "activity_count", known, {"n": figure.n})


def keep_whose(db: Database, leaving: Leaving) -> None:
    """What the team did stays the team's own when somebody of it is erased; part of an op.

    Their rows of one week get one number, as the trigger gives those of a member, above zero.
    """
    week = "date(activity.happened_on, 'weekday 0', '-6 days')"
    sql = f"""
        UPDATE activity SET nobody = (
            SELECT min(id) FROM activity AS same WHERE same.member_id = activity.member_id
               AND same.happened_on BETWEEN {week} AND date(activity.happened_on, 'weekday 0'))
         WHERE member_id IN (SELECT value FROM json_each(:team))
    """
    db.execute(sql, {"team": json.dumps(sorted(leaving.team))})
