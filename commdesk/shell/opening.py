"""How a workbook is opened: for writing, else to be read; the example on its own day."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

from commdesk.core.clock import Clock, ExampleClock, SystemClock
from commdesk.core.desk import Desk
from commdesk.core.errors import CannotWrite, Refused
from commdesk.core.feature import Features, Scale
from commdesk.core.paths import user_data
from commdesk.core.workbook import read_fact
from commdesk.kit.jobs import Progress

DEMO = "Omgevingsnetwerk.commdesk"


def open_desk(path: Path, features: Features, clock: Clock) -> Desk:
    """Open for writing, else to be read. An example plays on its own day."""
    try:
        desk = Desk.open(path, features, clock=clock)
    except CannotWrite as cannot:
        try:
            desk = Desk.open(path, features, clock=clock, read_only=True)
        except Refused:
            raise cannot from None
    example = read_fact(desk.db, "demo")
    if example and isinstance(clock, SystemClock):
        desk.clock = ExampleClock(date.fromisoformat(example["date"]))
    return desk


def demo_path() -> Path:
    """Where the example of this user lies; what was tried in it stays until it is deleted."""
    return user_data() / "demo" / DEMO


def demo_maker(features: Features, language: str) -> Callable[[Progress], Path]:
    """Work for a thread: make the example where it is not there yet."""

    def make(_progress: Progress) -> Path:
        from commdesk.features.demo import build

        path = demo_path()
        if not path.exists():
            build.build(path, features, build.Recipe(Scale(language=language)))
        return path

    return make
