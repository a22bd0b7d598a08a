"""Beside a cell: who is planned, who still could and when, and who could not and why."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from commdesk.core.words import Words
from commdesk.features.moderation.coverage.who import Candidate, Who
from commdesk.features.moderation.dayparts import Slots, part_name
from commdesk.features.moderation.roster import RULES, Shift
from commdesk.kit.cardlist import CardList, CardRow

_MOST = 40
"""Of those who could and could not: more is a list to search in, in Team."""
_RULES = dict(RULES)


class PeopleList(CardList):
    """Enter on somebody who could begins their shift; Delete takes a shift off the roster."""

    def __init__(self, words: Words) -> None:
        super().__init__(words("Who and why"))
        self.words = words

    def show_who(self, found: Who, tasks: Mapping[int, str]) -> None:
        """`tasks` has the names to say beside a shift; none where it can only be one."""
        words = self.words
        rows = [_planned(shift, found.names, tasks, words) for shift in found.planned]
        rows += _some(found.could, words("Could"), words, _could)
        rows += _some(found.could_not, words("Cannot"), words, _could_not)
        self.show_rows(rows)

    def shift(self) -> Shift | None:
        """The planned shift under the keyboard."""
        found = self._data()
        return found if isinstance(found, Shift) else None

    def candidate(self) -> Candidate | None:
        """The person under the keyboard who could, or could not."""
        found = self._data()
        return found if isinstance(found, Candidate) else None

    def _data(self) -> object:
        row = self.current()
        return row.data if row else None


def _some(people: Sequence[Candidate], heading: str, words: Words, row: Any) -> list[CardRow]:
    if len(people) > _MOST:
        shown, all_ = str(_MOST), str(len(people))
        heading = words("{heading}: {shown} of {all}", heading=heading, shown=shown, all=all_)
    return [row(each, heading, words) for each in people[:_MOST]]


def _planned(
    shift: Shift, names: Mapping[int, str], tasks: Mapping[int, str], words: Words
) -> CardRow:
    when = f"{words.date(shift.day)} {words(part_name(shift.day_part))}"
    task = tasks.get(shift.task_id, "")
    return CardRow(
        key=("shift", shift.id),
        title=names.get(shift.moderator_id, ""),
        reason=f"{when} · {task}" if task else when,
        chips=[(words(_RULES[rule]), "warn") for rule in shift.exceptions if rule in _RULES],
        right=words.duration(shift.minutes),
        group=words("Planned"),
        data=shift,
    )


def _could(each: Candidate, heading: str, words: Words) -> CardRow:
    spots = Slots((day.isoweekday(), part) for day, part in each.spots)
    return CardRow(
        key=("person", each.person.id),
        title=each.person.name,
        reason=spots.said(words),
        chips=((words("rather not"), "plain"),) if each.rather_not else (),
        right=words("{hours} free", hours=words.duration(each.free)),
        group=heading,
        data=each,
    )


def _could_not(each: Candidate, heading: str, words: Words) -> CardRow:
    return CardRow(
        key=("person", each.person.id),
        title=each.person.name,
        reason=words(each.why_not) if each.why_not else "",
        group=heading,
        data=each,
    )
