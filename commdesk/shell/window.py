"""The window of one open workbook: bar, side bar, pages, status line, and their keys."""

from __future__ import annotations

import sys

from PySide6.QtCore import QByteArray, QEvent, Qt
from PySide6.QtGui import QCloseEvent, QMouseEvent, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QApplication,
    QMainWindow,
    QMenuBar,
)

from commdesk.core.desk import Desk
from commdesk.core.errors import Refused
from commdesk.core.settings import Settings
from commdesk.core.words import Words
from commdesk.kit import icons
from commdesk.kit.formkeys import resume
from commdesk.kit.header import Banner
from commdesk.kit.signals import after_pause, later, on_key, soon
from commdesk.shell.backing import watch_backups
from commdesk.shell.badges import Badges
from commdesk.shell.bookmarks import Bookmarks
from commdesk.shell.daybreak import Daybreak
from commdesk.shell.frame import Frame
from commdesk.shell.helppanel import HelpPanel
from commdesk.shell.host import PageHost
from commdesk.shell.idle import Idle
from commdesk.shell.leaving import has_unsaved, is_held_up
from commdesk.shell.memory import Memory
from commdesk.shell.menu import Menus
from commdesk.shell.noticing import show_notices
from commdesk.shell.offers import make_pages, palette_commands
from commdesk.shell.pages import Groups, present
from commdesk.shell.palette import Palette
from commdesk.shell.recovering import damage_shown
from commdesk.shell.sidebar import SideBar
from commdesk.shell.statusline import StatusLine, file_line
from commdesk.shell.topbar import TopBar
from commdesk.shell.undoing import Undoing
from commdesk.shell.verbs import Owner, fill_menus

LEAST_SIZE = (960, 560)
FIRST_SIZE = (1280, 800)
_WINDOW_KEYS = Qt.ShortcutContext.WindowShortcut


class Window(QMainWindow):
    """One workbook. Everything that a page may ask for goes through `host`."""

    def __init__(
        self,
        desk: Desk,
        words: Words,
        settings: Settings,
        owner: Owner,
        groups: Groups | None = None,
    ) -> None:
        super().__init__()
        self.desk, self.words, self.settings, self.owner = desk, words, settings, owner
        self.groups = present() if groups is None else groups
        self.memory = Memory(self)
        self.host = PageHost(desk, words, self.memory, self.groups)
        self.host.has_letter_keys = settings.single_letter_keys
        self.stage = self.host.stage
        self.undoing = Undoing(self.host, self.show_refusal)
        self._is_painted = False
        self._is_leaving = False
        self._build()
        self._wire()
        self._restore()

    def open_page(self, name: str, target: object = None) -> None:
        """Show it, with the keyboard in what was half typed there, else where the work is."""
        self.palette_list.close_list()
        with damage_shown(self):
            self.host.open_page(name, target)
        page = self.stage.current_page
        if page is None or self.side.has_focus():
            return
        if target is not None or not resume(page):
            page.take_focus()

    def filter(self) -> None:
        """Go to the filter of this page; where there is none, to its list."""
        page = self.stage.current_page
        field = page.filter_field() if page else None
        if field is not None:
            field.show()
            field.setFocus(Qt.FocusReason.ShortcutFocusReason)
            field.selectAll()
        elif page is not None:
            page.take_focus()

    def search(self) -> None:
        self.palette_list.focus(QApplication.focusWidget())

    def log_message(self) -> None:
        """What came of the last message to whoever is selected, else contact to be logged."""
        page = self.stage.current_page
        person = page.shown_part().person_at_hand() if page else None
        self.open_page("outreach", f"reply/{person or ''}")

    def show_refusal(self, refused: Refused) -> None:
        """Say on the page that shows why something could not be done."""
        if page := self.stage.current_page:
            page.show_refusal(refused)

    def retire(self) -> None:
        """Make place for a window over the same desk, which stays open."""
        self._stop_listening()
        self.host.jobs.let_go()
        self.host.actions_changed.disconnect(self._show_actions)
        self.badges.stop()
        self.backing.stop()
        self.memory.save()
        self.hide()
        self.deleteLater()

    def toggle_help(self) -> None:
        self.help.setVisible(self.help.isHidden())

    @property
    def page_titles(self) -> list[tuple[str, str]]:
        """(name, English msgid) of the pages, in side bar order."""
        return [(place.name, place.title) for group in self.groups for place in group]

    def _build(self) -> None:
        self.setWindowTitle(f"{self.desk.workbook.name} – commdesk")
        self.setMinimumSize(*LEAST_SIZE)
        self.resize(*FIRST_SIZE)
        on_mac = sys.platform == "darwin"
        bar = self.menuBar() if on_mac else QMenuBar()
        self.menus = Menus(bar, self.words)
        fill_menus(self)
        self.top = TopBar(self.words, self.desk.workbook.name, None if on_mac else self.menus)
        self.side = SideBar(self.groups, self.words)
        self.bookmarks = Bookmarks(self.desk, self.host, self.side, self.open_page)
        self.banner = Banner(self.words)
        self.help = HelpPanel(self.words)
        self.status = StatusLine(self.words, self.host.jobs)
        self.setStatusBar(self.status)
        self.setCentralWidget(Frame(self.top, self.side, self.banner, self.stage, self.help))
        self.palette_list = Palette(
            self,
            self.top.search,
            self.desk,
            self.words,
            lambda: palette_commands(self),
            self.open_page,
        )
        self.palette_list.came.connect(lambda: make_pages(self))
        self.idle = Idle(self.desk, self.is_busy, self)
        self.day = Daybreak(self.desk, self)
        self.badges = Badges(self.desk, self.host.jobs, self)
        self.backing = watch_backups(self)
        show_notices(self)

    def _wire(self) -> None:
        self.side.chosen.connect(self.open_page)
        self.top.undo.clicked.connect(lambda _checked=False: self.undoing.undo())
        self.top.redo.clicked.connect(lambda _checked=False: self.undoing.redo())
        self.stage.page_changed.connect(self._page_changed)
        self.host.announced.connect(self.status.announce)
        self.host.actions_changed.connect(self._show_actions)
        self.idle.locking.connect(self.owner.lock, Qt.ConnectionType.QueuedConnection)
        self.host.serve(self.owner)
        self._refresh_soon = after_pause(self, 120, self._refresh)
        self.idle.changed.connect(self._refresh_soon)
        self.idle.changed.connect(self.day.look)
        self.idle.met.connect(self._meet)
        self.badges.counted.connect(self.side.show_badges)
        self.day.came.connect(self._begin_day)
        # Queued: what wakes it is an event of the window that this replaces.
        self.idle.refused.connect(self.owner.reopen, Qt.ConnectionType.QueuedConnection)
        self._stop_listening = self.desk.on_change(self._changed)
        on_key(self, "/", self.filter, _WINDOW_KEYS)
        for number, (name, _title) in enumerate(self.page_titles[:-1], 1):
            self._page_key(f"Ctrl+{number}", name)
        self._page_key("Ctrl+0", self.page_titles[-1][0])

    def _page_key(self, keys: str, name: str) -> None:
        on_key(self, keys, lambda: self.open_page(name), _WINDOW_KEYS)

    def _restore(self) -> None:
        if self.settings.window:
            self.restoreGeometry(QByteArray.fromBase64(self.settings.window.encode()))
        self._show_undo()
        self.status.show_saved(None)
        today = self.desk.today().isoformat()
        is_new_day, self.memory["day"] = self.memory.get("day") != today, today
        page = "" if is_new_day else self.memory.get("page", "")
        self.open_page(page if self.host.has_page(page) else self.stage.names[0])

    def _changed(self, tables: frozenset[str]) -> None:
        for page in self.stage.pages:
            page.tables_changed(tables)
        if "workbook_fact" in tables:
            soon(self, self.owner.follow_workbook)
        self.status.show_saved(self.desk.now().astimezone())
        self._show_undo()
        self._refresh_soon()

    def _refresh(self) -> None:
        """What is costly to count: badges and how large the file is."""
        if not self.desk.is_open:
            return  # asked for just before the window closed
        self.badges.count()
        self.bookmarks.show()
        self.status.show_file(file_line(self.desk, self.words))
        self._show_undo()

    def _show_undo(self) -> None:
        undo, redo = self.undoing.look()
        self.menus.show_undo(undo, redo)
        self.top.show_undo(undo, redo)
        self.status.show_last(undo)

    def _page_changed(self, name: str) -> None:
        self.side.show_current(name)
        self.palette_list.hide()
        self.memory["page"] = name
        self._show_actions()

    def _show_actions(self) -> None:
        page = self.stage.current_page
        if page is not None:
            self.menus.show_page(page.primary_action(), page.menu_actions())
        self.help.show_page(page, [self.words(title) for _name, title in self.page_titles])

    def is_busy(self) -> bool:
        """Whether work is going on, or something is typed that is not saved yet."""
        return self.host.jobs.is_busy or has_unsaved(self)

    def _begin_day(self) -> None:
        """What every page shows depends on the day."""
        for page in self.stage.pages:
            page.begin_day()
        self._refresh()
        day = self.words.long_date(self.desk.today())
        self.status.announce(self.words("A new day: {day}", day=day))

    def _meet(self) -> None:
        """Somebody wrote while this window rested: what was pressed was meant for what stood."""
        text = self.words(
            "Somebody else worked in this file meanwhile, and the pages show it now. What you "
            "pressed or clicked just now was not done: look first, then do it again."
        )
        self.banner.show_text(text, "warn")
        self.status.announce(text)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._is_painted:
            self._is_painted = True
            self.idle.watch(self)
            soon(self, self._refresh)
            later(self, 30, self._draw_icons)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.ActivationChange and self.isActiveWindow():
            self.day.look()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """On nothing that takes it: away with the list of Ctrl+K."""
        self.palette_list.hide()
        super().mousePressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.palette_list.hide()

    def closeEvent(self, event: QCloseEvent) -> None:
        if not self._is_leaving and is_held_up(self):
            event.ignore()
            return
        self.badges.stop()
        self.backing.stop()
        self.host.jobs.stop()
        self._stop_listening()
        self.memory.save()
        self.owner.closed(bytes(self.saveGeometry().toBase64().data()).decode())
        super().closeEvent(event)

    def close_anyway(self) -> None:
        """Close without asking; what was typed and not saved is gone."""
        for page in self.stage.pages:
            page.drop_unsaved()
        self._is_leaving = True
        self.close()

    def _draw_icons(self) -> None:
        app = QApplication.instance()
        if isinstance(app, QApplication):
            icons.load_icons(app)
