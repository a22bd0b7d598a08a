"""Under the days, in the place of what waits: the form of a feature that adds and changes items."""

from __future__ import annotations

from datetime import date
from importlib import import_module
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QStackedWidget

from commdesk.kit.dialogs import ask_to_drop

if TYPE_CHECKING:
    from commdesk.features.week.page import WeekPage


class Editing:
    """One pane for each feature that hands one in, made when it is first asked for."""

    def __init__(self, page: WeekPage, stack: QStackedWidget) -> None:
        self._page, self._stack = page, stack
        self.editors: dict[str, Any] = {}

    @property
    def features(self) -> list[str]:
        """Whose items can be changed here, by name."""
        return [feature.name for feature in self._page.desk.features if feature.week_editor]

    @property
    def is_dirty(self) -> bool:
        editor = self._stack.currentWidget()
        return self._stack.currentIndex() > 0 and bool(getattr(editor, "form").is_dirty)  # noqa: B009

    def begin(
        self, name: str, thing_id: int | None, day: date | None = None, about: str = ""
    ) -> None:
        """Show one of its things, or a new one; what is typed is thrown away only on purpose."""
        editor = self.editors.get(name) or self._make(name)

        def show() -> None:
            with self._page.refusals():
                editor.begin(thing_id, day, about)
                self._stack.setCurrentWidget(editor)

        page = self._page
        ask_to_drop(page.window(), page.words, is_typed=self.is_dirty, then=show)

    def _make(self, name: str) -> Any:
        place = next(f.week_editor for f in self._page.desk.features if f.name == name)
        module, _, kind = place.partition(":")
        editor = getattr(import_module(module), kind)(self._page)
        editor.done.connect(self._edited)
        self._stack.addWidget(editor)
        self.editors[name] = editor
        return editor

    def _edited(self, thing_id: object) -> None:
        page = self._page
        self._stack.setCurrentIndex(0)
        page.refresh()
        if thing_id is None or not page.select(lambda item: item.id == thing_id):
            page.go_to_chosen()
