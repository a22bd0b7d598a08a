"""A paper as it will be printed, and beside it what of it only people know."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from commdesk.core.housestyle import house_style
from commdesk.core.printed import Printed
from commdesk.features.register.model import Register
from commdesk.features.register.page.forms import AnswersForm, ResponsibleForm
from commdesk.kit.paperview import PaperView
from commdesk.kit.regions import Regions

if TYPE_CHECKING:
    from commdesk.features.register.page import RegisterSection


class PaperPane(QWidget):
    def __init__(
        self, page: RegisterSection, title: str, form: ResponsibleForm | AnswersForm
    ) -> None:
        super().__init__()
        self._page, self.form = page, form
        self.view = PaperView(page.words(title))
        regions = Regions(
            f"register_{title}",
            [self.view, form],
            words=page.words,
            memory=page.host.memory,
            shares=(5, 2),
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(regions)
        self.setFocusProxy(self.view)

    def show_register(self, printed: Printed, register: Register) -> None:
        self.view.show_page(printed, house_style(self._page.desk.db))
        self.form.show_register(register)
