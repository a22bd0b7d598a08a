"""The rule `crossed`: a line came to the other side of a reference, and stays there."""

from __future__ import annotations

from math import sqrt

from commdesk.core.developing import Line, Unit
from commdesk.features.development.standing import model
from commdesk.features.development.standing.model import Crossing
from commdesk.features.development.standing.runs import Run, Track, track_of
from commdesk.features.development.standing.scale import mean_of, scaled, weight_of


def crossings_of(line: Line, unit: Unit, reference: float, *, since: int = 0) -> list[Crossing]:
    """Every time from a place on that a line surely crossed a reference, told once."""
    track = track_of(line, unit)
    held = scaled(reference, line, unit)
    told: list[Crossing] = []
    for at in range(max(since, 0), len(track.points)):
        runs = track.runs(at, model.CROSSING)
        found = [_crossing(track, run, reference, held) for run in runs]
        news = next((each for each in found if each and _is_news(each, told)), None)
        if news:
            told.append(news)
    return told


def _is_news(found: Crossing, told: list[Crossing]) -> bool:
    """Whether it went there, rather than stayed: the last word was the other way, or long ago."""
    if not told or told[-1].way != found.way:
        return True
    return found.at - told[-1].at > model.BEFORE + max(model.CROSSING)


def _crossing(track: Track, run: Run, reference: float, held: float) -> Crossing | None:
    """To reach the line is to be over it."""
    way = 1 if run.scaled >= held else -1
    if any((each.value >= reference) != (way > 0) for each in run.recent):
        return None
    chance = track.spread_before(run)
    past = way * (run.scaled - held) * sqrt(weight_of(run.recent)) / chance
    short = way * (held - run.middle) * sqrt(weight_of(run.before)) / chance
    if past < model.SURE or short < model.BEFORE_SURE:
        return None
    size = past / model.SURE
    return Crossing(run.at, len(run.recent), way, mean_of(run.recent), mean_of(run.before), size)
