"""Warns of an ask to somebody who was asked more than given, and offers what to give instead."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from commdesk.features.members import Member
from commdesk.features.outreach.giving import Give, balance_of_member, gives_that_fit
from commdesk.features.outreach.model import ASKS
from commdesk.kit.flow import Flow
from commdesk.kit.parts import button, empty_layout, label

if TYPE_CHECKING:
    from commdesk.features.outreach.page import OutreachPage


class FirstGive(QWidget):
    """Stands under an ask only, while the balance is below zero; nothing is forbidden."""

    def __init__(self, page: OutreachPage) -> None:
        super().__init__()
        self._page = page
        self.warning = label(role="warn", wraps=True)
        self._buttons = Flow()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.warning)
        column.addLayout(self._buttons)
        self.hide()

    def show_for(self, member: Member | None, purpose: str) -> None:
        """Look whether a message for this purpose asks too much of them now."""
        balance = None
        if member is not None and purpose in ASKS:
            balance = balance_of_member(self._page.desk, member.id)
        self.setVisible(balance is not None and balance.is_negative)
        if member is None or balance is None or not balance.is_negative:
            return
        words, desk = self._page.words, self._page.desk
        self.warning.setText(
            words(
                "{name} was given {gives} times and asked {asks} times in {days} days. "
                "Give something back first.",
                name=member.greeting_name,
                gives=balance.gives,
                asks=balance.asks,
                days=balance.days,
            )
        )
        empty_layout(self._buttons)
        for give in gives_that_fit(desk.db, member.id, desk.today()):
            made = button(words(give.text), partial(self._give, give), "link")
            made.setToolTip(words(give.reason))
            self._buttons.addWidget(made)

    def _give(self, give: Give) -> None:
        if give.page:
            self._page.host.open_page(give.page, give.target)
        else:
            self._page.composer.take_content(give.purpose, give.content_id)
            self._page.composer.text.setFocus()
