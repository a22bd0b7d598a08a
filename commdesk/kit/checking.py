"""Is the open workbook sound? Looked through in a thread, said above the page that asked."""

from __future__ import annotations

from functools import partial

from commdesk.core.check import find_faults
from commdesk.core.events import note_event
from commdesk.core.words import N_, Text, say_n
from commdesk.kit.page import Page

CHECK = N_("Check the workbook")
_SOUND = N_("The workbook is sound.")


def check_workbook(page: Page) -> None:
    """History keeps that it was sound; in one that is damaged nothing more is written."""
    path, key = page.desk.path, page.desk.key
    page.host.run_job(
        page.words("Checking the workbook"),
        lambda _progress: find_faults(path, key),
        partial(_show, page),
    )


def _show(page: Page, found: list[Text]) -> None:
    if not found:
        note_event(page.desk, CHECK, page.desk.path.name)
        page.banner.show_text(page.words(_SOUND), "good")
        page.tell(_SOUND)
        return
    told = say_n(
        "The workbook is not sound: {n} fault. {first}",
        "The workbook is not sound: {n} faults. {first}",
        len(found),
        first=found[0],
    )
    page.banner.show_text(
        page.words(told),
        "bad",
        do=page.words("See what can be saved"),
        slot=partial(page.host.recover, page.desk.path),
    )
    page.tell(told)
