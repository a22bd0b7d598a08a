"""A page of the window: header, banner, content; it watches tables and reloads itself."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, ClassVar, TypeVar

from msgspec import Struct
from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from commdesk.core.desk import Desk
from commdesk.core.errors import Refused
from commdesk.core.words import N_, Text
from commdesk.kit import theme
from commdesk.kit.copies import copyable_in
from commdesk.kit.header import NEW, Banner, Header
from commdesk.kit.host import Host, Then
from commdesk.kit.regions import Regions, first_to_focus

if TYPE_CHECKING:
    from commdesk.kit.form import Form

__all__ = ["NEW", "PRINT", "Page", "PageAction", "Regions"]

COPY_TABLE = "Ctrl+Shift+C"
PRINT = "Ctrl+P"
"""The key of what a page prints: an action with the name `print`."""
T = TypeVar("T")


class PageAction(Struct, frozen=True):
    """Something that can be done on a page: in its header, the menu and Ctrl+K."""

    text: str
    """English msgid; Dutch infinitive."""
    slot: Callable[[], object]
    shortcut: str = ""
    """`NEW` for what makes the new thing of this page; empty: no key of its own."""
    in_header: bool = True
    name: str = ""
    """Stable name, for what the shell looks for: `log_message`."""
    in_menu: bool = True
    """Whether it stands in the menu too; Ctrl+K finds it in any case."""


class Page(QWidget):
    """Base of every page: say what it watches, build it once, reload it when that changed."""

    NAME: ClassVar[str] = ""
    TITLE: ClassVar[str] = ""
    """English msgid."""
    HELP: ClassVar[str] = ""
    """English msgid for F1: what the page is for, and its keys."""
    KEYS: ClassVar[tuple[tuple[str, str], ...]] = ()
    """For F1: keys that work in its lists, each with an English msgid; actions say their own."""
    WATCHES: ClassVar[frozenset[str]] = frozenset()
    """Tables whose change makes it reload."""
    ICON: ClassVar[str] = ""

    def __init__(self, desk: Desk, host: Host) -> None:
        super().__init__()
        self.desk = desk
        self.host = host
        self.words = host.words
        self.is_stale = True
        self.setProperty("role", "page")
        self.setAccessibleName(self.words(self.TITLE))
        self.banner = Banner(self.words)
        self.header = Header(self.words(self.TITLE))
        self.content = QVBoxLayout()
        self.content.setSpacing(theme.REGION_GAP)
        column = QVBoxLayout(self)
        column.setContentsMargins(*(theme.PAGE_MARGIN,) * 4)
        column.setSpacing(theme.REGION_GAP)
        column.addWidget(self.header)
        column.addWidget(self.banner)
        column.addLayout(self.content, 1)
        self.build()
        self.show_actions()

    def build(self) -> None:
        """Make the widgets, once: add them to `self.content`."""

    def watched(self) -> frozenset[str]:
        """The tables to watch; a reader of all features says so here."""
        return self.WATCHES

    def reload(self) -> None:
        """Read again what the page shows."""

    def show_target(self, target: object) -> None:
        """Select the thing with this id; called after the page is shown."""

    def bookmark(self) -> str:
        """The target of the bookmark that holds now; tell the host when it is another."""
        return ""

    def shown_part(self) -> Page:
        """The section inside this page that the user is in; F1 and its keys are about that."""
        return self

    def primary_action(self) -> PageAction | None:
        """The one coloured button; it says its own key, as every action does."""
        return None

    def page_actions(self) -> list[PageAction]:
        """Everything else that can be done here."""
        return []

    def menu_actions(self) -> list[PageAction]:
        """All of that, and what every page with a table can: for the menu and Ctrl+K."""
        actions = self.page_actions()
        if any(each.shortcut == COPY_TABLE for each in actions) or not copyable_in(self):
            return actions
        copying = PageAction(
            N_("Copy the table"), self.copy_table, COPY_TABLE, in_header=False, name="copy_table"
        )
        return [*actions, copying]

    def copy_table(self) -> None:
        """The whole table or list that has the keyboard, else the largest that shows."""
        shown = [each for each in copyable_in(self) if each.isVisible() and each.count_all()]
        if shown:
            shown[0].copy_all()
        else:
            self.tell(N_("There is nothing to copy here."))

    def filter_field(self) -> QLineEdit | None:
        """Where Ctrl+F and / go."""
        return None

    def person_at_hand(self) -> int | None:
        """Who is selected here, by id: what can be done with somebody from any page."""
        return None

    def take_focus(self) -> None:
        """Put the keyboard where the work is: the first list that shows, else the first control."""
        first_to_focus(self, self.header).setFocus(Qt.FocusReason.OtherFocusReason)

    def has_unsaved(self) -> bool:
        """Whether something is typed that is not saved yet; the window asks before it closes."""
        return False

    def drop_unsaved(self) -> None:
        """The user chose to close without saving."""

    def do(
        self,
        op: Callable[..., Any],
        *args: Any,
        then: Then | None = None,
        form: Form | None = None,
        **kwargs: Any,
    ) -> None:
        """Write through the desk. A refusal shows next to its field in `form`, or as a banner."""
        self.banner.hide()
        self.host.perform(
            lambda: self.desk.do(op, *args, **kwargs),
            then,
            lambda refused: self.show_refusal(refused, form),
        )

    @contextmanager
    def refusals(self, form: Form | None = None) -> Iterator[None]:
        """Show what is refused inside (a date that cannot be read) instead of raising it."""
        try:
            yield
        except Refused as refused:
            self.show_refusal(refused, form)

    def show_refusal(self, refused: Refused, form: Form | None = None) -> None:
        text = self.words(refused.text)
        if form is None or not form.show_error(refused.field, text):
            self.banner.show_text(text, "bad")
        self.host.announce(text)

    def tell_why(
        self, error: Exception, cancelled: str = N_("Cancelled. Nothing was changed.")
    ) -> None:
        """Say why a job has no result: it was refused, or the user stopped it."""
        if isinstance(error, Refused):
            self.show_refusal(error)
        else:
            self.tell(cancelled)

    def tell(self, text: str | Text) -> None:
        """Say what was done: to a screen reader and in the status line."""
        self.host.announce(self.words(text))

    def show_actions(self) -> None:
        """Put the actions in the header; again when they changed."""
        actions = [each for each in self.page_actions() if each.in_header]
        self.header.show_actions(self.words, actions, self.primary_action())

    def embed(self) -> None:
        """Be a section of another page: no margins, a smaller title."""
        self.layout().setContentsMargins(0, 0, 0, 0)  # type: ignore[union-attr]
        self.header.embed()

    def put_under_header(self, widget: QWidget) -> None:
        """Something between the title and the content: the tabs of what this page is a part of."""
        self.layout().insertWidget(1, widget)  # type: ignore[union-attr]

    def tables_changed(self, tables: frozenset[str]) -> None:
        """Reload when one of ours changed: now, or when the page is next shown."""
        if not tables & self.watched():
            return
        if self.isVisible():
            self.refresh()
        else:
            self.is_stale = True

    def begin_day(self) -> None:
        """What it shows may be of another day now: read it again, or when it is next shown."""
        if self.isVisible():
            self.refresh()
        else:
            self.is_stale = True

    def freshen(self) -> None:
        """Reload if something changed; before it is shown, since Qt is laying out by then."""
        if self.is_stale:
            self.refresh()

    def refresh(self) -> None:
        self.is_stale = False
        self.reload()

    def heightForWidth(self, width: int) -> int:
        """As little as its parts need; the scroll area around it asks for this height."""
        return self.layout().minimumHeightForWidth(width)  # type: ignore[union-attr]

    def showEvent(self, event: QShowEvent) -> None:
        self.freshen()
        super().showEvent(event)
