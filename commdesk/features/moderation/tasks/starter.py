"""The starter set: tasks that most communities have, to choose from in a workbook without any."""

from __future__ import annotations

from commdesk.core.values import Minutes
from commdesk.core.words import N_, Words
from commdesk.features.moderation.dayparts import Slots
from commdesk.features.moderation.tasks.model import Carry, TaskDraft

_GENERAL = N_("general")
# Name, expertise, minutes a week, day parts, priority, what happens to hours left over, and why.
_SET: tuple[tuple[str, str, int, str, int, str, str], ...] = (
    (N_("First replies"), _GENERAL, 300, "1m 2m 3m 4m 5m", 1, Carry.NONE,
     N_("Every new question has an answer within a working day")),
    (N_("Evening shift"), _GENERAL, 360, "1e 2e 4e", 1, Carry.NONE,
     N_("Reading along and replying when most members are there")),
    (N_("Escalations"), N_("mediation"), 120, "", 1, Carry.ROLLS,
     N_("Conflicts, reports of abuse, talks with members")),
    (N_("Boundary watch"), _GENERAL, 90, "1a 3a 5a", 2, Carry.NONE,
     N_("Steering what is off-topic to the right place, and counting it")),
    (N_("Expert answers"), N_("subject matter"), 180, "", 2, Carry.ENDS,
     N_("Questions that need somebody who knows the rules")),
    (N_("Edit the weekly news"), N_("editing"), 180, "4a", 2, Carry.ROLLS,
     N_("Choosing, writing and sending the weekly news")),
    (N_("Onboarding newcomers"), _GENERAL, 60, "2m", 2, Carry.ROLLS,
     N_("Welcoming new members and helping with a first message")),
    (N_("Reports and figures"), N_("analysis"), 60, "", 3, Carry.ROLLS,
     N_("Figures of the month, one page for the organisation")),
)  # fmt: skip


def starter_tasks(words: Words) -> list[TaskDraft]:
    """The set in the language of the workbook; hours are a beginning, to be changed at will."""
    return [
        TaskDraft(
            name=words(name),
            expertise=words(expertise),
            weekly_minutes=Minutes(minutes),
            timing=words(note),
            priority=priority,
            slots=Slots.parse(slots),
            carry=carry,
        )
        for name, expertise, minutes, slots, priority, carry, note in _SET
    ]
