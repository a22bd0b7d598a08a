"""`commdesk --self-test`: try every part on this computer, in a folder of its own, and say so."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import date
from importlib import import_module
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import click

from commdesk import __version__
from commdesk.catalog import FEATURES
from commdesk.core import backup, binaries, check, settings
from commdesk.core.clock import SystemClock
from commdesk.core.desk import Desk
from commdesk.core.errors import Refused
from commdesk.core.keys import Key, is_protected
from commdesk.core.paths import program_folder, user_data
from commdesk.core.resealing import reseal
from commdesk.core.sheets.reader import read_table
from commdesk.core.sheets.spec import Column
from commdesk.core.sheets.writer import Workbook as ExcelFile
from commdesk.core.values import Minutes, Week
from commdesk.core.words import LANGUAGES, N_, Text, Words, say
from commdesk.core.workbook import Workbook, add_closing_day
from commdesk.features.moderation import Moderator, Task

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from commdesk.shell.app import Session

Part = Callable[[Path], None]

_DAY = date(2026, 11, 23)
_COLOURS = 3
"""Ground, line and text: fewer, and nothing was drawn."""
_WORKS, _FAILS = N_("works"), N_("fails")
_MOST_NAMED = 5
"""Differing files that are named; of the others only how many."""
_DATES = {"nl": "ma 23 nov", "en": "Mon 23 Nov"}


def run() -> int:
    """Print a line for every part; 0 when all of them work, else 1."""
    words = Words(settings.load().language or settings.system_language())
    before = os.environ.get("COMMDESK_HOME")
    with TemporaryDirectory(prefix="commdesk-", ignore_cleanup_errors=True) as folder:
        os.environ["COMMDESK_HOME"] = str(Path(folder, "home"))
        try:
            results = [_try(part, title, Path(folder), words) for title, part in _parts()]
        finally:
            _restore(before)
    done = all(results)
    click.echo(words("Everything works.") if done else words("Not everything works here."))
    return 0 if done else 1


def _parts() -> tuple[tuple[str, Part], ...]:
    """Only what was built was handed out with a list of its files."""
    return (*OF_A_BUILD, *PARTS) if program_folder() else PARTS


def _restore(home: str | None) -> None:
    if home is None:
        del os.environ["COMMDESK_HOME"]
    else:
        os.environ["COMMDESK_HOME"] = home


def _try(part: Part, title: str, folder: Path, words: Words) -> bool:
    try:
        part(folder)
    except Refused as refused:
        said = words(refused.text)
    except Exception as error:  # noqa: BLE001 - whatever it is, the other parts are tried too
        said = f"{type(error).__name__}: {error}"
    else:
        click.echo(f"{words(_WORKS):8} {words(title)}")
        return True
    click.echo(f"{words(_FAILS):8} {words(title)}: {said}")
    return False


def _files(_: Path) -> None:
    """Every program and library against the list beside the program."""
    folder = program_folder()
    if folder is None or not (folder / binaries.LIST).is_file():
        raise Refused("{file} is gone", file=binaries.LIST)
    differing = binaries.differences(folder)
    named = differing[:_MOST_NAMED]
    if more := len(differing) - len(named):
        named.append(say("{n} more", n=more))
    if named:
        raise Refused(Text("{files}", {"files": named}))


def _make(folder: Path) -> Path:
    path = folder / f"{len(list(folder.iterdir()))}.commdesk"
    Desk.create(path, FEATURES, Workbook(f"commdesk {__version__}", start_on=_DAY)).close()
    return path


def _workbook(folder: Path) -> None:
    path = _make(folder)
    with Desk.open(path, FEATURES) as desk:
        desk.do(add_closing_day, date(2026, 12, 31), "—")
        _hold(desk.undo_label is not None, "no undo")
        desk.undo()
        _hold(desk.redo_label is not None, "no redo")
        _hold(not check.faults(desk.db.raw), "faults")
        backup.make(path, desk.now())
    with Desk.open(path, FEATURES, read_only=True) as twin:
        _hold(twin.redo_label is not None, "the undo was not kept")


def _passphrase(folder: Path) -> None:
    """As any user sets it; and the keyring of this computer can be loaded, not used."""
    path, key = _make(folder), Key.new("zeven blauwe fietsen")
    reseal(path, None, key)
    _hold(is_protected(path), "the file can be read by anybody")
    with Desk.open(path, FEATURES, key=key) as desk:
        _hold(desk.workbook.name.startswith("commdesk"), "it does not read back")
    reseal(path, key, None)
    Desk.open(path, FEATURES).close()
    import_module("keyring.backend")


def _excel(folder: Path) -> None:
    path = folder / "list.xlsx"
    columns = (Column("name", N_("Name")), Column("day", N_("When"), "date"))
    book = ExcelFile(Words("nl"), title="commdesk")
    book.add(N_("Members"), columns, [{"name": "Zoë Öztürk", "day": _DAY}])
    book.save(path)
    cells = [cell for _, row in read_table(path).rows for cell in row]
    _hold("Zoë Öztürk" in cells, f"the name came back as {cells}")
    _hold(_DAY in cells, f"the day came back as {cells}")


def _words(_: Path) -> None:
    for language in LANGUAGES:
        words = Words(language)
        _hold(words.date(_DAY) == _DATES[language], f"{language}: {words.date(_DAY)}")
        words.number(1234.5)
        words.listed(["a", "b", "c"])
    _hold(Words("nl")(N_("Members")) == "Leden", "the Dutch catalog is missing")


def _verbs(_: Path) -> None:
    for feature in FEATURES:
        for name in filter(None, (feature.commands, feature.schema, feature.demo)):
            import_module(name)


def _roster(_: Path) -> None:
    """An hour for the only one there is; without highspy the coverage alone would be found."""
    from commdesk.features.moderation.roster.solving import Instance, propose, wanted_of

    week = Week.of(_DAY)
    task = Task(name="—", id=1, weekly_minutes=Minutes(60))
    person = Moderator(name="—", id=1, weekly_minutes=Minutes(60))
    wanted = wanted_of([task], {(1, week): Minutes(60)}, (), (), _DAY)
    problem = Instance((week,), _DAY, (task,), (person,), wanted)
    _hold(propose(problem, seconds=60).is_optimal, "the roster is not proven")


def _window(folder: Path) -> None:
    """Every page, really painted, on a screen that nobody sees."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from PySide6.QtWidgets import QApplication

    from commdesk.kit import icons
    from commdesk.shell.app import Session

    app = QApplication.instance() or QApplication([])
    if not isinstance(app, QApplication):
        raise TypeError(app)
    session = Session(app, FEATURES, SystemClock())
    session.begin(_make(folder))
    try:
        _open_every_page(session)
        icons.load_icons(app)
    finally:
        session.end()
    _hold(not (user_data() / "crash").exists(), "a page crashed")


def _open_every_page(session: Session) -> None:
    window = session.window
    if window is None:
        raise RuntimeError("no window")
    for name, _title in window.page_titles:
        window.open_page(name)
        _hold(_is_painted(window), f"{name} stays empty")


def _is_painted(window: QWidget) -> bool:
    image = window.grab().toImage()
    across, down = range(0, image.width(), 7), range(0, image.height(), 7)
    return len({image.pixel(x, y) for x in across for y in down}) >= _COLOURS


def _hold(is_so: bool, otherwise: str) -> None:  # noqa: FBT001 - reads as a claim
    if not is_so:
        raise RuntimeError(otherwise)


OF_A_BUILD: tuple[tuple[str, Part], ...] = ((N_("the files: as they were handed out"), _files),)
PARTS: tuple[tuple[str, Part], ...] = (
    (N_("a workbook: make, change, undo, check, back up"), _workbook),
    (N_("a passphrase: set, opened with, removed"), _passphrase),
    (N_("an Excel file: write, and read in a process of its own"), _excel),
    (N_("both languages: words, dates, numbers"), _words),
    (N_("every feature: tables and verbs"), _verbs),
    (N_("a roster: proposed in a process of its own"), _roster),
    (N_("the window: every page, painted out of sight"), _window),
)
