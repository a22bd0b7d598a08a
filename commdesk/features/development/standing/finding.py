"""What stands out in a reading: the rules on every line of weeks, and the three that matter most.

The order: how far past its threshold (at most 3 times), times how high its chart stands (1.5 for
the first to 1 for the last), times a quarter more for bad news; a line crossed counts for half as
much again. The first target at risk counts as twice its threshold at the top of the page, the
second half as much. Of one chart one
sentence is told, for its lines go up and down together.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice

from msgspec import Struct
from msgspec.structs import replace

from commdesk.core.database import Database
from commdesk.core.developing import Behind, Chart, Line
from commdesk.core.values import Week
from commdesk.core.words import Text
from commdesk.features.development.model import AtRisk, Reading, Standout
from commdesk.features.development.standing import model, wording
from commdesk.features.development.standing.changing import changes_of
from commdesk.features.development.standing.crossing import crossings_of
from commdesk.features.development.standing.model import Change, Crossing
from commdesk.features.development.standing.runs import track_of
from commdesk.features.development.standing.wording import Passed

_MOST_SIZE = 3.0
_BAD_NEWS = 1.25
_CROSSED = 1.5
_AT_RISK = 2 * 1.5 * _BAD_NEWS
_SMALL = 5
_BEYOND = 1e15


class Found(Struct, frozen=True):
    """A change or crossing of the week, with where it was found."""

    chart: Chart
    line: Line
    what: Change | Passed

    @property
    def is_good(self) -> bool:
        """A line that has no better way brings neither."""
        return self.line.better == ("up" if self._told.way > 0 else "down")

    @property
    def is_bad(self) -> bool:
        return self.line.better == ("down" if self._told.way > 0 else "up")

    @property
    def weight(self) -> float:
        size = min(self._told.size, _MOST_SIZE) * (1.0 if self.is_change else _CROSSED)
        return size * (1.5 - min(max(self.chart.rank, 0), 100) / 200) * self._news

    @property
    def is_change(self) -> bool:
        return isinstance(self.what, Change)

    @property
    def _told(self) -> Change | Crossing:
        return self.what if isinstance(self.what, Change) else self.what.crossing

    @property
    def _news(self) -> float:
        return _BAD_NEWS if self.is_bad else 1.0


def stands_out(
    db: Database, reading: Reading, at_risk: Sequence[AtRisk] = ()
) -> tuple[Standout, ...]:
    """At most three things that matter in the last whole week, the most important first.

    The database is asked only who and what is behind them.
    """
    found = _one_a_chart(found_in(reading))
    weighed = [(each.weight, each) for each in found] + [
        (_AT_RISK / number, each) for number, each in enumerate(at_risk, 1)
    ]
    weighed.sort(key=lambda each: -each[0])
    return tuple(_standout(db, reading, each) for _, each in weighed[: model.MOST])


def found_in(reading: Reading) -> list[Found]:
    """Every change and crossing of the last whole week, of every watched line."""
    return [each for chart, line in _watched(reading) for each in _of_line(reading, chart, line)]


def nothing_stands_out(reading: Reading) -> Text:
    """What is said when there is no sentence."""
    tracks = [
        track_of(_judged(reading, line), chart.unit).points for chart, line in _watched(reading)
    ]
    known = [[each for each in points[-1 - model.BEFORE :] if each] for points in tracks]
    judged = [
        each
        for points, each in zip(tracks, known, strict=True)
        if points and points[-1] and len(each) > model.KNOWN
    ]
    are_small = all(each.value < _SMALL for points in judged for each in points)
    most = max((len(each) for each in known), default=0)
    return wording.nothing_told(len(judged), most, are_small=are_small)


def _watched(reading: Reading) -> Iterator[tuple[Chart, Line]]:
    weeks = len(reading.span.weeks)
    return (
        (chart, line)
        for chart, line in reading.lines()
        if line.is_watched and len(line.values) == weeks
    )


def _judged(reading: Reading, line: Line) -> Line:
    """Its last weeks without one that is not over: half a week is no fall."""
    end = len(line.values) - reading.span.is_running
    first = max(end - model.LOOKED_AT, 0)
    values = tuple(map(_countable, line.values[first:end]))
    return replace(line, values=values, of=line.of[first:end])


def _countable(value: float | None) -> float | None:
    """What no week can have is not known: a figure beyond all counting, or none at all."""
    return value if value is not None and abs(value) < _BEYOND else None


def _of_line(reading: Reading, chart: Chart, line: Line) -> Iterator[Found]:
    """A shift that was told by the line that it crossed is not told again as a change."""
    judged = replace(_judged(reading, line), title=wording.named(chart, line))
    last = len(judged.values) - 1
    since = last - model.REMEMBERED
    crossed = [
        Passed(judged, chart.unit, reference, crossing)
        for reference in chart.references
        for crossing in crossings_of(judged, chart.unit, reference.value, since=since)
        if last - crossing.at <= model.BEFORE
    ]
    ways = {each.crossing.way for each in crossed}
    yield from (Found(chart, judged, each) for each in crossed if each.crossing.at == last)
    if line.weeks > 1:
        return
    for change in changes_of(judged, chart.unit, since=since)[-1:]:
        if change.at == last and change.way not in ways:
            yield Found(chart, judged, change)


def _one_a_chart(found: list[Found]) -> list[Found]:
    """The one that weighs most of each chart, in the order of reading."""
    best: dict[str, Found] = {}
    for each in found:
        held = best.setdefault(each.chart.name, each)
        if each.weight > held.weight:
            best[each.chart.name] = each
    return list(best.values())


def _standout(db: Database, reading: Reading, what: Found | AtRisk) -> Standout:
    if isinstance(what, AtRisk):
        return Standout(
            sentence=Text("{goal}. {told}", {"goal": what.title, "told": what.text}),
            rule="at-risk",
            line="",
            week=reading.span.weeks[-1],
            evidence=wording.at_risk_evidence(),
            next_step=what.next_step,
        )
    week = _last_whole(reading)
    behind = _behind(db, what, week)
    sentence, evidence = _told(what, week)
    return Standout(
        sentence=sentence,
        rule="change" if what.is_change else "crossed",
        line=what.line.name,
        week=week,
        evidence=evidence,
        behind=behind,
        next_step=wording.step_after(what.chart, behind, is_good=what.is_good),
    )


def _last_whole(reading: Reading) -> Week:
    return reading.span.weeks[-1] - int(reading.span.is_running)


def _told(found: Found, week: Week) -> tuple[Text, tuple[Text, ...]]:
    line, unit, what = found.line, found.chart.unit, found.what
    if isinstance(what, Change):
        evidence = wording.change_evidence(line, unit, what)
        return wording.change_told(line, unit, what, week), evidence
    return wording.crossing_told(what), wording.crossing_evidence(what)


def _behind(db: Database, found: Found, week: Week) -> tuple[Behind, ...]:
    ask = found.chart.behind
    return tuple(islice(ask(db, found.line.name, week), model.MOST_BEHIND)) if ask else ()
