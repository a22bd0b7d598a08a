"""What a list is taken in as, where it may be more than one thing: people, what they did, hours."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QWidget

from commdesk.core.intaking import Intake
from commdesk.core.words import N_, Words
from commdesk.features.exchange.page.plan_view import write_tab
from commdesk.features.exchange.page.work import Reading
from commdesk.kit.flow import Flow
from commdesk.kit.parts import button, label

_TWO = 2


class KindsRow(QWidget):
    """A tab for each kind; hidden where there is nothing to choose."""

    chose = Signal(str)
    """The name of another intake than the list is taken in by now."""

    def __init__(self, words: Words, intakes: Mapping[str, Intake]) -> None:
        super().__init__()
        self.tabs: dict[str, QPushButton] = {}
        flow = Flow(self)
        title = label(words("This list holds"), "label")
        flow.addWidget(title)
        for name, intake in intakes.items():
            tab = button("", partial(self._choose, name), "tab")
            tab.setCheckable(True)
            write_tab(tab, words(intake.title))
            tab.setAccessibleName(words(N_("This list holds: {kind}"), kind=words(intake.title)))
            self.tabs[name] = tab
            flow.addWidget(tab)
        title.setMinimumHeight(next(iter(self.tabs.values())).sizeHint().height())
        self._now = ""
        self.hide()

    def show_reading(self, reading: Reading | None, *, at_columns: bool) -> None:
        """Of a list that no program wrote everything can be said where its columns are chosen."""
        layout = reading.taken.layout if reading else None
        fits = reading.fits if reading else ()
        is_free = at_columns and layout is not None and not layout.program
        self._now = reading.intake.name if reading else ""
        for name, tab in self.tabs.items():
            tab.setVisible(is_free or name in fits)
            tab.setChecked(name == self._now)
        self.setVisible(is_free or _is_open(reading))

    def _choose(self, name: str) -> None:
        for each, tab in self.tabs.items():
            tab.setChecked(each == self._now)
        if name != self._now:
            self.chose.emit(name)


def _is_open(reading: Reading | None) -> bool:
    """Whether the list may be more than one thing.

    One of a program is when it tells of both, or when only its reader can say which it is.
    """
    if reading is None or len(reading.fits) < _TWO:
        return False
    is_other = reading.intake.name != reading.fits[0]
    is_free = reading.taken.layout is not None and not reading.taken.layout.program
    return is_free or is_other or reading.is_either or bool(reading.taken.also)
