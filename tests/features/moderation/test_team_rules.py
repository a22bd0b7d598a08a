"""Rules of the team: leaving, being switched off, days off, hours in proportion, a member gone."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from commdesk.core.desk import Desk
from commdesk.core.errors import Refused
from commdesk.core.values import Minutes, Week
from commdesk.features.members import MemberDraft, add_member, remove_member
from commdesk.features.moderation import (
    ModeratorDraft,
    Shift,
    Slots,
    Worked,
    add_moderator,
    add_shift,
    change_moderator,
    list_moderators,
    log_hours,
    remove_moderator,
)
from commdesk.features.moderation.dayparts import WEEKDAYS
from commdesk.features.moderation.roster import loads, shifts_between, unfit_shifts
from commdesk.features.moderation.roster.ops import change_shift
from commdesk.features.moderation.team import (
    DaysOff,
    find_moderator,
    known_expertise,
    list_days_off,
    when,
)
from commdesk.features.moderation.team.ops import (
    add_days_off,
    change_days_off,
    remove_days_off,
)

MONDAY = date(2026, 11, 23)
WEEK = Week.of(MONDAY)
FAR = date(2027, 12, 31)


def day(number: int) -> date:
    return MONDAY + timedelta(days=number)


def plan(desk: Desk, task: int, person: int, *days: int, minutes: int = 60) -> list[int]:
    return [
        desk.do(add_shift, Shift(task, person, day(n), "afternoon", Minutes(minutes))) for n in days
    ]


def ahead(desk: Desk, person: int) -> list[date]:
    return [shift.day for shift in shifts_between(desk.db, MONDAY, FAR, person)]


def runs(desk: Desk, person: int) -> list[tuple[date, date]]:
    return [(r.first_on, r.last_on) for r in list_days_off(desk.db, date.min, date.max, person)]


def test_who_leaves_mid_week_has_hours_in_proportion_and_no_shifts_after(
    desk: Desk, legal: int, noor: int
) -> None:
    plan(desk, legal, noor, 1, 3, 8)
    assert desk.do(change_moderator, noor, {"until_on": day(1)}) == 2
    assert ahead(desk, noor) == [day(1)]
    (load,) = loads(desk.db, WEEK)
    assert load.available == 120, "two of five workdays"
    desk.undo()
    assert ahead(desk, noor) == [day(1), day(3), day(8)], "one step back brings all of it back"
    assert find_moderator(desk.db, noor).until_on is None


def test_who_is_switched_off_keeps_the_shifts_or_loses_those_to_come(
    desk: Desk, legal: int, noor: int
) -> None:
    plan(desk, legal, noor, 0, 2, 9)
    assert desk.do(change_moderator, noor, {"is_active": False}) == 0
    (first, *_) = unfit_shifts(desk.db, MONDAY)
    assert str(first.breaches[0].text) == "Noor is no longer active."
    assert not first.can_be_allowed
    desk.undo()
    assert desk.do(change_moderator, noor, {"is_active": False}, free_from=day(1)) == 2
    assert ahead(desk, noor) == [day(0)], "what was planned before stays: it is history"


def test_days_off_over_shifts_leave_them_shown_as_no_longer_fitting(
    desk: Desk, legal: int, noor: int
) -> None:
    inside, outside = plan(desk, legal, noor, 8, 11)
    desk.do(add_days_off, DaysOff(noor, day(7), day(9)))
    assert ahead(desk, noor) == [day(8), day(11)]
    (unfit,) = unfit_shifts(desk.db, MONDAY)
    assert (unfit.shift.id, [b.rule for b in unfit.breaches]) == (inside, ["day_off"])
    assert outside != inside


def test_days_off_that_share_a_day_become_one_run(desk: Desk, noor: int) -> None:
    first = desk.do(add_days_off, DaysOff(noor, day(0), day(4)))
    assert desk.do(add_days_off, DaysOff(noor, day(3), day(9))) == first
    assert runs(desk, noor) == [(day(0), day(9))]
    later = desk.do(add_days_off, DaysOff(noor, day(10), day(12)))
    assert runs(desk, noor) == [(day(0), day(9)), (day(10), day(12))], "neighbours stay two"
    desk.do(change_days_off, later, day(8), day(12))
    assert runs(desk, noor) == [(day(0), day(12))]
    desk.undo()
    assert runs(desk, noor) == [(day(0), day(9)), (day(10), day(12))]
    desk.do(remove_days_off, first)
    assert runs(desk, noor) == [(day(10), day(12))]


def test_days_off_of_somebody_else_stay_apart(desk: Desk, noor: int) -> None:
    eva = desk.do(add_moderator, ModeratorDraft("Eva", None, Minutes(60)))
    desk.do(add_days_off, DaysOff(noor, day(0), day(4)))
    desk.do(add_days_off, DaysOff(eva, day(2), day(6)))
    assert (runs(desk, noor), runs(desk, eva)) == ([(day(0), day(4))], [(day(2), day(6))])


def test_days_off_that_end_before_they_begin_are_refused_at_their_field(
    desk: Desk, noor: int
) -> None:
    with pytest.raises(Refused) as refused:
        desk.do(add_days_off, DaysOff(noor, day(4), day(0)))
    assert refused.value.field == "last_on"


def test_an_availability_that_leaves_no_day_part_is_refused() -> None:
    with pytest.raises(Refused, match="at least one day part") as refused:
        when(Slots(), Slots())
    assert refused.value.field == "day_parts"


def test_every_day_part_is_stored_as_any_and_comes_back_as_every(desk: Desk, noor: int) -> None:
    every, evenings = Slots.every(WEEKDAYS), Slots.parse("1e 2e 3e")
    stored = when(Slots(every - evenings), evenings)
    assert stored == {"availability": Slots(), "rather_not": evenings}
    desk.do(change_moderator, noor, stored)
    assert find_moderator(desk.db, noor).day_parts == (Slots(every - evenings), evenings)


def test_where_somebody_cannot_there_is_nothing_they_rather_would_not(
    desk: Desk, noor: int
) -> None:
    desk.do(change_moderator, noor, {"rather_not": Slots.parse("1e 5m")})
    desk.do(change_moderator, noor, {"availability": Slots.parse("1m 1e")})
    assert find_moderator(desk.db, noor).rather_not == Slots.parse("1e")


def test_who_worked_hours_is_not_removed(desk: Desk, legal: int, noor: int) -> None:
    plan(desk, legal, noor, 1)
    desk.do(log_hours, Worked(legal, noor, MONDAY, Minutes(60)), today=MONDAY)
    with pytest.raises(Refused, match="Switch them off instead"):
        desk.do(remove_moderator, noor, today=desk.today())
    assert ahead(desk, noor) == [day(1)]


def test_a_member_that_is_removed_leaves_the_moderator_with_shifts_hours_and_days_off(
    desk: Desk, legal: int
) -> None:
    member = desk.do(add_member, MemberDraft(first_name="Eva"), today=MONDAY)
    draft = ModeratorDraft(member_id=member, weekly_minutes=Minutes(300), expertise=("juridisch",))
    eva = desk.do(add_moderator, draft)
    plan(desk, legal, eva, 1)
    desk.do(log_hours, Worked(legal, eva, MONDAY, Minutes(60)), today=MONDAY)
    desk.do(add_days_off, DaysOff(eva, day(7), day(9)))
    desk.do(remove_member, member)
    (there,) = list_moderators(desk.db)
    assert (there.name, there.member_id) == ("Eva", None)
    assert (ahead(desk, eva), runs(desk, eva)) == ([day(1)], [(day(7), day(9))])
    desk.undo()
    assert find_moderator(desk.db, eva).member_id == member


def test_every_expertise_that_is_asked_or_had_is_known_once(desk: Desk, legal: int) -> None:
    desk.do(add_moderator, ModeratorDraft("Daan", expertise=("Juridisch", "redactie")))
    assert [tag.casefold() for tag in known_expertise(desk.db)] == ["juridisch", "redactie"]
    assert legal


def test_a_shift_that_was_allowed_on_purpose_fits(desk: Desk, legal: int, noor: int) -> None:
    (shift_id,) = plan(desk, legal, noor, 1)
    desk.do(change_moderator, noor, {"expertise": ()})
    assert [each.shift.id for each in unfit_shifts(desk.db, MONDAY)] == [shift_id]
    desk.do(change_shift, shift_id, {}, is_allowed=True)
    assert unfit_shifts(desk.db, MONDAY) == []
