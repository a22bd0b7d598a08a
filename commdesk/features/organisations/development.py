"""With how many organisations there is contact now; of a day before nobody can tell any more."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from commdesk.core.database import Database
from commdesk.core.developing import Behind, Chart, Line, NextStep, Span
from commdesk.core.values import Week
from commdesk.core.words import N_, Text, say, say_n
from commdesk.features.organisations.handed import PAGE
from commdesk.features.organisations.model import Organisation
from commdesk.features.organisations.queries import list_organisations

_MOST_BEHIND = 20


def development(db: Database, span: Span) -> list[Chart]:
    """One chart of how it is now."""
    found = list_organisations(db, restricted=False)
    silent = _silent(found, span)
    new = sum(not (each.signs.last_on or each.is_silent(span.today)) for each in found)
    chart = Chart(
        name="silent_organisations",
        title=N_("Silent organisations"),
        question=N_("With which organisations did we lose contact?"),
        answer=_answer(len(found), len(silent), new, is_now=span.is_running),
        next_step=NextStep(say("Go to the organisations"), PAGE),
        rank=80,
    )
    if not (found and span.is_running):
        return [chart]
    counts = (len(silent), len(found) - len(silent) - new, new)
    line = Line("organisations_by_contact", say("Organisations"), counts, better="")
    places = (say("silent"), say("in contact"), say("no contact yet"))

    def behind(db: Database, _line: str, _week: Week) -> list[Behind]:
        """The silent ones, the longest silent first; nobody there is named."""
        shown = _silent(list_organisations(db, restricted=False), span)[:_MOST_BEHIND]
        return [Behind(each.name, each.standing(span.today), PAGE, each.id) for each in shown]

    return [replace(chart, places=places, lines=(line,), shape="bars", behind=behind)]


def _silent(found: Sequence[Organisation], span: Span) -> list[Organisation]:
    """As the page Organisations counts them: no contact within the days agreed, or nobody known."""
    kept = [each for each in found if each.is_silent(span.today)]
    return sorted(kept, key=lambda each: (each.silent_since or span.today, each.name))


def _answer(count: int, silent: int, new: int, *, is_now: bool) -> Text:
    if not count:
        return say("No organisation is known yet; they come along with members.")
    if not is_now:
        return say("Only of this week is it known which organisations are silent.")
    told = say_n(
        "{silent} of {n} organisation is silent",
        "{silent} of {n} organisations are silent",
        count,
        silent=silent,
    )
    if not new:
        return say("{told}; with the others there is contact.", told=told)
    return say("{told}; {new} are new, without any contact yet.", told=told, new=new)
