"""The report of what went, on paper: by rule, in numbers; nobody is in it."""

from __future__ import annotations

from commdesk.core.desk import Desk
from commdesk.core.printed import Grid, Printed, Said
from commdesk.core.words import N_, Words
from commdesk.features.retention.model import Run, people_and_texts
from commdesk.features.retention.queries import every_rule

_HEADINGS = (N_("What"), N_("How many"), N_("Oldest of"))
_WIDTHS = (60, 20, 20)


def printed(desk: Desk, run: Run, words: Words) -> Printed:
    """One run: when and by whom, what went by which rule, and what that means."""
    titles = {each.key: each.title for each in every_rule(desk.features)}
    rows = tuple(
        (
            words(titles.get(part.rule, part.rule)),
            words.number(part.count),
            words.full_date(part.oldest_on),
        )
        for part in run.parts
    )
    done = words(
        N_("Applied on {moment} by {actor}: {all} erased for good."),
        moment=run.at,
        actor=run.actor,
        all=people_and_texts(run.people, run.texts),
    )
    after = words(
        N_(
            "Erased from the tables, from history and from the bytes of the file. That something "
            "was there, and in history who did what kind of thing and when, stays."
        )
    )
    table = Grid(tuple(map(words, _HEADINGS)), rows, _WIDTHS, right=frozenset({1}))
    parts = (Said(done), table, Said(after, "muted"))
    return Printed(words("What went after its date"), parts, desk.workbook.name)
