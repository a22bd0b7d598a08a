"""Moderation: which tasks, which expertise, how many hours a week, and who covers them.

Needed is the budget of a week, or else of the task; available is what the team has; planned are
its shifts; worked is what was written down. A gap between needed and planned is a shortage, and
there is one count of it. Hours worked by a named person stay in Team.
"""

from commdesk.core.feature import Feature, PersonalData, Section
from commdesk.core.words import N_
from commdesk.features.moderation.accounting.sheet import SHEET as ACCOUNTING_SHEET
from commdesk.features.moderation.capacity import FACT as CAPACITY
from commdesk.features.moderation.coverage import TaskWeek, shortages, task_weeks
from commdesk.features.moderation.coverage.sheet import SHEET
from commdesk.features.moderation.dayparts import DAY_PARTS, DayPart, Slots
from commdesk.features.moderation.development import development
from commdesk.features.moderation.events import events
from commdesk.features.moderation.evidence import EVIDENCE
from commdesk.features.moderation.handed import (
    badge,
    tiles,
    today_items,
    week_items,
    working_members,
)
from commdesk.features.moderation.hours import Worked, worked_by_week
from commdesk.features.moderation.hours.ops import log_hours, set_hours
from commdesk.features.moderation.hours.returning import SHEET as HOURS_LOG
from commdesk.features.moderation.morning import morning
from commdesk.features.moderation.reporting import HANDOUTS, report
from commdesk.features.moderation.retaining import RETENTION
from commdesk.features.moderation.roster import Shift
from commdesk.features.moderation.roster.ops import add_shift, change_shift, remove_shift
from commdesk.features.moderation.roster.sheet import ROSTER_SHEET, SHIFTS_SHEET
from commdesk.features.moderation.tasks import (
    Task,
    TaskDraft,
    find_for_palette,
    list_tasks,
    name_of_task,
)
from commdesk.features.moderation.tasks.ops import add_task, change_task, remove_task, set_budget
from commdesk.features.moderation.team import (
    Moderator,
    ModeratorDraft,
    list_moderators,
    name_of_moderator,
)
from commdesk.features.moderation.team.ops import (
    add_moderator,
    change_moderator,
    remove_moderator,
)
from commdesk.features.moderation.team.returning import SHEET as AVAILABILITY

__all__ = [
    "DayPart", "Moderator", "ModeratorDraft", "Shift", "Slots", "Task", "TaskDraft", "TaskWeek",
    "Worked",
    "add_moderator", "add_shift", "add_task", "change_moderator", "change_shift", "change_task",
    "list_moderators", "list_tasks", "log_hours", "remove_moderator", "remove_shift",
    "remove_task", "set_budget", "set_hours", "shortages", "task_weeks", "worked_by_week",
]  # fmt: skip

_IS_PAST = "day < :today"
_HAS_PAST_SHIFTS = f"""
    EXISTS (SELECT 1 FROM moderation_shift AS shift
             WHERE shift.moderator_id = moderator.id AND shift.{_IS_PAST})
"""
"""Somebody was planned then: the row stays for those shifts, without a name."""

FEATURE = Feature(
    name="moderation",
    rank=3,
    title=N_("Moderation"),
    schema="commdesk.features.moderation.schema",
    schema_version=4,
    commands="commdesk.features.moderation.commands",
    tables=frozenset(
        {
            "moderation_task",
            "moderation_budget",
            "moderator",
            "moderation_shift",
            "moderation_log",
            "moderation_task_earlier",
            "moderator_days_off",
            "moderation_case",
            "moderation_published",
        }
    ),
    unwatched=frozenset({"moderation_published"}),
    choices_for={"moderation_shift.day_part": DAY_PARTS},
    words_for={
        "moderation_task": N_("Moderation task"),
        "moderation_task.name": N_("Name"),
        "moderation_task.expertise": N_("Expertise"),
        "moderation_task.weekly_minutes": N_("Minutes a week"),
        "moderation_task.timing": N_("Note"),
        "moderation_task.priority": N_("Priority"),
        "moderation_task.is_active": N_("Active"),
        "moderation_task.slots": N_("Day parts"),
        "moderation_task.people": N_("People at once"),
        "moderation_task.shift_minutes": N_("Longest shift"),
        "moderation_task.carry": N_("Hours left over"),
        "moderation_task.carry_weeks": N_("Weeks carried"),
        "moderation_task.carry_from": N_("Carried from"),
        "moderation_task_earlier": N_("Hours of a task before"),
        "moderation_task_earlier.task_id": N_("Moderation task"),
        "moderation_task_earlier.before_week": N_("Before week"),
        "moderation_task_earlier.minutes": N_("Minutes a week"),
        "moderation_budget": N_("Budget of a week"),
        "moderation_budget.task_id": N_("Moderation task"),
        "moderation_budget.week": N_("Week"),
        "moderation_budget.minutes": N_("Minutes"),
        "moderation_budget.reason": N_("Reason"),
        "moderator": N_("Moderator"),
        "moderator.name": N_("Name"),
        "moderator.member_id": N_("Member"),
        "moderator.expertise": N_("Expertise"),
        "moderator.weekly_minutes": N_("Minutes a week"),
        "moderator.is_paid": N_("Paid"),
        "moderator.is_active": N_("Active"),
        "moderator.availability": N_("Available"),
        "moderator.rather_not": N_("Rather not"),
        "moderator.from_on": N_("First day"),
        "moderator.until_on": N_("Last day"),
        "moderator_days_off": N_("Days off"),
        "moderator_days_off.moderator_id": N_("Moderator"),
        "moderator_days_off.first_on": N_("First day"),
        "moderator_days_off.last_on": N_("Last day"),
        "moderation_shift": N_("Shift"),
        "moderation_shift.task_id": N_("Moderation task"),
        "moderation_shift.moderator_id": N_("Moderator"),
        "moderation_shift.day": N_("Day"),
        "moderation_shift.day_part": N_("Day part"),
        "moderation_shift.minutes": N_("Minutes"),
        "moderation_shift.is_pinned": N_("Pinned"),
        "moderation_shift.exception": N_("Exception"),
        f"workbook_fact.{CAPACITY}": N_("Capacity calculation"),
        "moderation_case": N_("Off-topic cases"),
        "moderation_case.day": N_("Day"),
        "moderation_case.boundary": N_("Boundary"),
        "moderation_case.cases": N_("Cases"),
        "moderation_published": N_("Published roster"),
        "moderation_log": N_("Hours worked"),
        "moderation_log.task_id": N_("Moderation task"),
        "moderation_log.moderator_id": N_("Moderator"),
        "moderation_log.day": N_("Day"),
        "moderation_log.minutes": N_("Minutes"),
        "moderation_log.start_minute": N_("Began at (minute of the day)"),
        "moderation_log.note": N_("Note"),
        "moderation_log.source": N_("Program"),
        "moderation_log.key": N_("Number there"),
    },
    names_for={"moderation_task": name_of_task, "moderator": name_of_moderator},
    personal_data=(
        PersonalData(
            "moderator",
            "member_id",
            ("name", "expertise", "availability", "rather_not", "is_active"),
            N_("Moderator"),
            is_person=True,
            stays=True,
            stays_where=_HAS_PAST_SHIFTS,
            called=("name",),
        ),
        PersonalData(
            "moderation_shift",
            "moderator_id",
            ("exception",),
            N_("Shift"),
            through="moderator",
            stays=True,
            stays_where=_IS_PAST,
        ),
        PersonalData(
            "moderation_log",
            "moderator_id",
            ("note", "start_minute", "source", "key"),
            N_("Hours worked"),
            through="moderator",
            stays=True,
        ),
        PersonalData("moderator_days_off", "moderator_id", (), N_("Days off"), through="moderator"),
        PersonalData(
            "moderation_published",
            "moderator_id",
            ("title",),
            N_("Published roster"),
            through="moderator",
        ),
    ),
    sheets=(SHEET, ROSTER_SHEET, SHIFTS_SHEET, HOURS_LOG, ACCOUNTING_SHEET, AVAILABILITY),
    retention=RETENTION,
    takes_in="commdesk.features.moderation.hours.intake",
    sections=(
        Section(
            "moderation_tasks",
            N_("Moderation tasks"),
            "commdesk.features.moderation.tasks.page:TasksPage",
            on="moderation",
            rank=10,
        ),
        Section(
            "capacity",
            N_("Capacity"),
            "commdesk.features.moderation.capacity.page:CapacityPage",
            on="moderation",
            rank=15,
        ),
        Section(
            "team",
            N_("Team"),
            "commdesk.features.moderation.team.page:TeamPage",
            on="moderation",
            rank=20,
            also=N_("days off, leave, holidays, availability, who can when"),
        ),
        Section(
            "roster",
            N_("Roster"),
            "commdesk.features.moderation.roster.page:RosterPage",
            on="moderation",
            rank=30,
            also=N_("shifts, evening shift, shortages, who works when"),
        ),
        Section(
            "hours",
            N_("Hours"),
            "commdesk.features.moderation.hours.page:HoursPage",
            on="moderation",
            rank=40,
        ),
        Section(
            "accounting",
            N_("Accounting"),
            "commdesk.features.moderation.accounting.page:AccountingPage",
            on="moderation",
            rank=50,
        ),
    ),
    today=today_items,
    tiles=tiles,
    morning=morning,
    week=week_items,
    events=events,
    badge=badge,
    report=report,
    handouts=HANDOUTS,
    development=development,
    evidence=EVIDENCE,
    team=working_members,
    find=find_for_palette,
    demo="commdesk.features.moderation.demo",
)
