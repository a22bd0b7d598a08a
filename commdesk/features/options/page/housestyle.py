"""The organisation's own look, set once; a look at the head of a page shows what becomes of it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from msgspec.structs import replace
from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QColor, QFontDatabase, QPainter, QPaintEvent
from PySide6.QtWidgets import QColorDialog, QSizePolicy, QWidget

from commdesk.core import colours
from commdesk.core.errors import Refused
from commdesk.core.housestyle import (
    ACCENT,
    PLAIN,
    HouseStyle,
    house_style,
    read_colour,
    read_logo,
    set_house_style,
)
from commdesk.core.printed import Grid, Printed
from commdesk.core.words import N_, Words
from commdesk.features.options.page.saved import SavedField
from commdesk.kit import theme
from commdesk.kit.dialogs import pick_file
from commdesk.kit.flow import Flow
from commdesk.kit.form import Field
from commdesk.kit.page import Page
from commdesk.kit.paper import document_of, font_of, logo_of
from commdesk.kit.parts import Card, button, label

_MARGIN, _HEIGHT, _SHRUNK = 14, 150, 0.8
_COLOUR_HELP = N_("# and six digits or letters; empty is the blue of the program.")


class HouseStyleCard(Card):
    """Each field is one op, so one undo; what is typed shows in the look before it is saved."""

    def __init__(self, page: Page) -> None:
        super().__init__(page.words("House style"))
        self._page, self._style = page, PLAIN
        words = page.words
        self.body.addWidget(
            label(words("Stands in every workbook, PDF and print."), "small", wraps=True)
        )
        self.fields = {
            field.key: SavedField(field, words, today=page.desk.today, save=self._save)
            for field in _fields()
        }
        self.contrast = label(role="small", wraps=True)
        self.pick = button(words("Pick a colour"), self.pick_colour)
        self.logo = label(role="muted", wraps=True)
        self.choose = button(words("Choose a logo"), self.choose_logo)
        self.remove = button(words("Remove the logo"), self.remove_logo)
        self.error = label(role="error", wraps=True)
        self.preview = PagePreview(words)
        self._lay_out()

    def reload(self) -> None:
        self._style = house_style(self._page.desk.db)
        self.fields["font"].set_choices("font", _fonts(self._style.font, self._page.words))
        colour = f"#{self._style.accent}" if self._style.has_colour else ""
        shown = {"organisation": self._style.organisation, "font": self._style.font}
        for key, value in {**shown, "accent": colour}.items():
            self.fields[key].show_value(value)
        self.error.hide()
        self._show_logo()
        self._show_look()

    def pick_colour(self) -> None:
        """Let the user pick one by eye."""
        dialog = QColorDialog(QColor(f"#{self._style.accent}"), self._page)
        dialog.setWindowTitle(self._page.words("Pick a colour"))
        dialog.colorSelected.connect(lambda chosen: self.keep(accent=chosen.name()))
        dialog.finished.connect(lambda _code: dialog.deleteLater())
        dialog.open()

    def choose_logo(self) -> None:
        words = self._page.words
        kinds = words("Images") + " (*.png *.jpg *.jpeg)"
        pick_file(self._page, title=words("Choose a logo"), kinds=kinds, then=self.take_logo)

    def take_logo(self, path: Path) -> None:
        """Keep the image in a file; what cannot be drawn is refused before it is kept."""
        try:
            logo = read_logo(path)
            if logo_of(replace(PLAIN, logo=logo)) is None:
                raise Refused("{file} is damaged: it cannot be drawn.", file=path.name)
        except Refused as refused:
            self._refuse(refused)
        else:
            self.keep(logo=logo)

    def remove_logo(self) -> None:
        self.keep(logo=b"")

    def keep(self, **changes: Any) -> None:
        """Change just these of the style that is kept."""
        self.error.hide()
        page = self._page
        style = replace(house_style(page.desk.db), **changes)
        page.host.perform(
            lambda: page.desk.do(set_house_style, style),
            lambda _done: page.tell(N_("Saved")),
            self._refuse,
        )

    def _save(self, field: SavedField, value: Any) -> None:
        def done(_result: object) -> None:
            field.saved()
            self._page.tell(N_("Saved"))
            self.reload()

        style = replace(house_style(self._page.desk.db), **{field.key: value})
        self._page.do(set_house_style, style, form=field, then=done)

    def _refuse(self, refused: Refused) -> None:
        text = self._page.words(refused.text)
        self.error.setText(text)
        self.error.show()
        self._page.host.announce(text)

    def _lay_out(self) -> None:
        self.body.addWidget(self.fields["organisation"])
        self.body.addWidget(label(self._page.words("Logo"), "label"))
        self.body.addWidget(self.logo)
        self.body.addLayout(_row(self.choose, self.remove))
        self.body.addWidget(self.error)
        self.error.hide()
        self.body.addWidget(self.fields["font"])
        self.body.addWidget(self.fields["accent"])
        self.body.addWidget(self.contrast)
        self.body.addLayout(_row(self.pick))
        self.body.addWidget(label(self._page.words("So a page begins"), "label"))
        self.body.addWidget(self.preview)
        for field in self.fields.values():
            field.edited.connect(self._show_look)

    def _show_logo(self) -> None:
        words, picture = self._page.words, self._style.picture
        self.remove.setVisible(picture is not None)
        self.logo.setText(
            words(
                "{width} by {height} pixels, {size} kB",
                width=picture.width,
                height=picture.height,
                size=-(-len(self._style.logo) // 1000),
            )
            if picture
            else words("A PNG or JPEG image of at most 500 kB.")
        )

    def _show_look(self) -> None:
        """With what is typed now; a colour that is not finished yet waits."""
        typed = {key: field.value_now(key) for key, field in self.fields.items()}
        try:
            typed["accent"] = read_colour(typed["accent"])
        except Refused:
            typed["accent"] = self._style.accent
        style = replace(self._style, **typed)
        self.contrast.setText(_contrast(style, self._page.words))
        self.preview.show_style(style, self._page.desk.workbook.name)


class PagePreview(QWidget):
    """The head of a printed page, a little smaller than on paper; white in a dark window too."""

    def __init__(self, words: Words) -> None:
        super().__init__()
        self._words = words
        self._document = document_of(Printed("", ()), PLAIN, font_of(PLAIN))
        self.setAccessibleName(words("So a page begins"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_style(self, style: HouseStyle, workbook: str) -> None:
        words = self._words
        grid = Grid(
            (words("Moderation task"), words("Hours")),
            ((words("Hours a week"), words.number(36)),),
            (3, 1),
            frozenset({1}),
        )
        page = Printed(words("Weekly report"), (grid,), workbook)
        self._document = document_of(page, style, font_of(style))
        self.setAccessibleDescription(" ".join(self._document.toPlainText().split()))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(theme.px(320), theme.px(_HEIGHT))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.fillRect(self.rect(), QColor("white"))
        painter.setPen(theme.tokens().colour("edge"))
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
        room = QRectF(self.rect()).adjusted(_MARGIN, _MARGIN, -_MARGIN, -1)
        painter.setClipRect(room)
        painter.translate(room.topLeft())
        painter.scale(_SHRUNK, _SHRUNK)
        self._document.setTextWidth(room.width() / _SHRUNK)
        self._document.drawContents(painter)


def _row(*buttons: QWidget) -> Flow:
    row = Flow(gap=theme.GAP)
    for each in buttons:
        row.addWidget(each)
    return row


def _contrast(style: HouseStyle, words: Words) -> str:
    """Which ink headings get on the colour, and how well it can be read."""
    ratio = words.number(round(colours.contrast(style.ink, style.accent), 1))
    if not style.has_colour:
        return words("Headings in tables stay light blue with dark text.")
    if style.ink == colours.WHITE:
        return words("White text on it in headings: readable, contrast {ratio}.", ratio=ratio)
    return words("Dark text on it in headings: readable, contrast {ratio}.", ratio=ratio)


def _fonts(kept: str, words: Words) -> list[tuple[str, str]]:
    """What this computer has, and what was chosen on another."""
    known = [name for name in QFontDatabase.families() if not name.startswith(("@", "."))]
    away = [] if not kept or kept in known else [kept]
    return [
        ("", words("As the program")),
        *((name, words("{font} (not on this computer)", font=name)) for name in away),
        *((name, name) for name in known),
    ]


def _fields() -> tuple[Field, ...]:
    return (
        Field("organisation", N_("Organisation")),
        Field("font", N_("Font"), "choice"),
        Field("accent", N_("Colour"), placeholder=f"#{ACCENT}", help=_COLOUR_HELP),
    )
