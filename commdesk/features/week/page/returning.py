"""After undo and redo the keyboard goes to the block that it was about, wherever it stands now."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING

from commdesk.core.feature import WeekItem
from commdesk.core.words import N_

if TYPE_CHECKING:
    from commdesk.features.week.page import WeekPage

_GONE = N_("The proposal is gone: what was undone or done again changes what it was made for.")


class Returning:
    """Remembers what the last act was about, and from which day to which."""

    def __init__(self, page: WeekPage) -> None:
        self._page = page
        self._key = ""
        self._days: tuple[date, ...] = ()

    def remember(self, item: WeekItem, *days: date | None) -> None:
        """This block was changed; `days`: where it stood and where it stands."""
        self._key, self._days = item.key, tuple(day for day in days if day)

    def refresh(self) -> None:
        """Read the week again after undo or redo, and follow the block."""
        page, before = self._page, self._places()
        at_hand = next((each.current_key() for each in page.lists if each.hasFocus()), None)
        is_here = any(each.hasFocus() for each in page.lists)
        if page.planning.proposal is not None:
            page.planning.forget()
            page.tell_plainly(_GONE)
        page.refresh()
        if is_here and not self._follow(str(at_hand or ""), before):
            for each in page.lists:
                each.let_go()

    def _follow(self, at_hand: str, before: dict[str, object]) -> bool:
        """To what came back, else to what was selected, in another week too."""
        now = self._places()
        came = [key for key in now if key not in before]
        moved = [key for key in now if key in before and now[key] != before[key]]
        wanted = [*_first(self._key, came), at_hand, *_first(self._key, moved)]
        return any(key in now and self._page.select_key(key) for key in wanted) or (
            at_hand == self._key and self._find_in_its_week()
        )

    def _find_in_its_week(self) -> bool:
        page, shown = self._page, self._page.week
        for day in self._days:
            page.show_day(day)
            page.refresh()
            if page.select_key(self._key):
                return True
        page.show_day(shown.monday)
        page.refresh()
        return False

    def _places(self) -> dict[str, object]:
        """Every block that shows -> its day."""
        return {row.data.key: row.data.day for each in self._page.lists for row in each.rows}


def _first(key: str, keys: Iterable[str]) -> list[str]:
    """These keys with this one in front, when it is among them."""
    return sorted(keys, key=lambda each: each != key)
