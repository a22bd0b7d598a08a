"""The views that every workbook has: built in, named in the language of who looks."""

from __future__ import annotations

from collections.abc import Iterator

from commdesk.core.words import N_, Words
from commdesk.features.members.model import Stage
from commdesk.features.members.views.model import Condition, Subjects, View

_SILENT_DAYS = 60
_MAY_WRITE = Condition("do_not_contact", "no")
_MEMBER = Condition("stage", "is", str(Stage.MEMBER))
WILLING = N_("wants to contribute")
"""The tag of who is willing, where no feature counts it."""


def built_in(subjects: Subjects, words: Words) -> list[View]:
    """The built-in views that this program can answer; `words` of the workbook, for a tag."""
    found: dict[str, View] = {}
    for view in _offers(words):
        if view.key not in found and all(each.field in subjects for each in view.conditions):
            found[view.key] = view
    return list(found.values())


def _offers(words: Words) -> Iterator[View]:
    """What is offered; of two with one key the first that can be answered."""
    silent = Condition("last_contact_on", "older", _SILENT_DAYS)
    yield _view("silent", N_("Not contacted for 60 days"), silent, _MEMBER, _MAY_WRITE)
    yield _view("new", N_("New this month"), Condition("added_on", "this-month"))
    unasked = Condition("figure:asked", "at-most", 0)
    willing = Condition("figure:willing", "at-least", 1)
    name = N_("Willing, not yet asked")
    yield _view("willing", name, willing, unasked, _MAY_WRITE)
    yield _view("willing", name, Condition("tags", "has", words(WILLING)), unasked, _MAY_WRITE)
    yield _view(
        "almost",
        N_("Almost contributor"),
        Condition("figure:promised", "at-least", 1),
        Condition("figure:contributed", "at-most", 0),
    )
    left = Condition("stage", "is-not", str(Stage.FORMER))
    yield _view("uninformed", N_("Not yet informed"), Condition("informed_on", "empty"), left)


def _view(key: str, name: str, *conditions: Condition) -> View:
    return View(name, conditions, key=key)
