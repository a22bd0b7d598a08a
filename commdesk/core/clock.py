"""Where time comes from: this computer, a given day, or a test that moves it."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Protocol


class Clock(Protocol):
    """Where time comes from; tests move one, `--date` sets one."""

    def now(self) -> datetime:
        """The moment, with a time zone."""


def today_of(clock: Clock) -> date:
    """Today on this computer's clock."""
    return clock.now().astimezone().date()


class SystemClock:
    def now(self) -> datetime:
        return datetime.now(UTC)


class ExampleClock:
    """A given day with the running time of this computer, for `--date`."""

    def __init__(self, day: date) -> None:
        self._day = day

    def now(self) -> datetime:
        local = datetime.now().astimezone()
        return datetime.combine(self._day, local.timetz().replace(tzinfo=None)).astimezone()
