"""What can be done on the desk, and the keys that do it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from commdesk.core.words import N_
from commdesk.features.outreach.model import RESULT_KEYS
from commdesk.features.outreach.page.acts import INTRODUCE_KEY, PROMISE_KEY
from commdesk.features.outreach.page.people import QUEUE, WAITING
from commdesk.kit.page import PageAction
from commdesk.kit.signals import on_key

if TYPE_CHECKING:
    from commdesk.features.outreach.page import OutreachPage


def actions(page: OutreachPage) -> list[PageAction]:
    """All but the first one, which is in the header."""
    people = page.people
    return [
        PageAction(N_("Whose turn it is"), partial(page.go_to, QUEUE), in_header=False),
        PageAction(N_("Waiting for an answer"), partial(page.go_to, WAITING), in_header=False),
        PageAction(N_("New promise"), page.begin_promise, PROMISE_KEY, in_header=False),
        PageAction(N_("Introduce…"), page.acts.introduce, INTRODUCE_KEY, in_header=False),
        PageAction(N_("Plan time for messages…"), page.acts.plan, in_header=False),
        PageAction(N_("Sources of the list…"), page.show_sources, in_header=False),
        PageAction(N_("Show how much each weighs"), people.toggle_scores, in_header=False),
        *page.reaching.actions(),
    ]


def wire(page: OutreachPage) -> None:
    """Connect the parts of the page, and give it its keys."""
    page.people.chosen.connect(page.choose)
    page.people.opened.connect(lambda _row: page.write())
    page.people.filtered.connect(page.lists.show)
    page.composer.typed.connect(page.keep_draft)
    page.log_form.done.connect(page.end_log)
    page.sources.done.connect(page.leave_form)
    page.promise_form.done.connect(lambda _id: page.leave_form())
    for chord in ("Ctrl+Return", "Ctrl+Enter"):
        for place in (page.people, page.composer):
            on_key(place, chord, page.send).setAutoRepeat(False)
    for number, result in enumerate(RESULT_KEYS, 1):
        _key(page, str(number), partial(page.acts.set_result, result))
    _key(page, "Z", page.acts.offer_snooze)
    _key(page, "S", page.acts.skip)


def _key(page: OutreachPage, key: str, slot: Callable[[], object]) -> None:
    """A letter in a list, the same with Alt in the message."""
    for each in (page.people.queue, page.people.waiting):
        shortcut = on_key(each, key, lambda: slot() if page.host.has_letter_keys else None)
        shortcut.setAutoRepeat(False)
    for place in (page.composer, page.people):
        on_key(place, f"Alt+{key}", slot).setAutoRepeat(False)
