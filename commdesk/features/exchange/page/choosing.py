"""What is chosen for the columns of the list on the page: obeyed at once, and remembered."""

from __future__ import annotations

from collections.abc import Callable

from msgspec.structs import replace

from commdesk.features.exchange.model import Chosen, Layout
from commdesk.features.exchange.ops import remember_mapping
from commdesk.features.exchange.page.columns_view import ColumnsView
from commdesk.features.exchange.page.work import Reading
from commdesk.kit.page import Page


class Choosing:
    """Turns what is done in the columns view into a wish; `again` plans the list by it."""

    def __init__(self, page: Page, view: ColumnsView, again: Callable[[], object]) -> None:
        self.wish = Chosen()
        self._page = page
        self._again = again
        self._layout: Layout | None = None
        view.chose.connect(self.choose_column)
        view.chose_row.connect(self.choose_row)
        view.forgot.connect(self.forget)

    def begin(self) -> None:
        """Another list: nothing is chosen for it yet."""
        self.wish = Chosen()

    def choose_column(self, mark: str, key: str, reason: str) -> None:
        now = self.wish
        reasons = {**now.reasons, mark: reason}
        keys = {**now.keys, mark: key}
        self._want(replace(now, keys=keys, reasons=reasons))

    def choose_row(self, row: int) -> None:
        """The headings stand elsewhere: the columns are other ones then."""
        self._want(Chosen(heading_row=row))

    def forget(self) -> None:
        """Back to recognition."""
        layout, wish = self._layout, self.wish
        if layout is None:
            return
        self.wish = Chosen(heading_row=wish.heading_row)
        if (
            layout.signature
            and (layout.chosen_on or wish.keys)
            and not self._page.desk.is_read_only
        ):
            self._keep(layout.signature, {}, lambda _none: self._again())
        else:
            self._again()

    def show(self, reading: Reading) -> None:
        """The list was planned by the wish: what differs from recognition is kept."""
        layout = self._layout = reading.taken.layout
        if layout is not None and layout.signature and self.wish.keys:
            self._keep(layout.signature, layout.corrections)

    def _want(self, wish: Chosen) -> None:
        self.wish = wish
        self._again()

    def _keep(
        self, signature: str, keys: dict[str, str], then: Callable[[object], object] | None = None
    ) -> None:
        desk = self._page.desk
        if not desk.is_read_only:
            self._page.do(remember_mapping, signature, keys, today=desk.today(), then=then)
