"""Writes a chart as the program does, without a window: for the tests of the verb."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from commdesk.core.developing import Chart
from commdesk.core.words import Words


def write_chart(chart: Chart, path: Path, words: Words, _style: Any, source: str) -> None:
    path.write_text(f"{chart.name} {len(chart.places)} {words(chart.answer)} {source}", "utf-8")
