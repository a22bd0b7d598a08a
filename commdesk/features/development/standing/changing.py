"""The rule `change`: the last weeks are outside of the usual spread of the 8 before them."""

from __future__ import annotations

from collections.abc import Sequence

from commdesk.core.developing import Line, Unit
from commdesk.features.development.standing import model
from commdesk.features.development.standing.model import Change
from commdesk.features.development.standing.runs import Run, Track, spread_of_runs, track_of
from commdesk.features.development.standing.scale import mean_of


def changes_of(line: Line, unit: Unit, *, since: int = 0) -> list[Change]:
    """Everything told about a line from a place on; what a later week brings alters none of it."""
    track = track_of(line, unit)
    told: list[Change] = []
    for at in range(max(since, 0), len(track.points)):
        found = [_change(track, run) for run in track.runs(at, model.FIRM)]
        news = [each for each in found if each and _is_news(each, told)]
        if news:
            told.append(max(news, key=lambda each: each.size))
    return told


def _change(track: Track, run: Run) -> Change | None:
    """The spread of earlier runs is asked last: it takes as long as all the rest."""
    enough = model.FIRM[len(run.recent)]
    size = abs(run.distance) / enough / track.spread_before(run) if _is_outside(run) else 0.0
    if size >= 1:
        among_runs = spread_of_runs(track, run)
        size = min(size, abs(run.distance) / enough / among_runs if among_runs else size)
    return _told_as(run, size) if size >= 1 else None


def _is_outside(run: Run) -> bool:
    usual = sorted(run.way * each.scaled for each in run.before)
    return run.way * run.scaled > usual[-2] and all(
        run.way * (each.scaled - run.middle) > 0 for each in run.recent
    )


def _told_as(run: Run, size: float) -> Change:
    values = sorted(each.value for each in run.before)
    value = mean_of(run.recent)
    is_mostly = values[0] <= value <= values[-1]
    return Change(
        at=run.at,
        weeks=len(run.recent),
        way=run.way,
        value=value,
        low=values[1] if is_mostly else values[0],
        high=values[-2] if is_mostly else values[-1],
        is_mostly=is_mostly,
        size=size,
        scaled=run.scaled,
        furthest=run.way * max(run.way * each.scaled for each in run.recent),
        middle=run.middle,
        threshold=abs(run.scaled - run.middle) / size,
    )


def _is_news(found: Change, told: Sequence[Change]) -> bool:
    """Whether it is more than what was told in the 8 weeks before, and than going back from it."""
    lately = [each for each in told if found.at - each.at <= model.BEFORE]
    return all(_goes_past(found, each) for each in lately)


def _goes_past(found: Change, told: Change) -> bool:
    held = told.furthest if told.way == found.way else told.middle
    return found.way * (found.scaled - held) > found.threshold
