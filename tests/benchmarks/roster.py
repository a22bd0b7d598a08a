"""A roster for 40 moderators, 8 tasks, 4 weeks: how soon there is one, how soon it is proven.

    python -m tests.benchmarks.roster [SECONDS]

Prints a line of JSON per measurement. `ample` has hours to spare, `tight` asks more than the team
has, so that the proof is more than counting. Beside them in the same run a bare model of that size
with hours and coverage alone, in this process, and a team of 12 in one week. The event loop beats
meanwhile, as in `heartbeat`; the search is waited for in a thread, as a job of the page does.
"""

from __future__ import annotations

import json
import random
import sys
import time
from datetime import timedelta
from typing import Any

from commdesk.__main__ import _SWITCH_SECONDS
from commdesk.core.values import Minutes, Week
from commdesk.features.moderation.dayparts import PARTS, Slots
from commdesk.features.moderation.roster.solving import Instance, Proposal, propose, wanted_of
from commdesk.features.moderation.tasks import Task
from commdesk.features.moderation.team import DaysOff, Moderator

FIRST = Week(2026, 48)
_EVERY = Slots.every(range(1, 8)).in_order
EXPERTISES = ("general", "legal", "editing", "mediation")


def problem(people: int, tasks: int, weeks: int, load: float, seed: int = 1) -> Instance:
    """A team whose tasks ask `load` times the hours that it has, a quarter of them at any time."""
    rng = random.Random(seed)  # noqa: S311 - an invented team
    days = tuple(FIRST + n for n in range(weeks))
    team = tuple(_person(n + 1, rng) for n in range(people))
    hours = load * sum(person.weekly_minutes for person in team)
    wanted = tuple(_task(n + 1, round(hours / tasks / 30) * 30, rng) for n in range(tasks))
    needed = {(task.id, week): task.weekly_minutes for task in wanted for week in days}
    return Instance(
        weeks=days,
        today=FIRST.monday,
        tasks=wanted,
        people=team,
        wanted=wanted_of(wanted, needed, (), (), FIRST.monday),
        days_off=tuple(_off(person, weeks, rng) for person in team if rng.random() < 0.3),
        past_minutes={p.id: round(8 * p.weekly_minutes * rng.uniform(0.4, 1.0)) for p in team},
        past_hours={p.id: 8 * p.weekly_minutes for p in team},
        habits=frozenset(
            (p.id, t.id, rng.randint(1, 5), str(rng.choice(PARTS)))
            for p in team for t in wanted if rng.random() < 0.5
        ),
    )  # fmt: skip


def _person(number: int, rng: random.Random) -> Moderator:
    slots = Slots(slot for slot in _EVERY if rng.random() < 0.6)
    return Moderator(
        name=f"Moderator {number}",
        id=number,
        weekly_minutes=Minutes(rng.choice((240, 480, 720, 960, 1440))),
        expertise=tuple(e for e in EXPERTISES if e == "general" or rng.random() < 0.35),
        availability=slots if rng.random() < 0.7 else Slots(),
        rather_not=Slots(slot for slot in _EVERY if rng.random() < 0.1),
    )


def _task(number: int, minutes: int, rng: random.Random) -> Task:
    """Shifts of about three hours."""
    is_free = number % 4 == 0
    slots = Slots(rng.sample(_EVERY, 12))
    return Task(
        name=f"Task {number}",
        id=number,
        expertise=EXPERTISES[number % len(EXPERTISES)],
        weekly_minutes=Minutes(minutes),
        priority=1 + number % 3,
        slots=Slots() if is_free else slots,
        people=max(round(minutes / 180 / 12), 1),
        shift_minutes=Minutes(180),
    )


def _off(person: Moderator, weeks: int, rng: random.Random) -> DaysOff:
    first = FIRST.monday + timedelta(days=rng.randrange(7 * weeks))
    return DaysOff(person.id, first, first + timedelta(days=rng.randrange(7)))


def measured(name: str, instance: Instance, seconds: float) -> dict[str, Any]:
    """Qt is loaded in here: the child loads this module too, as that of its parent."""
    from PySide6.QtCore import QEventLoop, QThread

    from tests.benchmarks.heartbeat import Heart

    class Proposing(QThread):
        def run(self) -> None:
            work()

    heard: list[tuple[float, Proposal]] = []
    start = time.perf_counter()

    def work() -> None:
        propose(
            instance,
            seconds=seconds,
            on_better=lambda better: heard.append((time.perf_counter() - start, better)),
        )

    heart, loop, thread = Heart(), QEventLoop(), Proposing()
    thread.finished.connect(loop.quit)
    heart.begin()
    thread.start()
    loop.exec()
    late = heart.end()
    thread.wait()
    last = heard[-1][1]
    return {
        "what": name,
        "places": sum(kind.count for kind in instance.wanted),
        "first_s": round(heard[0][0], 2),
        "first_gap": _rounded(_against(heard[0][1], last)),
        "within_1_percent_s": next((round(s, 2) for s, p in heard if p.gap <= 0.01), None),
        "proven_best_s": next((round(s, 2) for s, p in heard if p.gap == 0), None),
        "end_s": round(heard[-1][0], 2),
        "gap": _rounded(last.gap),
        "uncovered": sum(each.count for each in last.uncovered),
        "first_cost": round(heard[0][1].cost),
        "cost": round(last.cost),
        "fairness_gap": last.fairness_gap and _rounded(last.fairness_gap),
        "late_worst_ms": late["worst_ms"],
        "late_p99_ms": late["p99_ms"],
    }


def _against(first: Proposal, last: Proposal) -> float:
    return 1 - first.coverage / last.bound if last.bound else 0.0


def _rounded(share: float) -> float:
    return round(share, 4)


def bare(instance: Instance) -> dict[str, Any]:
    """Hours and coverage alone: how much of each task in each week is whose."""
    import highspy

    start = time.perf_counter()
    model = highspy.Highs()
    model.setOptionValue("output_flag", False)
    model.setOptionValue("threads", 2)
    tasks = {task.id: task for task in instance.tasks}
    spots = [(kind, day, part) for kind in instance.wanted for day, part in kind.spots]
    able = {
        t: [p for p in instance.people if p.can_do(task.expertise)] for t, task in tasks.items()
    }
    chosen: dict[Any, Any] = {}
    by_person: dict[Any, list[Any]] = {}
    by_place: dict[Any, list[Any]] = {}
    for kind, day, part in spots:
        for person in able[kind.task_id]:
            if person.can_on(day, part):
                column = model.addBinary(obj=-float(kind.minutes))
                chosen[kind, day, part, person.id] = column
                by_person.setdefault((person.id, kind.week), []).append(column * kind.minutes)
                by_place.setdefault(kind, []).append(column)
    hours = {person.id: person.weekly_minutes for person in instance.people}
    for (person_id, _), terms in by_person.items():
        model.addConstr(model.qsum(terms) <= float(hours[person_id]))
    for kind, terms in by_place.items():
        model.addConstr(model.qsum(terms) <= float(kind.count))
    built = time.perf_counter() - start
    model.run()
    solve = time.perf_counter() - start - built
    figures = {"columns": len(chosen), "build_s": round(built, 2), "solve_s": round(solve, 2)}
    return {"what": "bare model", **figures}


def main(seconds: float) -> None:
    from PySide6.QtWidgets import QApplication

    sys.setswitchinterval(_SWITCH_SECONDS)
    app = QApplication.instance() or QApplication(sys.argv[:1])
    large = {"ample": problem(40, 8, 4, 0.7), "tight": problem(40, 8, 4, 1.1, seed=2)}
    for name, instance in large.items():
        _print(measured(name, instance, seconds))
    _print(bare(large["tight"]))
    for name, load in (("12 in a week", 0.7), ("12 in a week, tight", 1.1)):
        _print(measured(name, problem(12, 8, 1, load), seconds))
    del app


def _print(figures: dict[str, Any]) -> None:
    sys.stdout.write(json.dumps(figures) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main(float(sys.argv[1]) if len(sys.argv) > 1 else 10.0)
