"""What the rule `change` costs and brings: false alarms a year, and planted shifts that are found.

    python -m tests.benchmarks.standing [SERIES] [SEED]

A line of Markdown for each kind of line. A planted shift lasts, is 3 times the spread of a week,
and starts anywhere from week 13 on; it is found when it is told in its first 3 weeks. Then whole
readings of 20 lines that are all stable: how many weeks of a year have a sentence.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Sequence

import click

from commdesk.features.development.standing.changing import changes_of
from tests.features.development.series import HARD, SMALL, USUAL, WEEKS, Kind, alarms, is_found

LINES = 20


def main(series: int, seed: int) -> None:
    click.echo("| kind of line | false alarms a year | found, up | found, down |")
    click.echo("|---|---|---|---|")
    for title, kinds in (("small counts", SMALL), ("usual", USUAL), ("hard", HARD)):
        rows = [measured(kind, series, seed) for kind in kinds]
        for kind, row in zip(kinds, rows, strict=True):
            click.echo(written(kind.name, row))
        averages = [sum(column) / len(column) for column in zip(*rows, strict=True)]
        click.echo(written(f"**{title}, on average**", averages))
    busy = busy_weeks(series // 10, seed)
    click.echo(f"\nA reading of {LINES} stable lines: {busy:.1f} of {WEEKS} weeks say something.")


def measured(kind: Kind, series: int, seed: int) -> list[float]:
    rng = random.Random(f"{seed} {kind.name}")  # noqa: S311 - invented series
    false = sum(alarms(kind, rng) for _ in range(series)) / series
    found = [sum(is_found(kind, rng, way) for _ in range(series)) / series for way in (1, -1)]
    return [false, *found]


def busy_weeks(readings: int, seed: int) -> float:
    rng = random.Random(f"{seed} readings")  # noqa: S311 - invented series
    return sum(len(_told_weeks(rng)) for _ in range(readings)) / readings


def _told_weeks(rng: random.Random) -> set[int]:
    kinds = [rng.choice((*SMALL, *USUAL)) for _ in range(LINES)]
    lines = [(kind.line(rng), kind.unit) for kind in kinds]
    return {change.at for line, unit in lines for change in changes_of(line, unit)}


def written(name: str, row: Sequence[float]) -> str:
    false, up, down = row
    return f"| {name} | {false:.2f} | {up:.0%} | {down:.0%} |"


if __name__ == "__main__":
    main(*([int(each) for each in sys.argv[1:]] + [200, 2026][len(sys.argv) - 1 :]))
