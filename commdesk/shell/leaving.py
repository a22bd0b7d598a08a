"""What stands in the way of closing a window, and the question that is asked then."""

from __future__ import annotations

from typing import TYPE_CHECKING

from commdesk.kit.dialogs import ask

if TYPE_CHECKING:
    from commdesk.shell.window import Window


def has_unsaved(window: Window) -> bool:
    """Whether something is typed that is not saved yet."""
    return any(page.has_unsaved() for page in window.stage.pages)


def is_held_up(window: Window) -> bool:
    """Ask first: something is typed, or a long task is still writing."""
    if has_unsaved(window):
        unsaved = [page for page in window.stage.pages if page.has_unsaved()]
        window.open_page(unsaved[0].NAME)
        _ask_about_typing(window)
    elif window.host.jobs.writing is not None:
        _ask_about_work(window)
    else:
        return False
    return True


def _ask_about_typing(window: Window) -> None:
    ask(
        window,
        window.words,
        title=window.words("Something typed here is not saved yet"),
        text=window.words("It is lost when you close now."),
        do=window.words("Close without saving"),
        then=window.close_anyway,
        is_danger=True,
    )


def _ask_about_work(window: Window) -> None:
    words, jobs = window.words, window.host.jobs
    title = jobs.writing.title if jobs.writing else ""
    text = [words("When you close now it is stopped, and nothing of it is kept.")]
    if jobs.waiting:
        text.append(
            words.plural(
                "{n} change that waits for it is saved.",
                "{n} changes that wait for it are saved.",
                jobs.waiting,
            )
        )
    ask(
        window,
        words,
        title=words("Still at work: {what}", what=title),
        text=" ".join(text),
        do=words("Stop it and close"),
        then=window.close_anyway,
        is_danger=True,
    )
