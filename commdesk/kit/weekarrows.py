"""The two arrows beside a title that go to another week."""

from __future__ import annotations

from collections.abc import Callable

from commdesk.core.words import N_
from commdesk.kit.page import Page
from commdesk.kit.parts import icon_button


def add_week_arrows(page: Page, go: Callable[[int], object]) -> None:
    """Put them in the header of a page; `go` is told how many weeks."""
    for name, icon, sign, weeks in (
        (N_("Previous week"), "chevron-left", "‹", -1),
        (N_("Next week"), "chevron-right", "›", 1),
    ):
        arrow = icon_button(page.words(name), icon, None, sign)
        arrow.clicked.connect(lambda _checked=False, weeks=weeks: go(weeks))
        arrow.setProperty("role", "")
        page.header.add_beside_title(arrow)
