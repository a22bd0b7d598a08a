"""What Ctrl+K offers: pages and their parts, what can be done on any page, and how it all looks."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING, Any

from commdesk.core.settings import TEXT_SIZES
from commdesk.core.words import N_, Text, say
from commdesk.kit.signals import soon
from commdesk.shell import bookmarks
from commdesk.shell.host import actions_of
from commdesk.shell.menu import is_fixed
from commdesk.shell.palette import Command
from commdesk.shell.verbs import edit_verbs, file_verbs, help_verbs

if TYPE_CHECKING:
    from commdesk.shell.window import Window

_SKIPPED = {"filter", "search"}
_LOOKS: tuple[tuple[str, Any, str], ...] = (
    ("theme", "light", N_("Use the light theme")),
    ("theme", "dark", N_("Use the dark theme")),
    ("theme", "system", N_("Use the theme of the system")),
    ("language", "nl", N_("Show the window in Dutch")),
    ("language", "en", N_("Show the window in English")),
)


def palette_commands(window: Window) -> list[Command]:
    """Each thing once, what is nearest first."""
    found: dict[object, Command] = {}
    for each in (*_places(window), *_here(window), *_verbs(window), *_elsewhere(window),
                 *_looks(window)):  # fmt: skip
        found.setdefault((each.kind, str(each.title)), each)
    return list(found.values())


def make_pages(window: Window) -> None:
    """Make the pages that were never shown, one at a time, so that what they can do is found."""
    missing = [name for name in window.stage.names if not window.stage.is_made(name)]
    if missing and window.palette_list.isVisible():
        window.stage.page(missing[0])
        soon(window, lambda: make_pages(window))


def _places(window: Window) -> Iterator[Command]:
    for name, title in window.page_titles:
        yield Command(title, N_("page"), partial(window.open_page, name))
    for feature in window.desk.features:
        for section in feature.sections:
            go = partial(window.open_page, section.name)
            yield Command(section.title, N_("page"), go, also=section.also)
    yield from bookmarks.commands(window.desk, window.open_page)


def _here(window: Window) -> Iterator[Command]:
    if (page := window.stage.current_page) is not None:
        for each in actions_of(page):
            yield Command(each.text, N_("action"), each.slot)


def _verbs(window: Window) -> Iterator[Command]:
    for verb in (*file_verbs(window), *edit_verbs(window), *help_verbs(window)):
        if verb is not None and verb.name not in _SKIPPED:
            yield Command(verb.text, N_("action"), verb.slot)


def _elsewhere(window: Window) -> Iterator[Command]:
    """What can be done on the other pages: go there and do it."""
    for name, title in window.page_titles:
        if name == window.stage.current_name or not window.stage.is_made(name):
            continue
        for each in actions_of(window.stage.page(name)):
            go = partial(_open_and_do, window, name, each.text)
            yield Command(each.text, N_("action"), go, window.words(title))


def _open_and_do(window: Window, name: str, text: str) -> None:
    window.open_page(name)
    for each in actions_of(window.stage.page(name)):
        if each.text == text:
            each.slot()
            return


def _looks(window: Window) -> Iterator[Command]:
    choices: list[tuple[str, Any, str | Text]] = [*_LOOKS]
    choices += [
        ("text_size", size, say("Text size {percent}", percent=window.words.percent(size / 100)))
        for size in TEXT_SIZES
    ]
    for key, value, title in choices:
        if not is_fixed(window.settings, key):
            yield Command(title, N_("action"), partial(window.host.prefer, key, value))
