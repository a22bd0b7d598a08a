"""How to do every op of the program at random: op -> what to hand it, given a desk and a die.

A new op needs one line here. A strategy returns the arguments for `desk.do(op, ...)` as
`given(...)`, or None when there is nothing (yet) to do it to; what it hands over may be refused.
"""

from __future__ import annotations

import pkgutil
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, time, timedelta
from importlib import import_module
from itertools import pairwise
from random import Random
from types import ModuleType
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from commdesk import features
from commdesk.catalog import FEATURES
from commdesk.core import erasing, events, exports, housestyle, workbook, workingblocks
from commdesk.core.desk import Desk
from commdesk.core.erasing import again as erasing_again
from commdesk.core.erasing import ops as erasing_ops
from commdesk.core.feature import Act
from commdesk.core.people import Person
from commdesk.core.retaining import Retention
from commdesk.core.returning import Giver
from commdesk.core.values import Minutes, Week
from commdesk.features import moderation
from commdesk.features.activity import intake as activity
from commdesk.features.activity import model as deed
from commdesk.features.activity import ops as deeds
from commdesk.features.activity.counting import NAMES, Figure
from commdesk.features.activity.counting import ops as counting_ops
from commdesk.features.activity.levels import ops as levels
from commdesk.features.ambassadors import agreements, checks
from commdesk.features.ambassadors import model as ambassador
from commdesk.features.ambassadors import ops as ambassadors
from commdesk.features.ambassadors.agreements import ops as agreement_ops
from commdesk.features.ambassadors.checks import ops as check_ops
from commdesk.features.ambassadors.pipeline import ops as move_ops
from commdesk.features.buildup import experiments, steps
from commdesk.features.buildup.experiments import ops as experiment_ops
from commdesk.features.buildup.steps import ops as step_ops
from commdesk.features.buildup.steps import todos as step_todos
from commdesk.features.calendar import ops as calendar_ops
from commdesk.features.calendar.model import Told
from commdesk.features.concept import boundaries, interviews, readiness
from commdesk.features.concept.boundaries import ops as boundary_ops
from commdesk.features.concept.interviews import intake as interview_intake
from commdesk.features.concept.interviews import ops as interview_ops
from commdesk.features.concept.needs import ops as needs_ops
from commdesk.features.concept.questions import Question
from commdesk.features.concept.readiness import ops as readiness_ops
from commdesk.features.concept.statement import ops as statement_ops
from commdesk.features.concept.themes import ops as theme_ops
from commdesk.features.content import model as item
from commdesk.features.content import ops as content
from commdesk.features.development.goals import judging
from commdesk.features.development.goals import model as wanted
from commdesk.features.development.goals import ops as goal_ops
from commdesk.features.development.goals import queries as goals
from commdesk.features.duplicates import ops as duplicates
from commdesk.features.exchange import ops as exchange
from commdesk.features.exchange.model import Import, ImportEntry, Part
from commdesk.features.exchange.returning import ops as returning
from commdesk.features.exchange.returning import taking
from commdesk.features.members import Condition, MemberDraft, OwnFieldDraft, View, intake, many
from commdesk.features.members import ops as members
from commdesk.features.members.fields import ops as fields
from commdesk.features.members.model import CAME_THROUGH, STAGES
from commdesk.features.members.views import ops as views
from commdesk.features.moderation.capacity import Load
from commdesk.features.moderation.capacity import ops as capacity
from commdesk.features.moderation.cases import ops as cases
from commdesk.features.moderation.dayparts import DAY_PARTS, PARTS, DayPart, Slots
from commdesk.features.moderation.hours import intake as hours
from commdesk.features.moderation.hours import ops as hours_ops
from commdesk.features.moderation.hours.cells import Cell
from commdesk.features.moderation.roster import copying as roster_copying
from commdesk.features.moderation.roster import ops as roster
from commdesk.features.moderation.roster import shifts_between
from commdesk.features.moderation.roster.publishing import ops as publishing
from commdesk.features.moderation.roster.publishing.queries import read_roster
from commdesk.features.moderation.tasks import Carry
from commdesk.features.moderation.tasks import ops as tasks
from commdesk.features.moderation.team import DaysOff
from commdesk.features.moderation.team import ops as team
from commdesk.features.moderation.team.sheets import AvailabilityPlan
from commdesk.features.moderation.team.sheets import ops as sheets
from commdesk.features.moderation.team.sheets.model import Run
from commdesk.features.organisations import model as place
from commdesk.features.organisations import ops as organisations
from commdesk.features.outreach import model as message
from commdesk.features.outreach import ops as outreach
from commdesk.features.outreach import returning as results
from commdesk.features.outreach import turns
from commdesk.features.outreach.introductions import model as introduction
from commdesk.features.outreach.introductions import ops as introductions
from commdesk.features.outreach.promises import model as promise
from commdesk.features.outreach.promises import ops as promises
from commdesk.features.outreach.templates import model as template
from commdesk.features.outreach.templates import ops as templates
from commdesk.features.plan import KINDS, Repeat, TodoDraft
from commdesk.features.plan import ops as plan
from commdesk.features.plan import queries as plan_queries
from commdesk.features.plan import returning as todos
from commdesk.features.plan.repeats import ops as series
from commdesk.features.privacy import model as request
from commdesk.features.privacy import ops as privacy
from commdesk.features.privacy.queries import open_requests
from commdesk.features.register import ops as register
from commdesk.features.register.model import Line
from commdesk.features.report import ops as report
from commdesk.features.retention import ops as retention
from commdesk.features.retention.queries import every_rule
from commdesk.features.today import ops as today
from commdesk.features.week import ops as week

Op = Callable[..., Any]
WORDS = ("bomen", "'s-Hertogenbosch", 'een "plan"', "water\nen wind", "{naam}", "ğüş", "x" * 400)


class Given(Struct, frozen=True):
    """The arguments of one act."""

    args: tuple[Any, ...]
    kwargs: dict[str, Any]


def given(*args: Any, **kwargs: Any) -> Given:
    return Given(args, kwargs)


class Die(Struct, frozen=True):
    """Random things as they occur in a workbook."""

    desk: Desk
    rng: Random

    def word(self) -> str:
        return self.rng.choice(WORDS) + str(self.rng.randrange(40))

    def day(self, back: int = 30, ahead: int = 60) -> date:
        return self.desk.today() + timedelta(days=self.rng.randint(-back, ahead))

    def maybe(self, thing: Any) -> Any:
        return self.rng.choice((None, thing))

    def one_of(self, choices: tuple[tuple[Any, str], ...]) -> Any:
        return self.rng.choice(choices)[0]

    def minutes(self, most: int = 300) -> Minutes:
        return Minutes(self.rng.randint(0, most))

    def row(self, table: str) -> int | None:
        """The id of some row; the newest twice as often as any other."""
        ids = self.desk.db.column(f"SELECT id FROM {table} ORDER BY id")
        return self.rng.choice([*ids, ids[-1]]) if ids else None

    def own_values(self) -> dict[int, str]:
        """A value of the newest own field, when there is one."""
        row = self.row("member_field")
        return {} if row is None else {row: self.rng.choice(("", "3"))}

    def some(self, make: Callable[[], dict[str, Any]]) -> dict[str, Any]:
        """One or two fields out of what `make` makes."""
        fields = make()
        return {key: fields[key] for key in self.rng.sample(sorted(fields), 2)}


Strategy = Callable[[Die], Given | None]


def on(table: str, make: Callable[[Die, int], Given | None]) -> Strategy:
    """To some row of a table, when there is one."""

    def strategy(die: Die) -> Given | None:
        row_id = die.row(table)
        return None if row_id is None else make(die, row_id)

    return strategy


def _later(die: Die) -> list[Act]:
    """Acts that give some things of today another day."""
    until = die.day(back=0)
    key = f"plan:{die.rng.randrange(9)}"
    acts = [Act(today.snooze, (key,), {"title": die.word(), "until": until, **_today(die)})]
    if (todo := die.row("todo")) is not None:
        acts.append(Act(plan.plan_todo, (todo, until)))
    return acts


def _today(die: Die) -> dict[str, Any]:
    return {"today": die.desk.today()}


# --- members --------------------------------------------------------------------------------------


def _member(die: Die) -> dict[str, Any]:
    return {
        "first_name": die.word(),
        "infix": die.rng.choice(("", "van der")),
        "last_name": die.rng.choice(("", die.word())),
        "email": die.rng.choice(("", f"m{die.rng.randrange(10_000)}@voorbeeld.example")),
        "organisation": die.rng.choice(("", "Gemeente", "Waterschap", die.word())),
        "notes": die.word(),
        "tags": tuple(die.rng.sample(("bomen", "wonen", "water", "wet"), die.rng.randrange(4))),
        "cadence_days": die.maybe(die.rng.randint(1, 90)),
        "informed_on": die.maybe(die.day()),
        "joined_on": die.maybe(die.day(back=400, ahead=0)),
        "stage": die.one_of(STAGES),
        "came_through": die.one_of(CAME_THROUGH),
        "owner": die.rng.choice(("", die.word())),
        "own": die.own_values(),
    }


def _own_field(die: Die) -> OwnFieldDraft:
    kind = die.rng.choice(("text", "number", "date", "choice"))
    return OwnFieldDraft(die.word(), kind, ("rood", "blauw", die.word()))


def _view(die: Die) -> View:
    conditions = (Condition("tags", "has", "bomen"), Condition("email", "contains", die.word()))
    return View(die.word(), conditions, die.rng.choice(("", "email")), die.rng.random() < 0.5)


def _list_of_members(die: Die) -> Given:
    rows = [
        {
            "row": number,
            "name": die.word(),
            "email": f"m{die.rng.randrange(200)}@voorbeeld.example",
            "tags": "bomen; wonen",
            "last_contact_on": die.maybe(die.day(back=60, ahead=0)),
            "identities": (("forum", str(die.rng.randrange(200))),),
        }
        for number in range(2, 12)
    ]
    plan = intake.plan_members(die.desk.db, rows, die.desk.today())
    return given(plan, source="lijst.xlsx", **_today(die))


def _import(die: Die) -> Given:
    (made,) = _list_of_members(die).args
    entry = ImportEntry(die.desk.now(), "Noor", "pc", die.word(), "generic", dropped=("BSN",))
    return given(Import("lijst.xlsx", (Part(intake.INTAKE, made),)), entry=entry, **_today(die))


def _mapping(die: Die) -> Given:
    keys = {"wie": die.rng.choice(("name", "")), "wat": "notes"}
    return given("wat\nwie", die.rng.choice((keys, {})), **_today(die))


# --- organisations --------------------------------------------------------------------------------


def _organisation(die: Die) -> dict[str, Any]:
    return {
        "name": die.word(),
        "kind": die.rng.choice(("", die.one_of(place.KINDS))),
        "website": die.rng.choice(("", "voorbeeld.example")),
        "notes": die.word(),
        "silent_after_days": die.maybe(die.rng.randint(1, 200)),
    }


def _merge(die: Die, organisation_id: int) -> Given:
    other = die.row("organisation")
    return given(other, organisation_id)


def _contact_person(die: Die) -> Given | None:
    """Of where they work; somebody who works nowhere is refused, and tried now and then."""
    at_work = "member WHERE organisation_id IS NOT NULL AND stage <> 'former'"
    member_id = die.row(die.rng.choice((at_work, at_work, "member")))
    if member_id is None:
        return None
    sql = "SELECT organisation_id FROM member WHERE id = :id"
    where = die.desk.db.value(sql, {"id": member_id}) or die.row("organisation")
    return given(where, member_id, die.rng.choice(("", die.word())))


def _no_contact_person(die: Die, contact_id: int) -> Given:
    sql = "SELECT organisation_id, member_id FROM organisation_contact WHERE id = :id"
    row = die.desk.db.query(sql, {"id": contact_id})[0]
    return given(row["organisation_id"], row["member_id"])


def _figure(die: Die) -> Figure:
    figure = NAMES[die.rng.choice([*NAMES])]
    return replace(figure, n=die.maybe(die.rng.randrange(40)))


def _deeds(die: Die) -> Given | None:
    """Some of them about nobody, some told before."""
    if die.row("member") is None:
        return None
    emails = die.desk.db.column("SELECT email FROM member WHERE email <> ''")
    rows = [
        {
            "row": number,
            "email": die.rng.choice([*emails, "niemand@voorbeeld.example"]),
            "kind": die.one_of(deed.KINDS),
            "happened_on": die.day(back=400, ahead=0),
            "place": die.word(),
            "key": str(die.rng.randrange(60)),
        }
        for number in range(2, 12)
    ]
    made = activity.plan_activity(die.desk.db, rows, die.desk.today())
    return given(made, source="lijst.xlsx", **_today(die))


# --- content --------------------------------------------------------------------------------------


_QUESTION = "content_item WHERE kind = 'question'"
_CLOSED = f"{_QUESTION} AND closed_on IS NOT NULL"


def _item(die: Die) -> dict[str, Any]:
    return {
        "title": die.word(),
        "kind": die.rng.choice((item.Kind.QUESTION, die.one_of(item.KINDS))),
        "link": die.rng.choice(("", "https://voorbeeld.example/t/1", "voorbeeld.example")),
        "tags": tuple(die.rng.sample(("bomen", "wonen", die.word()), 2)),
        "published_on": die.day(back=40),
        "replies": die.rng.choice((0, 0, 1, 12)),
        "first_reply_on": die.maybe(die.day(back=20, ahead=1)),
        "asked_by": die.maybe(die.row("member")),
        "notes": die.word(),
    }


# --- concept and build-up -------------------------------------------------------------------------


def _interview(die: Die) -> dict[str, Any]:
    return {
        "name": die.word(),
        "member_id": die.maybe(die.row("member")),
        "circle": die.word(),
        "held_on": die.maybe(die.day(ahead=0)),
        "willing": die.one_of(interviews.WILLING),
        "weekly_minutes": die.maybe(die.minutes(600)),
        "would_do": die.word(),
    }


def _said(die: Die, interview_id: int) -> Given:
    themes = [die.word() for _ in range(die.rng.randint(0, 3))]
    question = die.rng.choice((*Question, *[Question.WHOM_NEEDED] * 4))
    return given(interview_id, question, text=die.word(), quote=die.word(), themes=themes)


_NAMED = "theme WHERE question = 'whom-needed' AND member_id IS NULL"
_SAID_YES = "interview WHERE willing IN ('yes', 'already')"


def _decision(die: Die) -> dict[str, Any]:
    days = die.maybe(die.rng.randint(0, 30))
    return {"what": die.word(), "who": die.rng.choice(("", die.word())), "within_days": days}


def _boundary(die: Die) -> dict[str, Any]:
    side = die.rng.choice(("about", "about", "about", "ladder"))
    return {"side": side, "text": die.word(), "example": die.word()}


def _removed_boundary(die: Die, row: int) -> Given | None:
    """Two stay, so that there is something to move."""
    return given(row) if len(boundaries.list_boundaries(die.desk.db)) > 2 else None


def _moved_boundary(die: Die) -> Given | None:
    """The last of its kind, up, when there is another."""
    known = boundaries.list_boundaries(die.desk.db)
    pairs = [b.id for a, b in pairwise(known) if a.side == b.side]
    return given(die.rng.choice(pairs), -1) if pairs else None


def _list_of_interviews(die: Die) -> Given:
    rows = [
        {
            "row": number,
            "name": die.word(),
            "held_on": die.day(ahead=0),
            "willing": die.rng.choice(("ja", "nee", "")),
            "said_drives": die.word(),
        }
        for number in range(2, 8)
    ]
    made = interview_intake.plan_interviews(die.desk.db, rows, die.desk.today())
    return given(made, source="interviews.csv", **_today(die))


def _own_step(die: Die) -> dict[str, Any]:
    first = die.day()
    return {
        "title": die.word(),
        "owner": die.word(),
        "planned_from": first,
        "planned_until": first + timedelta(days=die.rng.randint(0, 30)),
    }


def _new_step(die: Die) -> Given:
    known = die.row("buildup_step")
    waits = () if known is None or die.rng.random() < 0.5 else (known,)
    return given(steps.StepDraft(**_own_step(die), waits_for=waits))


def _experiment(die: Die) -> dict[str, Any]:
    first = die.day()
    return {
        "belief": die.word(),
        "from_on": first,
        "until_on": first + timedelta(days=die.rng.randint(0, 30)),
        "verdict": die.one_of(experiments.VERDICTS),
        "learnt": die.word(),
    }


def _goal(die: Die) -> dict[str, Any]:
    unit = die.one_of(wanted.UNITS)
    first = die.day()
    return {
        "title": die.word(),
        "whose": die.one_of(wanted.WHOSE),
        "measure": die.rng.choice(("", "", "members.active")),
        "unit": unit,
        "direction": die.one_of(wanted.DIRECTIONS),
        "target": die.rng.random() * (1.1 if unit == "share" else 50),
        "start_on": first,
        "start_value": die.maybe(die.rng.random()),
        "due_on": first + timedelta(days=die.rng.randint(0, 90)),
        "note": die.word(),
    }


def _goal_value(die: Die, goal: int) -> Given:
    return given(goal, die.rng.random(), die.day(back=90, ahead=1), today=die.desk.today())


def _old_value(die: Die, row: int) -> Given | None:
    known = next((each for each in goals.list_values(die.desk.db) if each.id == row), None)
    return given(known.goal_id, known.day) if known else None


def _standings(die: Die) -> Given:
    today = die.desk.today()
    known = goals.list_goals(die.desk.db)
    return given([judging.judge(each, (), today) for each in known])


# --- moderation -----------------------------------------------------------------------------------


def _task(die: Die) -> dict[str, Any]:
    return {
        "name": die.word(),
        "expertise": die.rng.choice(("", "recht")),
        "weekly_minutes": die.minutes(2400),
        "priority": die.rng.randint(1, 3),
        "is_active": die.rng.random() < 0.9,
        "slots": _slots(die),
        "people": die.rng.randint(1, 3),
        "carry": die.rng.choice(tuple(Carry)),
        "carry_from": die.maybe(die.day()),
    }


def _slots(die: Die) -> Slots:
    return Slots(
        (die.rng.randint(1, 7), die.rng.choice(PARTS)) for _ in range(die.rng.randint(0, 3))
    )


def _days_off(die: Die, moderator_id: int) -> Given:
    first = die.day()
    return given(DaysOff(moderator_id, first, first + timedelta(days=die.rng.randint(0, 9))))


def _take_over(die: Die) -> Given:
    """A proposal of one shift in place of all that there is."""
    week = Week.of(die.day())
    known = shifts_between(die.desk.db, week.monday, week.sunday)
    fields = _shift(die) | {"day": die.rng.choice(week.days)}
    wanted = [] if None in fields.values() else [moderation.Shift(**fields)]
    return given([week], wanted, known)


def _copy_week(die: Die) -> Given | None:
    """A week in which somebody is on the roster."""
    days = die.desk.db.column("SELECT DISTINCT day FROM moderation_shift ORDER BY day")
    week = Week.of(date.fromisoformat(die.rng.choice(days))) if days else None
    return given(week, week + 1) if week else None


def _house_style(die: Die) -> housestyle.HouseStyle:
    colour = "".join(die.rng.choice("0123456789ABCDEF") for _ in range(6))
    side = die.rng.randrange(8, 80).to_bytes(4, "big")
    logo = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + side * 2
    return housestyle.HouseStyle(die.word(), die.word(), colour, die.rng.choice([b"", logo]))


def _tell_calendar(die: Die) -> Given:
    day = die.day().isoformat()
    told = Told(f"todo-{die.desk.db.next_id()}", "todo", day, day, day, "", f"{day}T09:00:00Z")
    return given([told], None, save=lambda: None)


def _publish(die: Die) -> Given:
    week = Week.of(die.day())
    entry = exports.ExportEntry(die.desk.now(), "Noor", "pc", "rooster", ("x",), 3, 3, die.word())
    sent = read_roster(die.desk.db, [week], die.desk.now()).sent
    return given(entry, sent, save=lambda: None)


def _sheet(die: Die, moderator_id: int) -> Given:
    run = Run(die.day(), die.day(back=0) + timedelta(days=99))
    changes = {"weekly_minutes": die.minutes(), "availability": _slots(die)}
    return given(AvailabilityPlan("", "", moderator_id, "", (), changes, (run,)))


def _take_over_capacity(die: Die, task_id: int) -> Given:
    week = Week.of(die.day())
    return given(
        {task_id: die.minutes(2400)},
        weeks=die.rng.choice(([], [week, week + 1])),
        slots={task_id: _slots(die)},
        **_today(die),
    )


def _moderator(die: Die) -> dict[str, Any]:
    return {
        "name": die.word(),
        "member_id": die.maybe(die.row("member")),
        "weekly_minutes": die.minutes(2400),
        "expertise": ("recht",),
        "is_paid": die.rng.random() < 0.5,
        "is_active": die.rng.random() < 0.9,
        "availability": Slots(),
        "rather_not": _slots(die),
        "until_on": die.maybe(die.day()),
    }


def _shift(die: Die) -> dict[str, Any]:
    return {
        "task_id": die.row("moderation_task"),
        "moderator_id": die.row("moderator"),
        "day": die.day(),
        "day_part": die.one_of(DAY_PARTS),
        "minutes": die.minutes(240),
    }


def _new_shift(die: Die) -> Given | None:
    fields = _shift(die)
    return None if None in fields.values() else given(moderation.Shift(**fields))


def _hours(die: Die, task_id: int) -> Given:
    who = die.maybe(die.row("moderator"))
    entry = moderation.Worked(task_id, who, die.day(ahead=0), die.minutes(), die.word())
    return given(entry, **_today(die))


def _block_of_hours(die: Die) -> Given | None:
    tasks = die.desk.db.column("SELECT id FROM moderation_task LIMIT 3")
    places = {(die.rng.choice(tasks), die.day(ahead=0)) for _ in range(6)} if tasks else set()
    cells = [Cell(*place, die.minutes()) for place in sorted(places)]
    who = die.maybe(die.row("moderator"))
    return given(cells, **_today(die), moderator_id=who) if cells else None


def _list_of_hours(die: Die) -> Given:
    sql = "SELECT name FROM {table} UNION SELECT 'niemand'"
    tasks, team = (
        die.desk.db.column(sql.format(table=table)) for table in ("moderation_task", "moderator")
    )
    rows = [
        {
            "row": number,
            "task": die.rng.choice(tasks),
            "name": die.rng.choice(team),
            "day": die.day(ahead=0),
            "minutes": die.minutes(),
            "note": die.word(),
            "key": str(die.rng.randrange(40)),
        }
        for number in range(2, 12)
    ]
    made = hours.plan_hours(die.desk.db, rows, die.desk.today())
    return given(made, source="uren.csv", **_today(die))


# --- the rest -------------------------------------------------------------------------------------


def _todo(die: Die) -> dict[str, Any]:
    return {
        "title": die.word(),
        "due_on": die.maybe(die.day()),
        "planned_on": die.maybe(die.day()),
        "minutes": die.minutes(),
        "kind": die.one_of(KINDS),
        "is_promise": die.rng.random() < 0.5,
        "note": die.word(),
        "member_id": die.maybe(die.row("member")),
    }


def _repeat(die: Die) -> Repeat:
    rule = die.rng.choice(("FREQ=DAILY", "FREQ=WEEKLY;BYDAY=TU,FR", "FREQ=MONTHLY;BYMONTHDAY=31"))
    until, times = die.maybe(die.day(back=0, ahead=200)), die.rng.randint(1, 9)
    return Repeat(rule, until, None if until else die.maybe(times), die.rng.random() < 0.5)


def _repeated(die: Die, row: int) -> Given | None:
    """A to-do that is in no series becomes the first of one."""
    if plan_queries.find_todo(die.desk.db, row).series_id is not None:
        return None
    return given(row, die.some(lambda: _todo(die)), _repeat(die), **_today(die))


def _of_series(make: Callable[[Die, int], Given]) -> Callable[[Die], Given | None]:
    """Done to a to-do that a rule gives, written down or not."""

    def strategy(die: Die) -> Given | None:
        found = plan_queries.open_todos(die.desk.db, die.desk.today(), die.day(back=0))
        turns = [todo.id for todo in found if todo.rule]
        return make(die, die.rng.choice(turns)) if turns else None

    return strategy


def _message(die: Die, member_id: int) -> Given:
    sent = datetime.combine(die.day(back=200, ahead=0), time(9), UTC)
    draft = message.MessageDraft(
        member_id,
        die.one_of(message.CHANNELS),
        die.one_of(message.PURPOSES),
        die.word(),
        is_outgoing=die.rng.random() < 0.7,
        is_answer=die.rng.random() < 0.5,
        sent_at=die.maybe(sent),
        follow_up_on=die.maybe(die.day(back=0)),
        is_closed=die.rng.random() < 0.1,
        result=die.rng.choice(("", "", "", *message.RESULT_KEYS[:-1])),
        informs=die.rng.random() < 0.1,
    )
    return given(draft, now=die.desk.now(), reason="vroeg erom")


def _together(die: Die, member_id: int) -> Given:
    """With that member and one more, who may be the same."""
    draft, kwargs = _message(die, member_id).args[0], {"now": die.desk.now(), "reason": "nee"}
    return given(draft, [member_id, die.row("member")], **kwargs)


def _answer(die: Die, message_id: int) -> Given | None:
    """An answer of somebody who owes one: of this message, or of the first after it."""
    sql = """
        SELECT member_id FROM outreach_message WHERE is_outgoing AND result = ''
      ORDER BY id < :id, id LIMIT 1
    """
    member_id = die.desk.db.value(sql, {"id": message_id})
    return None if member_id is None else _result(die, member_id)


def _result(die: Die, row_id: int) -> Given:
    # Who wants no contact ends much of what can be done with them: not too often.
    results = [*message.RESULT_KEYS[:-1]] * 5 + [message.RESULT_KEYS[-1]]
    return given(row_id, die.rng.choice(results), reason="vroeg erom", **_today(die))


def _template(die: Die) -> dict[str, Any]:
    return {
        "name": die.word(),
        "purpose": die.one_of(message.PURPOSES),
        "language": die.one_of(template.LANGUAGE_WORDS),
        "formality": die.one_of(template.FORMALITIES),
        "text": "{greeting} " + die.rng.choice(("{link}", "{{x}}", die.word())),
    }


def _promise(die: Die) -> dict[str, Any]:
    return {
        "what": die.word(),
        "help": die.rng.choice(("", die.word())),
        "due_on": die.maybe(die.day()),
        "follow_up_on": die.maybe(die.day()),
        "content_id": die.maybe(7),
    }


def _new_promise(die: Die, member_id: int) -> Given:
    fields = _promise(die) | {"message_id": die.maybe(die.row("outreach_message"))}
    draft = promise.PromiseDraft(member_id, die.one_of(promise.SIDES), **fields)
    return given(draft, **_today(die))


def _introduction(die: Die) -> Given | None:
    two = _two(die)
    return two and given(*two, die.word(), now=die.desk.now(), text=die.rng.choice(("", "Hoi")))


def _ambassador(die: Die) -> dict[str, Any]:
    return {
        "stage": die.one_of(ambassador.STAGES),
        "looking_for": die.one_of(ambassador.NEEDS),
        "agreement": die.word(),
        "weekly_minutes": die.maybe(die.minutes()),
        "until_on": die.maybe(die.day()),
        "cadence_days": die.maybe(die.rng.randint(1, 60)),
    }


def _agreement(die: Die) -> dict[str, Any]:
    return {
        "what": die.word(),
        "weekly_minutes": die.maybe(die.minutes()),
        "from_on": die.maybe(die.day(ahead=0)),
        "until_on": die.maybe(die.day(back=0)),
        "follower_id": die.maybe(die.row("ambassador")),
    }


def _some_ambassador(die: Die) -> int | None:
    ids = die.desk.db.column("SELECT member_id FROM ambassador ORDER BY id")
    return die.rng.choice(ids) if ids else None


def _new_agreement(die: Die) -> Given | None:
    member = _some_ambassador(die)
    return member and given(member, agreements.AgreementDraft(**_agreement(die)))


def _new_check(die: Die) -> Given | None:
    member = die.row("member")
    answer = die.one_of(checks.ANSWERS)
    day = die.day(ahead=0)
    draft = member and checks.CheckDraft(member, answer, day, die.word())
    return draft and given(draft, **_today(die))


def _exchange(die: Die, member_id: int) -> Given:
    draft = ambassador.ExchangeDraft(
        member_id,
        die.one_of(ambassador.KINDS),
        die.word(),
        die.day(ahead=0),
        die.one_of(ambassador.IDEAS),
        die.one_of(ambassador.RECURRENCES),
    )
    return given(draft, **_today(die))


def _back(die: Die) -> Given:
    """Rows of an Excel file that was sent back: a to-do changed, one added, one gone."""
    acts = [
        taking.Act(
            "new",
            todos.RETURNS,
            "",
            {"title": die.word(), "minutes": die.minutes()},
            9,
            "todo",
            once=die.word(),
        )
    ]
    if row := die.row("todo"):
        changed = {"owner": die.word(), "is_done": die.rng.choice((True, False))}
        acts.append(taking.Act("changed", todos.RETURNS, str(row), changed, 3))
    if row := die.row("todo"):
        acts.append(taking.Act("deleted", todos.RETURNS, str(row), {}))
    giver = Giver(die.word(), die.desk.today())
    return given(die.rng.sample(acts, die.rng.randint(1, len(acts))), giver, "week.xlsx")


def _export(die: Die) -> Given:
    entry = exports.ExportEntry(
        die.desk.now(), "Noor", "pc", "uit.xlsx", ("members",), 3, 3, die.word()
    )
    return given(entry, save=lambda: None)


def _line(die: Die) -> Line:
    ground = die.rng.choice(("", "consent", "public-task"))
    return die.rng.choice((Line(), Line(die.word(), ground, die.word(), "")))


def _workbook(die: Die) -> dict[str, Any]:
    return {
        "name": die.word(),
        "language": die.rng.choice(("nl", "en")),
        "owner": die.word(),
        "weekly_minutes": Minutes(die.rng.randint(60, 2400)),
        "workdays": tuple(die.rng.sample(range(1, 6), 3)),
    }


def _block(die: Die) -> workingblocks.WorkingBlock:
    start = 60 * die.rng.randint(7, 16)
    end = start + 60 * die.rng.randint(0, 3)
    return workingblocks.WorkingBlock(die.rng.randint(1, 7), start, end, die.one_of(KINDS))


def _on_block(make: Callable[[Die, workingblocks.WorkingBlock], Given]) -> Strategy:
    def strategy(die: Die) -> Given | None:
        known = workingblocks.working_blocks(die.desk.db)
        return make(die, die.rng.choice(known)) if known else None

    return strategy


def _moves(die: Die, row: int) -> list[Act]:
    """A to-do twice in one act: the later one holds."""
    return [Act(plan.plan_todo, (row, die.day())), Act(plan.plan_todo, (row, die.maybe(die.day())))]


def _two(die: Die) -> tuple[int, int] | None:
    ids = die.desk.db.column("SELECT id FROM member ORDER BY id")
    return tuple(die.rng.sample(ids, 2)) if len(ids) > 1 else None


def _merge_members(die: Die) -> Given | None:
    two = _two(die)
    fields = die.rng.sample(("name", "email", "phone", "role", "informed_on"), 2)
    places = [each for feature in FEATURES for each in feature.personal_data]
    return two and given(*two, fields, places)


def _dismissal(die: Die, row: int) -> Given:
    sql = "SELECT member_id, other_id FROM duplicate_dismissed WHERE id = :id"
    pair = die.desk.db.one(sql, {"id": row}) or {}
    return given(*pair.values())


# --- privacy --------------------------------------------------------------------------------------


def _request(die: Die) -> Given | None:
    table = die.rng.choice(("member", "moderator", "interview"))
    row = die.row(table) if die.rng.random() < 3 / 4 else None
    draft = request.RequestDraft(
        die.one_of(request.KINDS),
        die.day(ahead=0),
        Person(row, table) if row else None,
        die.word(),
        die.word(),
    )
    return given(draft, **_today(die))


def _open_request(die: Die) -> request.Request | None:
    return next((each for each in open_requests(die.desk.db) if each.person), None)


def _restriction(die: Die, row: int) -> Given:
    is_restricted = die.rng.random() < 0.3
    act = Act(members.restrict, (row,), {"is_restricted": is_restricted})
    return given(act, Person(row), is_restricted=is_restricted, **_today(die))


def _rule(die: Die) -> Retention:
    return die.rng.choice(every_rule(FEATURES))


def _later_on(die: Die) -> dict[str, Any]:
    reason = die.rng.choice(("", die.word()))
    return {"until": die.maybe(die.day()), "reason": reason, **_today(die)}


def _kept_longer(die: Die, row: int) -> Given:
    rules = [each for each in every_rule(FEATURES) if each.table == "member"]
    return given(die.rng.choice(rules), row, name=die.word(), **_later_on(die))


STRATEGIES: dict[Op, Strategy] = {
    workbook.set_facts: lambda die: given(**{f"fact{die.rng.randrange(9)}": die.word()}),
    housestyle.set_house_style: lambda die: given(_house_style(die)),
    workbook.change_workbook: lambda die: given(die.some(lambda: _workbook(die))),
    workbook.add_closing_day: lambda die: given(die.day(ahead=900), die.word()),
    workbook.add_public_holidays: lambda die: given(die.rng.randint(2027, 2050)),
    workbook.remove_closing_day: on("closing_day", lambda _, row: given(row)),
    workbook.add_absence: lambda die: given(day := die.day(), day + timedelta(days=3), die.word()),
    workbook.change_absence: on(
        "absence", lambda die, row: given(row, die.day(back=0, ahead=0), die.day(back=0))
    ),
    workbook.remove_absence: on("absence", lambda _, row: given(row)),
    members.add_member: lambda die: given(MemberDraft(**_member(die)), **_today(die)),
    members.change_member: on(
        "member", lambda die, row: given(row, die.some(lambda: _member(die)))
    ),
    members.remove_member: on("member", lambda _, row: given(row)),
    members.stop_contact: on(
        "member", lambda die, row: given(row, reason=die.word(), **_today(die))
    ),
    members.allow_contact: on("member", lambda _, row: given(row)),
    members.restrict: on(
        "member", lambda die, row: given(row, is_restricted=die.rng.random() < 0.3)
    ),
    many.change_members: lambda die: given(
        die.desk.db.column("SELECT id FROM member ORDER BY id LIMIT 9"),
        die.some(
            lambda: {
                "add_tags": (die.word(),),
                "remove_tags": ("bomen",),
                "stage": die.one_of(STAGES),
                "came_through": die.one_of(CAME_THROUGH),
                "owner": die.word(),
                "no_contact_because": die.rng.choice(("", die.word())),
            }
        ),
        **_today(die),
    ),
    fields.add_field: lambda die: given(_own_field(die)),
    fields.change_field: on("member_field", lambda die, row: given(row, _own_field(die))),
    fields.remove_field: on("member_field", lambda _, row: given(row)),
    views.add_view: lambda die: given(_view(die)),
    views.change_view: on("member_view", lambda die, row: given(row, _view(die))),
    views.remove_view: on("member_view", lambda _, row: given(row)),
    members.set_tag_cadence: lambda die: given(
        die.rng.choice(("bomen", "wonen", die.word())), die.maybe(die.rng.randint(1, 60))
    ),
    members.rename_tag: on(
        "tag",
        lambda die, row: given(
            die.desk.db.value("SELECT name FROM tag WHERE id = :id", {"id": row}), die.word()
        ),
    ),
    organisations.add_organisation: lambda die: given(
        place.OrganisationDraft(**_organisation(die))
    ),
    organisations.change_organisation: on(
        "organisation", lambda die, row: given(row, die.some(lambda: _organisation(die)))
    ),
    organisations.merge_organisations: on("organisation", _merge),
    organisations.remove_organisation: on("organisation", lambda _, row: given(row)),
    organisations.set_contact_person: _contact_person,
    organisations.remove_contact_person: on("organisation_contact", _no_contact_person),
    organisations.set_silent_after: lambda die: given(die.rng.randint(1, 200)),
    intake.apply_members: _list_of_members,
    deeds.apply_activity: _deeds,
    counting_ops.count_week: lambda die: given(
        Week.of(die.day(back=60, ahead=0)), [_figure(die)], **_today(die)
    ),
    workingblocks.add_working_blocks: lambda die: given([_block(die)]),
    workingblocks.change_working_block: _on_block(lambda die, was: given(was, _block(die))),
    workingblocks.remove_working_block: _on_block(lambda _, was: given(was)),
    content.add_item: lambda die: given(item.ItemDraft(**_item(die)), **_today(die)),
    content.change_item: on(
        "content_item",
        lambda die, row: given(row, die.some(lambda: _item(die)), **_today(die)),
    ),
    content.remove_item: on("content_item", lambda _, row: given(row)),
    content.set_replies: on(
        "content_item", lambda die, row: given(row, die.rng.randrange(-1, 9), **_today(die))
    ),
    content.close_question: on(_QUESTION, lambda die, row: given(row, **_today(die))),
    content.reopen_question: on(_CLOSED, lambda _, row: given(row)),
    exchange.take_in: _import,
    returning.take_back: _back,
    plan.add_todo: lambda die: given(TodoDraft(**_todo(die)), **_today(die)),
    plan.change_todo: on("todo", lambda die, row: given(row, die.some(lambda: _todo(die)))),
    plan.plan_todo: on("todo", lambda die, row: given(row, die.maybe(die.day()))),
    plan.complete_todo: on("todo", lambda die, row: given(row, **_today(die))),
    plan.reopen_todo: on("todo", lambda _, row: given(row)),
    plan.remove_todo: on("todo", lambda _, row: given(row)),
    plan.move_todo: on("todo", lambda die, row: given(row, die.day())),
    plan.hand_over_todo: on("todo", lambda die, row: given(row, die.word())),
    series.add_series: lambda die: given(TodoDraft(**_todo(die)), _repeat(die), **_today(die)),
    series.repeat_todo: on("todo", _repeated),
    series.change_coming: _of_series(
        lambda die, turn: given(
            turn, die.some(lambda: _todo(die)), die.maybe(_repeat(die)), **_today(die)
        )
    ),
    series.end_series: _of_series(lambda die, turn: given(turn, die.some(lambda: _todo(die)))),
    series.remove_coming: _of_series(lambda _, turn: given(turn)),
    outreach.log_message: on("member", _message),
    outreach.log_together: on("member", _together),
    outreach.set_result: on("outreach_message", _result),
    results.move_result: on(
        "outreach_message", lambda die, row: given(row, die.day(ahead=0), **_today(die))
    ),
    outreach.answer_last: on("outreach_message", _answer),
    outreach.close_follow_up: on("outreach_message", lambda _, row: given(row)),
    outreach.snooze: on("member", lambda die, row: given(row, die.day(back=0), **_today(die))),
    outreach.skip: on("member", lambda die, row: given(row, die.word(), **_today(die))),
    outreach.agree_cadence: on(
        "member", lambda die, row: given(row, die.maybe(die.rng.randint(1, 60)))
    ),
    outreach.plan_minutes: lambda die: given(die.rng.randint(0, 200)),
    turns.set_sources: lambda die: given(
        tuple(
            turns.Source(rule, die.rng.random() < 0.8)
            for rule in die.rng.sample(list(turns.Rule), die.rng.randint(0, 6))
        )
    ),
    outreach.set_profiles: lambda die: given(
        die.rng.choice(("", "https://forum.example/u/{number}", die.word()))
    ),
    outreach.keep_draft: on(
        "member",
        lambda die, row: given(
            message.Draft(row, "dm", "ask", die.rng.choice(("", "concept" + die.word())))
        ),
    ),
    templates.add_template: lambda die: given(template.TemplateDraft(**_template(die))),
    templates.change_template: on(
        "outreach_template", lambda die, row: given(row, die.some(lambda: _template(die)))
    ),
    templates.copy_template: on("outreach_template", lambda _, row: given(row)),
    templates.remove_template: on("outreach_template", lambda _, row: given(row)),
    templates.make_default: on("outreach_template", lambda _, row: given(row)),
    templates.set_manner: lambda die: given(die.one_of(template.FORMALITIES), die.word()),
    promises.open_promise: on("member", _new_promise),
    promises.change_promise: on(
        "outreach_promise", lambda die, row: given(row, die.some(lambda: _promise(die)))
    ),
    promises.move_promise: on(
        "outreach_promise",
        lambda die, row: given(row, die.one_of(promise.STAGES), **_today(die)),
    ),
    introductions.introduce: _introduction,
    introductions.change_introduction: on(
        "outreach_introduction",
        lambda die, row: given(row, {"why": die.word(), "follow_up_on": die.maybe(die.day())}),
    ),
    introductions.set_outcome: on(
        "outreach_introduction",
        lambda die, row: given(row, die.one_of(introduction.OUTCOMES), now=die.desk.now()),
    ),
    ambassadors.add_ambassador: on(
        "member",
        lambda die, row: given(row, ambassador.AmbassadorDraft(**_ambassador(die)), **_today(die)),
    ),
    ambassadors.change_ambassador: on(
        "ambassador",
        lambda die, row: given(row, die.some(lambda: _ambassador(die)), **_today(die)),
    ),
    ambassadors.move_stage: on(
        "ambassador", lambda die, row: given(row, die.one_of(ambassador.STAGES), **_today(die))
    ),
    ambassadors.remove_ambassador: on("ambassador", lambda _, row: given(row)),
    ambassadors.log_exchange: on("member", _exchange),
    agreement_ops.add_agreement: _new_agreement,
    agreement_ops.change_agreement: on(
        "ambassador_agreement", lambda die, row: given(row, die.some(lambda: _agreement(die)))
    ),
    agreement_ops.remove_agreement: on("ambassador_agreement", lambda _, row: given(row)),
    agreement_ops.want_hours: lambda die: given(die.maybe(die.minutes(2400))),
    move_ops.change_move: on(
        "ambassador_move", lambda die, row: given(row, {"note": die.word()}, **_today(die))
    ),
    check_ops.note_check: _new_check,
    check_ops.remove_check: on("ambassador_check", lambda _, row: given(row)),
    ambassadors.remove_exchange: on("ambassador_exchange", lambda _, row: given(row)),
    moderation.add_task: lambda die: given(moderation.TaskDraft(**_task(die))),
    moderation.change_task: on(
        "moderation_task",
        lambda die, row: given(row, die.some(lambda: _task(die)), **_today(die)),
    ),
    moderation.remove_task: on("moderation_task", lambda _, row: given(row)),
    moderation.set_budget: on(
        "moderation_task",
        lambda die, row: given(row, Week.of(die.day()), die.maybe(die.minutes(2400))),
    ),
    levels.set_least: lambda die: given({"core": die.rng.randint(1, 20)}),
    capacity.set_load: lambda die: given(
        Load(die.rng.randrange(500), die.rng.randrange(50), channels=die.rng.randint(1, 3))
    ),
    capacity.take_over: on("moderation_task", _take_over_capacity),
    cases.count_case: lambda die: given(
        die.word(), die.day(ahead=0), die.rng.choice((1, 1, 3, -1)), **_today(die)
    ),
    tasks.add_tasks: lambda die: given(
        [moderation.TaskDraft(**_task(die)), moderation.TaskDraft(**_task(die))]
    ),
    tasks.set_budgets: on(
        "moderation_task",
        lambda die, row: given(
            row, [Week.of(die.day()), Week.of(die.day())], die.maybe(die.minutes(2400)), die.word()
        ),
    ),
    moderation.add_moderator: lambda die: given(moderation.ModeratorDraft(**_moderator(die))),
    moderation.change_moderator: on(
        "moderator",
        lambda die, row: given(
            row, die.some(lambda: _moderator(die)), free_from=die.maybe(die.day())
        ),
    ),
    moderation.remove_moderator: on("moderator", lambda die, row: given(row, **_today(die))),
    moderation.add_shift: _new_shift,
    moderation.change_shift: on(
        "moderation_shift", lambda die, row: given(row, {"day": die.day()})
    ),
    roster.pin_shift: on(
        "moderation_shift",
        lambda die, row: given(row, is_pinned=die.rng.random() < 0.5),
    ),
    roster.take_over: _take_over,
    roster_copying.copy_week: _copy_week,
    team.add_days_off: on("moderator", _days_off),
    team.change_days_off: on(
        "moderator_days_off", lambda die, row: given(row, die.day(), die.day())
    ),
    team.remove_days_off: on("moderator_days_off", lambda _, row: given(row)),
    moderation.remove_shift: on("moderation_shift", lambda _, row: given(row)),
    publishing.set_part_times: lambda die: given({DayPart.MORNING: time(die.rng.randrange(8, 12))}),
    publishing.publish: _publish,
    calendar_ops.tell_calendar: _tell_calendar,
    sheets.apply_availability: on("moderator", _sheet),
    moderation.log_hours: on("moderation_task", _hours),
    moderation.set_hours: on(
        "moderation_task",
        lambda die, row: given(row, die.day(ahead=0), die.minutes(), **_today(die)),
    ),
    hours.apply_hours: _list_of_hours,
    statement_ops.write_answer: lambda die: given(
        die.rng.choice(tuple(Question)), theirs=die.word(), **_today(die)
    ),
    statement_ops.change_concept: lambda die: given({"goal": die.word()}, **_today(die)),
    statement_ops.begin_version: lambda die: given(die.word(), **_today(die)),
    statement_ops.choose_after_gate: lambda die: given(
        die.maybe(die.row("concept_version")),
        die.rng.choice(("", "stop", "adapt")),
        **_today(die),
    ),
    interview_ops.add_interview: lambda die: given(
        interviews.InterviewDraft(**_interview(die)), **_today(die)
    ),
    interview_ops.change_interview: on(
        "interview", lambda die, row: given(row, die.some(lambda: _interview(die)), **_today(die))
    ),
    interview_ops.remove_interview: on("interview", lambda _, row: given(row)),
    interview_ops.write_down: on("interview", _said),
    theme_ops.merge_themes: on("theme", lambda die, row: given(row, [die.row("theme")])),
    theme_ops.rename_theme: on("theme", lambda die, row: given(row, die.word())),
    theme_ops.remove_theme: on("theme", lambda _, row: given(row)),
    theme_ops.make_prospect: on(
        _NAMED, lambda die, row: given(row, die.maybe(die.row("member")), **_today(die))
    ),
    needs_ops.make_candidate: on(
        _SAID_YES, lambda die, row: given(row, die.maybe(die.row("member")), **_today(die))
    ),
    needs_ops.note_todo: on(_SAID_YES, lambda die, row: given(row, die.word(), **_today(die))),
    needs_ops.note_contribution: on(
        _SAID_YES,
        lambda die, row: given(row, die.word(), die.maybe(die.row("member")), **_today(die)),
    ),
    needs_ops.adapt_after_gate: lambda die: given(
        die.maybe(die.row("concept_version")), die.word(), **_today(die)
    ),
    readiness_ops.answer_subject: lambda die: given(
        die.rng.choice(readiness.SUBJECTS).key,
        answer=die.maybe(die.word()),
        state=die.one_of(readiness.STATES),
    ),
    readiness_ops.add_decision: lambda die: given(readiness.DecisionDraft(**_decision(die))),
    readiness_ops.change_decision: on(
        "concept_decision", lambda die, row: given(row, die.some(lambda: _decision(die)))
    ),
    readiness_ops.remove_decision: on("concept_decision", lambda _, row: given(row)),
    boundary_ops.add_boundary: lambda die: given(boundaries.BoundaryDraft(**_boundary(die))),
    boundary_ops.change_boundary: on(
        "concept_boundary", lambda die, row: given(row, die.some(lambda: _boundary(die)))
    ),
    boundary_ops.move_boundary: _moved_boundary,
    boundary_ops.remove_boundary: on("concept_boundary", _removed_boundary),
    boundary_ops.write_plain_words: lambda die: given(die.word()),
    boundary_ops.note_explained: on(
        "member", lambda die, row: given(row, die.day(ahead=0), **_today(die))
    ),
    boundary_ops.take_back_explained: on("member", lambda _, row: given(row)),
    interview_ops.record_interview: lambda die: given(
        _interview(die),
        [interviews.Answer(Question.DRIVES, die.word(), "", (die.word(),))],
        interview_id=die.maybe(die.row("interview")),
        **_today(die),
    ),
    interview_ops.plan_interview: on(
        "interview", lambda die, row: given(row, die.maybe(die.day()))
    ),
    interview_ops.make_prospect: on("interview", lambda die, row: given(row, **_today(die))),
    interview_ops.write_guide: lambda die: given([(Question.GAIN, die.word())]),
    interview_intake.apply_interviews: _list_of_interviews,
    step_ops.begin_plan: lambda die: given(steps.read_playbook("nl").steps, die.day()),
    step_ops.add_step: _new_step,
    step_ops.change_step: on(
        "buildup_step", lambda die, row: given(row, _own_step(die), **_today(die))
    ),
    step_ops.remove_step: on("buildup_step", lambda _, row: given(row)),
    step_ops.add_proof: on(
        "buildup_step",
        lambda die, row: given(steps.Proof(row, die.word(), die.day(ahead=0)), **_today(die)),
    ),
    step_ops.remove_proof: on("buildup_proof", lambda _, row: given(row)),
    step_todos.make_todos: on(
        "buildup_step", lambda die, row: given(row, (die.word(), die.word()), **_today(die))
    ),
    goal_ops.add_goal: lambda die: given(wanted.GoalDraft(**_goal(die))),
    goal_ops.change_goal: on("development_goal", lambda die, row: given(row, _goal(die))),
    goal_ops.remove_goal: on("development_goal", lambda _, row: given(row)),
    goal_ops.note_value: on("development_goal", _goal_value),
    goal_ops.remove_value: on("development_goal_value", _old_value),
    goal_ops.keep_seen: _standings,
    experiment_ops.add_experiment: lambda die: given(
        experiments.ExperimentDraft(**_experiment(die)), **_today(die)
    ),
    experiment_ops.change_experiment: on(
        "experiment", lambda die, row: given(row, _experiment(die), **_today(die))
    ),
    experiment_ops.remove_experiment: on("experiment", lambda _, row: given(row)),
    hours_ops.set_many_hours: _block_of_hours,
    duplicates.merge_members: _merge_members,
    duplicates.dismiss_pair: lambda die: (two := _two(die)) and given(*two),
    duplicates.allow_pair: on("duplicate_dismissed", _dismissal),
    week.fill_in: on("todo", lambda die, row: given(_moves(die, row))),
    week.carry_over: on("todo", lambda die, row: given(_moves(die, row))),
    week.copy_last_week: lambda die: given(
        [Act(plan.add_todo, (TodoDraft(**_todo(die)),), _today(die))]
    ),
    today.snooze: lambda die: given(
        f"plan:{die.rng.randrange(9)}", title=die.word(), until=die.day(back=0), **_today(die)
    ),
    today.wake: lambda die: given(f"plan:{die.rng.randrange(9)}", title=die.word()),
    today.reschedule: lambda die: given(_later(die), title=die.word()),
    today.close_day: lambda die: given(_later(die), day=die.desk.today()),
    exchange.remember_mapping: _mapping,
    exports.note_export: _export,
    privacy.register_request: _request,
    privacy.prolong_request: on("privacy_request", lambda die, row: given(row, because=die.word())),
    privacy.close_request: on(
        "privacy_request",
        lambda die, row: given(row, outcome=die.one_of(request.OUTCOMES), **_today(die)),
    ),
    privacy.restrict_person: on("member", _restriction),
    privacy.answer_requests: lambda die: (
        (found := _open_request(die)) and given(found.person, [found.kind], **_today(die))
    ),
    events.keep_event: lambda die: given(events.event_now(die.desk, "Make a backup", die.word())),
    report.set_note: lambda die: given(
        Week.of(die.day()), opening=die.word(), asks=(die.word(), die.word())
    ),
    register.explain: lambda die: given(
        die.rng.choice(("members", "members/member.email", "import/1")), die.word(), _line(die)
    ),
    register.set_responsible: lambda die: given(
        {"register_controller": die.word(), "register_officer": die.word()}
    ),
    register.answer: lambda die: given(
        {die.rng.choice(("large", "matching")): (die.rng.choice(("", "yes", "no")), die.word())}
    ),
    report.mark_made: lambda die: given(Week.of(die.day()), **_today(die)),
    report.set_report_day: lambda die: given(die.rng.randint(1, 7)),
    retention.set_months: lambda die: given(_rule(die), die.maybe(die.rng.randint(-1, 60))),
    retention.keep_longer: on("member", _kept_longer),
    retention.hold: lambda die: given(_rule(die), **_later_on(die)),
    report.leave_out: lambda die: given(
        die.rng.choice(("hours", "gate")), is_out=die.rng.random() < 1 / 2
    ),
}
"""In the order of the drawers."""

ONCE: dict[Op, str] = {
    retention.apply_rules: "it is final: tests/features/retention does it after random acts",
    workbook.set_up: "it makes a new workbook, before there is anything to undo",
    privacy.erase_person: "it is final: tests/features/privacy does it",
    erasing.erase: "it is final: tests/core/erasing does it after random acts",
    erasing_again.erase_again: "it is final, and done when an older copy is opened",
}


def every_op() -> set[Op]:
    """Every function with the @op mark in the core and in the features of the catalog."""
    return {op for module in _modules() for op in vars(module).values() if _is_own(op, module)}


def _is_own(thing: Any, module: ModuleType) -> bool:
    is_op = callable(thing) and isinstance(getattr(thing, "label", None), str)
    return is_op and thing.__module__ == module.__name__


def _modules() -> Iterator[ModuleType]:
    yield from (
        workbook,
        exports,
        events,
        housestyle,
        workingblocks,
        erasing_ops,
        erasing_again,
    )
    names = {feature.name for feature in FEATURES}
    for found in pkgutil.walk_packages(features.__path__, features.__name__ + "."):
        parts = found.name.split(".")
        if parts[2] in names and not {"page", "panes"} & set(parts):
            yield import_module(found.name)
