"""What the workbook sees of a step: the evidence that every feature hands in, looked at once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from msgspec import Struct

from commdesk.core.database import Database
from commdesk.core.feature import Feature
from commdesk.core.words import Text
from commdesk.features.buildup.steps.model import Step


class Seen(Struct, frozen=True):
    """One thing that was looked at."""

    key: str
    title: str
    """English msgid."""
    is_met: bool
    text: Text


Sight = dict[str, Seen]


def look(db: Database, features: Iterable[Feature], steps: Iterable[Step], today: date) -> Sight:
    """Key -> what was seen, of the evidence that these steps name and a feature hands in."""
    wanted = {key for step in steps for key in step.evidence}
    found: Sight = {}
    for feature in features:
        for each in feature.evidence:
            if each.key in wanted:
                seen = each.look(db, today)
                found[each.key] = Seen(each.key, each.title, seen.is_met, seen.text)
    return found


def seen_of(step: Step, sight: Sight) -> Sequence[Seen]:
    """What was seen of one step, in the order in which it names it."""
    return [sight[key] for key in step.evidence if key in sight]


def missing(step: Step, sight: Sight) -> Sequence[Seen]:
    """What can be seen but is not there yet."""
    return [each for each in seen_of(step, sight) if not each.is_met]
