"""What the window can do as a whole: the entries of its menus, also offered by the palette."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from commdesk.core.words import N_
from commdesk.kit.dialogs import tell
from commdesk.shell.menu import TONGUES, Verb, is_fixed, sizes, themes

if TYPE_CHECKING:
    from commdesk.shell.reworking import Rework
    from commdesk.shell.start import StartWindow
    from commdesk.shell.window import Window


Choice = tuple[str, str, Sequence[tuple[Any, str]], Any, Callable[[Any], object]]


class Owner(Protocol):
    """What the window asks of the program around it."""

    def new_workbook(self) -> None: ...
    def pick_workbook(self) -> None: ...
    def open_workbook(self, path: Path) -> None: ...
    def close_workbook(self) -> None: ...
    def recover(self, path: Path) -> None: ...
    def reopen(self) -> None: ...
    def lock(self) -> None: ...
    def rework(self, asked: Rework) -> None: ...
    def quit(self) -> None: ...
    def set_language(self, language: str) -> None: ...
    def set_letter_keys(self, are_on: bool) -> None: ...  # noqa: FBT001 - a menu's checked
    def prefer(self, key: str, value: object) -> None: ...
    def follow_workbook(self) -> None: ...
    def closed(self, geometry: str) -> None: ...
    @property
    def top(self) -> Window | StartWindow | None:
        """What is on screen: the window of a workbook, or the start page."""


def file_verbs(window: Window) -> list[Verb]:
    owner = window.owner
    lock = Verb("lock", N_("&Lock now"), owner.lock, ("Ctrl+Shift+W",))
    return [
        Verb("new_workbook", N_("&New workbook…"), owner.new_workbook, ("Ctrl+Shift+N",)),
        Verb("open_workbook", N_("&Open workbook…"), owner.pick_workbook, ("Ctrl+O",)),
        Verb("close_workbook", N_("&Close workbook"), owner.close_workbook, ("Ctrl+W",)),
        *([lock] if window.desk.key else []),
        Verb("quit", N_("&Quit"), owner.quit, ("Ctrl+Q",)),
    ]


def edit_verbs(window: Window) -> list[Verb | None]:
    redo_keys = ("Ctrl+Y", "Ctrl+Shift+Z")
    return [
        Verb("undo", N_("&Undo"), window.undoing.undo, ("Ctrl+Z", "Ctrl+Alt+Z")),
        Verb("redo", N_("&Redo"), window.undoing.redo, redo_keys),
        None,
        Verb("filter", N_("&Filter the list"), window.filter, ("Ctrl+F",)),
        Verb("search", N_("&Search everything"), window.search, ("Ctrl+K",)),
        *_message_verb(window),
    ]


def help_verbs(window: Window) -> list[Verb]:
    return [
        Verb("help", N_("&Help with this page"), window.toggle_help, ("F1",)),
        Verb("about", N_("&About commdesk"), lambda: _about(window)),
    ]


def fill_menus(window: Window) -> None:
    """Make all menus of a window, in an order that never changes."""
    menus, words, settings = window.menus, window.words, window.settings
    new, open_, *leave = file_verbs(window)
    file_menu = menus.add_menu(N_("&File"), [new, open_])
    recent = [(Path(path), Path(path).stem) for path in settings.recent]
    menus.add_list(file_menu, N_("Open &recent"), recent, window.owner.open_workbook)
    menus.extend(file_menu, [None, *leave])
    menus.add_menu(N_("&Edit"), edit_verbs(window))
    menus.add_page_menu(N_("&Page"))
    menus.add_pages(N_("&Go"), list(_page_verbs(window)))
    view = menus.add_menu(N_("&View"), [])
    owner = window.owner
    looks: Choice = (
        "theme",
        N_("&Theme"),
        themes(words),
        settings.theme,
        partial(owner.prefer, "theme"),
    )
    tongues: Choice = ("language", N_("&Language"), TONGUES, words.language, owner.set_language)
    texts: Choice = (
        "text_size",
        N_("Text &size"),
        sizes(words),
        settings.text_size,
        partial(owner.prefer, "text_size"),
    )
    for key, title, choices, now, choose in (looks, tongues, texts):
        menus.add_choice(view, title, choices, now, choose, is_fixed=is_fixed(settings, key))
    menus.add_switch(
        view,
        N_("Single &letter keys"),
        now=settings.single_letter_keys,
        switch=owner.set_letter_keys,
        is_fixed=is_fixed(settings, "single_letter_keys"),
    )
    menus.add_menu(N_("&Help"), help_verbs(window))


def _page_verbs(window: Window) -> list[Verb]:
    return [
        Verb(f"go_{name}", title, lambda name=name: window.open_page(name))  # type: ignore[misc]
        for name, title in window.page_titles
    ]


def _message_verb(window: Window) -> list[Verb]:
    if not window.host.has_page("outreach"):
        return []
    keys = ("Ctrl+Shift+M",)
    return [Verb("log_message", N_("&Log a message"), window.log_message, keys)]


def _about(window: Window) -> None:
    from commdesk import __version__

    text = window.words(
        "Version {version}. Your workbook is one file on this computer; commdesk opens no "
        "connection.",
        version=__version__,
    )
    tell(window, window.words, title="commdesk", text=text)
