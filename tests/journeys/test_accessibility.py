"""Every control has a name and a role, labels are buddies, Tab reaches it, nothing is cut."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QCalendarWidget,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QScrollBar,
    QSplitterHandle,
    QTabBar,
    QWidget,
)

from commdesk.catalog import FEATURES
from commdesk.shell.pages import present
from commdesk.shell.sidebar import SideItem
from tests.journeys.conftest import Person

PAGES = [place.name for group in present() for place in group]
SECTIONS = [section.name for feature in FEATURES for section in feature.sections]
CONTROLS = (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QTabBar,
)
NO_ROLE = {QAccessible.Role.NoRole, QAccessible.Role.Client}


def is_inside(widget: QWidget, kinds: tuple[type[QWidget], ...]) -> bool:
    """Whether it is a part of a control, which speaks for it."""
    above = widget.parentWidget()
    while above is not None:
        if isinstance(above, kinds):
            return True
        above = above.parentWidget()
    return False


def controls(root: QWidget) -> list[QWidget]:
    inner = (QAbstractItemView, QComboBox, QAbstractSpinBox, QLineEdit, QCalendarWidget)
    return [
        each
        for each in root.findChildren(QWidget)
        if isinstance(each, CONTROLS) and each.isVisible() and not is_inside(each, inner)
    ]


def name_of(widget: QWidget) -> str:
    found = QAccessible.queryAccessibleInterface(widget)
    return found.text(QAccessible.Text.Name) if found else ""


def said(widget: QWidget) -> str:
    return (
        f"{type(widget).__name__} {widget.objectName()} in {type(widget.parentWidget()).__name__}"
    )


def check(root: QWidget) -> None:
    for widget in controls(root):
        assert name_of(widget).strip(), f"{said(widget)} has no accessible name"
        role = QAccessible.queryAccessibleInterface(widget).role()
        assert role not in NO_ROLE, f"{said(widget)} has no role"
    for text in root.findChildren(QLabel):
        if text.property("role") == "label" and is_form_label(text):
            assert text.buddy() is not None, f"{text.text()!r} names no input"


def is_form_label(text: QLabel) -> bool:
    """Whether it stands over one input of its own."""
    holder = text.parentWidget()
    inputs = holder.findChildren(QLineEdit) if holder else []
    return len(inputs) == 1 and inputs[0].parentWidget() is not holder.window()


def tab_stops(root: QWidget) -> set[QWidget]:
    return {
        each
        for each in root.findChildren(QWidget)
        if each.isVisible()
        and each.isEnabled()
        and each.focusPolicy() & Qt.FocusPolicy.TabFocus
        and each.focusProxy() is None
        and not isinstance(each, QScrollBar | QSplitterHandle)
    }


def reached(person: Person) -> set[QWidget]:
    """What Tab comes by until it is back where it began."""
    seen: list[QWidget] = []
    while person.focused not in seen:
        seen.append(person.focused)
        assert len(seen) < 300, f"Tab does not come round: {said(seen[-1])}"
        person.press(Qt.Key.Key_Tab)
    return set(seen)


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("name", PAGES)
def test_every_control_of_a_page_has_a_name_and_a_role(
    person: Person, name: str, language: str
) -> None:
    person.session.set_language(language)
    person.window.open_page(name)
    check(person.window)


@pytest.mark.parametrize("name", PAGES)
def test_tab_reaches_every_control_of_a_page(person: Person, name: str) -> None:
    person.window.open_page(name)
    missed = tab_stops(person.window) - reached(person)
    assert not missed, f"Tab misses {[said(each) for each in missed]}"


@pytest.mark.parametrize("name", PAGES)
def test_the_focus_is_somewhere_useful_when_a_page_opens(person: Person, name: str) -> None:
    person.window.open_page(name)
    page = person.window.stage.current_page
    assert page is not None
    assert page.isAncestorOf(person.focused), said(person.focused)


def test_the_forms_of_members_are_named(person: Person) -> None:
    person.window.open_page("members")
    page = person.window.stage.current_page
    assert page is not None
    action = page.primary_action()
    assert action is not None
    action.slot()
    check(person.window)
    page.drop_unsaved()


def test_the_start_page_is_named(person: Person) -> None:
    person.session.show_start()
    start = person.session.start_window
    assert start is not None
    check(start)
    start.show_new()
    check(start)


def test_one_side_bar_item_is_in_the_tab_order(person: Person) -> None:
    person.window.open_page("members")
    stops = [w for w in tab_stops(person.window) if isinstance(w, SideItem)]
    assert [item.name for item in stops] == ["members"]


def test_nothing_is_cut_at_the_smallest_size_with_the_largest_text(person: Person) -> None:
    person.session.prefer("text_size", 200)
    person.window.resize(960, 560)
    for name in PAGES:
        person.window.open_page(name)
        person.qtbot.wait(60)
        area = person.window.stage.currentWidget()
        bar = area.horizontalScrollBar()  # type: ignore[attr-defined]
        is_grid = name == "week"  # seven days beside each other scroll sideways as a table does
        assert is_grid or bar.maximum() == 0, f"{name} is {bar.maximum()} px too wide"
    person.session.prefer("text_size", 100)


def pages_and_sections(person: Person) -> Iterator[str]:
    """Opens each page, and each section of Data, and says its name."""
    for name in PAGES:
        person.window.open_page(name)
        person.qtbot.wait(60)
        yield name
    for section in SECTIONS:
        person.window.open_page("data", section)
        person.qtbot.wait(60)
        yield section


@pytest.mark.parametrize("size", [(1024, 640), (1600, 1000)])
@pytest.mark.parametrize("language", ["nl", "en"])
def test_no_control_is_larger_than_the_room_it_got(
    language: str, size: tuple[int, int], person: Person
) -> None:
    person.session.set_language(language)
    person.window.resize(*size)
    for name in pages_and_sections(person):
        for widget in controls(person.window):
            room = widget.parentWidget()
            assert room.rect().contains(widget.geometry()), f"{name}: {said(widget)} is cut"
