"""Fields in a text on screen: holes in colour and underlined, and said in words below it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from html import escape

from PySide6.QtCore import QSignalBlocker
from PySide6.QtGui import QSyntaxHighlighter, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QPlainTextEdit

from commdesk.core.words import Words
from commdesk.features.outreach.templates.fields import Filled, Hole
from commdesk.kit import theme
from commdesk.kit.theme import Tone

Finds = Callable[[str], Sequence[Hole]]
_SAID = 3
_UNDERLINES = {
    "empty": QTextCharFormat.UnderlineStyle.DashUnderline,
    "unknown": QTextCharFormat.UnderlineStyle.WaveUnderline,
    "broken": QTextCharFormat.UnderlineStyle.WaveUnderline,
}


class HoleMarks(QSyntaxHighlighter):
    """Marks what `find` finds in a text, as it is typed; no field runs over the end of a line."""

    def __init__(self, edit: QPlainTextEdit, find: Finds) -> None:
        super().__init__(edit.document())
        self._find = find

    def look_for(self, find: Finds) -> None:
        """Mark what this finds from now on: another person, other values."""
        self._find = find
        with QSignalBlocker(self.document()):  # nobody typed: nothing is to be kept
            self.rehighlight()

    def highlightBlock(self, text: str) -> None:
        for hole in self._find(text):
            start, end = qt_place(text, hole.start), qt_place(text, hole.end)
            self.setFormat(start, end - start, _look_of(hole))


def qt_place(text: str, place: int) -> int:
    """Where Qt counts this character: an emoji is two of its units."""
    return len(text[:place].encode("utf-16-le", "surrogatepass")) // 2


def select_hole(edit: QPlainTextEdit, hole: Hole) -> None:
    """Go to where something is missing: what is typed next takes its place."""
    text, cursor = edit.toPlainText(), edit.textCursor()
    cursor.setPosition(qt_place(text, hole.start))
    cursor.setPosition(qt_place(text, hole.end), QTextCursor.MoveMode.KeepAnchor)
    edit.setTextCursor(cursor)
    edit.setFocus()


def replace_text(edit: QPlainTextEdit, text: str) -> None:
    """Put another text there; the one before is a Ctrl+Z away."""
    cursor = edit.textCursor()
    cursor.select(QTextCursor.SelectionType.Document)
    cursor.insertText(text)


def hole_words(holes: Sequence[Hole], words: Words) -> str:
    """What is missing in words, one line each, each once; the first few and how many more."""
    said = list(dict.fromkeys(words(hole.words) for hole in holes))
    more = len(said) - _SAID
    if more > 0:
        return "\n".join([*said[:_SAID], words.plural("and {n} more", "and {n} more", more)])
    return "\n".join(said)


def as_html(filled: Filled) -> str:
    """A filled text for a label, its holes marked as in an edit."""
    parts, done = [], 0
    for hole in filled.holes:
        parts.append(escape(filled.text[done : hole.start]))
        parts.append(f'<u style="{_css_of(hole)}">{escape(hole.typed)}</u>')
        done = hole.end
    parts.append(escape(filled.text[done:]))
    return "".join(parts).replace("\n", "<br>")


def _tone_of(hole: Hole) -> Tone:
    return "warn" if hole.kind == "empty" else "bad"


def _look_of(hole: Hole) -> QTextCharFormat:
    ink, ground = theme.tone_colours(_tone_of(hole))
    made = QTextCharFormat()
    made.setForeground(ink)
    made.setBackground(ground)
    made.setUnderlineStyle(_UNDERLINES[hole.kind])
    made.setUnderlineColor(ink)
    return made


def _css_of(hole: Hole) -> str:
    ink, ground = theme.tone_colours(_tone_of(hole))
    return f"color:{ink.name()}; background-color:{ground.name()}"
