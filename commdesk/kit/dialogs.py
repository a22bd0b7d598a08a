"""Questions that must be answered: clear verbs on the buttons, never two deep, never blocking."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QLayout,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from commdesk.core.errors import Broken
from commdesk.core.words import Words
from commdesk.kit import theme
from commdesk.kit.parts import button, label


class Question(QDialog):
    """A sentence, what follows from it, and two buttons that say what they do."""

    def __init__(
        self,
        parent: QWidget,
        words: Words,
        title: str,
        text: str,
        do: str,
        *,
        is_danger: bool = False,
    ) -> None:
        super().__init__(parent)
        if QApplication.activeModalWidget() is not None:
            raise Broken("a dialog was opened on top of another")
        self.setWindowTitle(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(24, 20, 24, 20)
        self.column.setSpacing(12)
        self.column.setSizeConstraint(QLayout.SizeConstraint.SetMinimumSize)
        self.setMinimumWidth(theme.px(420))
        self.column.addWidget(label(title, "section", wraps=True))
        self._text = label(text, wraps=True)
        self.column.addWidget(self._text)
        self._text.setVisible(bool(text))
        self._do = button(do, self.accept, "danger" if is_danger else "primary")
        self._leave = button(words("Cancel"), self.reject)
        row = QHBoxLayout()
        row.addStretch()
        row.addWidget(self._leave)
        row.addWidget(self._do)
        self._buttons = row
        self.column.addLayout(row)
        (self._leave if is_danger else self._do).setDefault(True)
        (self._leave if is_danger else self._do).setFocus()

    def add(self, widget: QWidget) -> None:
        """Something to fill in, above the buttons."""
        self.column.insertWidget(self.column.count() - 1, widget)


def ask(
    parent: QWidget,
    words: Words,
    *,
    title: str,
    text: str,
    do: str,
    then: Callable[[], object],
    is_danger: bool = False,
) -> Question:
    """Ask; `then` runs when they press `do`, whose text is a verb. All texts are worded."""
    question = Question(parent, words, title, text, do, is_danger=is_danger)
    question.accepted.connect(then)
    question.open()
    return question


def ask_text(
    parent: QWidget,
    words: Words,
    *,
    title: str,
    text: str = "",
    name: str,
    do: str,
    then: Callable[[str], object],
    help: str = "",
) -> Question:
    """Ask for one line; `name` is its label, `help` stands under it.

    The button works once something is typed.
    """
    question = Question(parent, words, title, text, do)
    line = QLineEdit()
    buddy = label(name, "label")
    buddy.setBuddy(line)
    question.add(buddy)
    question.add(line)
    if help:
        question.add(label(help, "small", wraps=True))
        line.setAccessibleDescription(help)
    line.setAccessibleName(name)
    question._do.setEnabled(False)  # noqa: SLF001 - one module, one dialog
    line.textChanged.connect(lambda now: question._do.setEnabled(bool(now.strip())))  # noqa: SLF001
    line.setFocus()
    question.accepted.connect(lambda: then(line.text().strip()))
    question.open()
    return question


def ask_to_drop(
    parent: QWidget, words: Words, *, is_typed: bool, then: Callable[[], object]
) -> None:
    """Before a form is left: nothing that was typed is thrown away without a question."""
    if not is_typed:
        then()
        return
    ask(
        parent,
        words,
        title=words("Throw away what was typed?"),
        text=words("It is not saved yet."),
        do=words("Throw away"),
        then=then,
        is_danger=True,
    )


def tell(parent: QWidget, words: Words, *, title: str, text: str) -> Question:
    """Say something that must be read before going on."""
    told = Question(parent, words, title, text, words("OK"))
    told._leave.hide()  # noqa: SLF001 - one module, one dialog
    told.open()
    return told


def pick_file(
    parent: QWidget, *, title: str, kinds: str, then: Callable[[Path], object], folder: str = ""
) -> None:
    """Let the user choose a file to open; `kinds` as Qt writes them: `Excel (*.xlsx)`."""
    dialog = QFileDialog(parent, title, folder, kinds)
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    _open(dialog, then)


def pick_place(
    parent: QWidget, *, title: str, kinds: str, then: Callable[[Path], object], name: str = ""
) -> None:
    """Let the user choose where a new file goes."""
    dialog = QFileDialog(parent, title, name, kinds)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    if name:
        dialog.selectFile(name)
        dialog.setDefaultSuffix(Path(name).suffix.lstrip("."))
    _open(dialog, then)


def pick_folder(parent: QWidget, *, title: str, then: Callable[[Path], object]) -> None:
    """Let the user choose a folder in which files are put."""
    dialog = QFileDialog(parent, title)
    dialog.setFileMode(QFileDialog.FileMode.Directory)
    dialog.setOption(QFileDialog.Option.ShowDirsOnly)
    _open(dialog, then)


def _open(dialog: QFileDialog, then: Callable[[Path], object]) -> None:
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.fileSelected.connect(lambda chosen: then(Path(chosen)))
    dialog.open()
