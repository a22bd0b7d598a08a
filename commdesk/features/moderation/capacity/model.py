"""How many hours moderation takes: messages times their minutes, administration, channels.

hours = (sum of tasks x duration + admin) x platforms; 8.6 minutes a comment with everything in it
at 36 hours a week, which is 1,085 comments or 242 topics a moderator a month (eModeration / inSided
2017).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec import Struct

from commdesk.core.values import Minutes
from commdesk.core.workbook import FULL_TIME
from commdesk.features.moderation.dayparts import PARTS, DayPart, Slot, Slots
from commdesk.features.moderation.tasks import Task

MINUTES_A_POST = 8.6
POSTS_A_MONTH, TOPICS_A_MONTH = 1_085, 242
_MONTHS_A_YEAR, _WEEKS_A_YEAR = 12, 52
MONTH_MINUTES = FULL_TIME * _WEEKS_A_YEAR // _MONTHS_A_YEAR
"""What somebody of 36 hours a week has in a month."""
MINUTES_A_TOPIC = round(MONTH_MINUTES / TOPICS_A_MONTH, 1)
"""With all that follows in it: 38.7."""
MOST_MESSAGES, MOST_MINUTES, MOST_CHANNELS = 1_000_000, 600, 50
FACT = "moderation_capacity"
_STEP = 15
_MOST = 0.8


class Load(Struct, frozen=True):
    """What comes in during a week on one channel, and how long each takes."""

    posts: int = 0
    topics: int = 0
    post_minutes: float = MINUTES_A_POST
    topic_minutes: float = MINUTES_A_TOPIC
    admin_minutes: Minutes = Minutes(0)
    channels: int = 1
    parts: tuple[int, int, int] = (35, 40, 25)
    """How many of a hundred messages come in the morning, afternoon and evening."""

    @property
    def minutes(self) -> Minutes:
        """What a week takes, by the formula."""
        tasks = self.posts * self.post_minutes + self.topics * self.topic_minutes
        return Minutes(round((tasks + self.admin_minutes) * self.channels))

    @property
    def moderators(self) -> float:
        """So many people of 36 hours a week."""
        return round(self.minutes / FULL_TIME, 1)

    @property
    def counts_twice(self) -> bool:
        """Whether posts are counted beside topics whose minutes hold their posts already."""
        return bool(self.posts and self.topics and self.topic_minutes > 2 * self.post_minutes)


class Share(Struct, frozen=True):
    """What one task would get: its hours now, and by the calculation."""

    task_id: int
    task: str
    now: Minutes
    then: Minutes

    @property
    def more(self) -> Minutes:
        return Minutes(self.then - self.now)


def spread(tasks: Sequence[Task], total: int) -> list[Share]:
    """`total` minutes over the tasks in proportion to their hours, in quarters of an hour.

    Alike where none has hours yet; the parts add up to `total`, rounded up to a quarter.
    """
    weights = [task.weekly_minutes for task in tasks]
    if not sum(weights):
        weights = [Minutes(1)] * len(tasks)
    parts = _in_proportion(weights, total)
    return [_share(task, minutes) for task, minutes in zip(tasks, parts, strict=True)]


def into_one(tasks: Sequence[Task], total: int, task_id: int) -> list[Share]:
    """One task takes what the others leave of `total`, and never less than nothing."""
    total = -(-total // _STEP) * _STEP
    others = sum(task.weekly_minutes for task in tasks if task.id != task_id)
    return [
        _share(task, max(total - others, 0) if task.id == task_id else task.weekly_minutes)
        for task in tasks
    ]


def by_slot(by_weekday: Mapping[int, int], parts: Sequence[int], total: int) -> dict[Slot, float]:
    """(weekday, day part) -> minutes of `total`; nothing without messages on any weekday."""
    messages, hundred = sum(by_weekday.values()), sum(parts)
    if not messages or not hundred:
        return {}
    return {
        (weekday, part): total * count / messages * share / hundred
        for weekday, count in sorted(by_weekday.items())
        for part, share in zip(PARTS, parts, strict=True)
        if count and share
    }


def busy_slots(minutes: Mapping[Slot, float]) -> Slots:
    """The fewest day parts that hold four fifths of the work, the busiest first."""
    left = _MOST * sum(minutes.values())
    found: list[tuple[int, DayPart]] = []
    for slot in sorted(minutes, key=lambda each: (-minutes[each], each[0], PARTS.index(each[1]))):
        if left <= 0:
            break
        found.append(slot)
        left -= minutes[slot]
    return Slots(found)


def _in_proportion(weights: Sequence[int], total: int) -> list[Minutes]:
    """Whole quarters by the largest remainder."""
    if not weights:
        return []
    steps = -(-total // _STEP)
    exact = [steps * weight / sum(weights) for weight in weights]
    parts = [int(each) for each in exact]
    by_rest = sorted(range(len(weights)), key=lambda place: parts[place] - exact[place])
    for place in by_rest[: steps - sum(parts)]:
        parts[place] += 1
    return [Minutes(part * _STEP) for part in parts]


def _share(task: Task, minutes: int) -> Share:
    return Share(task.id, task.name, task.weekly_minutes, Minutes(minutes))
