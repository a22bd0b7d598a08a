"""How everything looks: tokens, palette, fonts, spacing, icons; colours are known only here."""

from __future__ import annotations

import re
from string import Template
from typing import Any, Literal, cast

from msgspec import Struct, field
from msgspec.structs import asdict
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPalette
from PySide6.QtWidgets import QApplication, QStyleFactory, QWidget

from commdesk.core.paths import resource
from commdesk.kit.contrast import luminance

Tone = Literal["accent", "good", "warn", "bad", "plain"]
Role = Literal["body", "small", "label", "strong", "section", "title", "figure"]

PAGE_MARGIN = 20
CARD_PADDING = 16
GAP = 8
REGION_GAP = 16
ROW_HEIGHT = 34
CONTROL_HEIGHT = 32
RADIUS = 6
ACCENT_BAR = 3


class Tokens(Struct, frozen=True):
    """One scheme of colours, as look.md names them."""

    ground: str
    surface: str
    line: str
    edge: str
    text: str
    muted: str
    accent: str
    accent_hover: str
    on_accent: str
    accent_soft: str
    good: str
    good_soft: str
    warn: str
    warn_soft: str
    bad: str
    bad_soft: str
    is_dark: bool

    def colour(self, name: str) -> QColor:
        return QColor(getattr(self, name))


LIGHT = Tokens(
    ground="#F6F7F9",
    surface="#FFFFFF",
    line="#D8DDE4",
    edge="#7A8694",
    text="#18212C",
    muted="#55606E",
    accent="#1D5FBF",
    accent_hover="#174F9F",
    on_accent="#FFFFFF",
    accent_soft="#E4EEFB",
    good="#1B7444",
    good_soft="#E6F3EB",
    warn="#8F5200",
    warn_soft="#FBEFDD",
    bad="#B3261E",
    bad_soft="#FBE7E5",
    is_dark=False,
)
DARK = Tokens(
    ground="#14181F",
    surface="#1C222B",
    line="#343D49",
    edge="#728094",
    text="#E8EDF4",
    muted="#A6B1C0",
    accent="#82B4FF",
    accent_hover="#A3C8FF",
    on_accent="#14181F",
    accent_soft="#22324A",
    good="#6FCB99",
    good_soft="#1B3327",
    warn="#E8B968",
    warn_soft="#3A2D18",
    bad="#FF8F86",
    bad_soft="#43211F",
    is_dark=True,
)

# (what is drawn, on what, the least contrast): WCAG 2.2 for text 4.5, for shapes 3; look.md asks
# 7 for body text.
COLOUR_PAIRS: tuple[tuple[str, str, float], ...] = (
    *(("text", ground, 7.0) for ground in ("ground", "surface", "accent_soft")),
    *(("muted", ground, 4.5) for ground in ("ground", "surface", "accent_soft")),
    *(("edge", ground, 3.0) for ground in ("ground", "surface", "accent_soft")),
    *(("accent", ground, 4.5) for ground in ("ground", "surface", "accent_soft")),
    ("on_accent", "accent", 4.5),
    ("on_accent", "accent_hover", 4.5),
    *((tone, ground, 4.5) for tone in ("good", "warn", "bad") for ground in ("ground", "surface")),
    *((tone, f"{tone}_soft", 4.5) for tone in ("good", "warn", "bad")),
    *((tone, "accent_soft", 4.5) for tone in ("good", "warn", "bad")),
    *(("text", f"{tone}_soft", 7.0) for tone in ("good", "warn", "bad")),
    ("line", "surface", 1.3),
)

_POINTS: dict[Role, tuple[float, QFont.Weight]] = {
    "body": (10.5, QFont.Weight.Normal),
    "small": (9.5, QFont.Weight.Normal),
    "label": (9.5, QFont.Weight.DemiBold),
    "strong": (10.5, QFont.Weight.DemiBold),
    "section": (13, QFont.Weight.DemiBold),
    "title": (20, QFont.Weight.DemiBold),
    "figure": (24, QFont.Weight.DemiBold),
}
_LENGTH = re.compile(r"(\d+(?:\.\d+)?)(pt|px)")
_THIN = 4  # lines and rings keep their width when the text grows
_LOOK = "commdeskLook"
_DARK_GROUND = 0.2  # luminance under which a ground counts as dark


class Look(Struct, frozen=True):
    """What is in force now: a scheme and how much larger than normal the text is."""

    tokens: Tokens
    scale: float = 1.0
    metrics: dict[Role, QFontMetrics] = field(default_factory=dict)


def apply(app: QApplication, theme: str = "system", text_scale: float = 1.0) -> None:
    """Give the program its look; again when the user or the system changes it.

    `theme` is system, light or dark. A high-contrast palette of the system wins over ours.
    """
    if not app.property(_LOOK):
        app.setStyle(QStyleFactory.create("Fusion"))
    _ask_system(app, theme)
    tokens = _tokens(app, theme)
    app.setProperty(_LOOK, Look(tokens, text_scale))
    app.setFont(font("body"))
    app.setPalette(_palette(tokens))
    app.setStyleSheet(_style_sheet(tokens, text_scale))


def look() -> Look:
    app = QApplication.instance()
    found = app.property(_LOOK) if app else None
    return cast("Look", found) if found else Look(LIGHT)


def tokens() -> Tokens:
    return look().tokens


def px(length: float) -> int:
    """A length on screen that grows with the text."""
    return round(length * look().scale)


def font(role: Role = "body") -> QFont:
    """The system's font in one of our sizes, with figures of equal width."""
    points, weight = _POINTS[role]
    made = QFont(QApplication.font().family())
    made.setPointSizeF(points * look().scale)
    made.setWeight(weight)
    made.setFeature(QFont.Tag("tnum"), 1)
    return made


def metrics(role: Role = "body") -> QFontMetrics:
    """How large texts in this font are; kept, since a list asks it for every row."""
    kept = look().metrics
    if role not in kept:
        kept[role] = QFontMetrics(font(role))
    return kept[role]


def tone_colours(tone: Tone) -> tuple[QColor, QColor]:
    """Ink and ground of a chip or a cell in this tone."""
    now = tokens()
    if tone == "plain":
        return now.colour("muted"), now.colour("ground")
    return now.colour(tone), now.colour(f"{tone}_soft")


def restyle(widget: QWidget) -> None:
    """Let the style sheet look again after a property changed."""
    widget.style().unpolish(widget)
    widget.style().polish(widget)


def set_role(widget: QWidget, role: str) -> None:
    """Name what a widget is to the style sheet: card, primary, muted, title..."""
    widget.setProperty("role", role)
    restyle(widget)


def follow_system(app: QApplication, again: Any) -> None:
    """Call `again` when the system turns light or dark, or its contrast changes.

    `again` is a method of a QObject, so that it is forgotten with it.
    """
    queued = Qt.ConnectionType.QueuedConnection
    hints = app.styleHints()
    hints.colorSchemeChanged.connect(again, queued)
    if accessibility := getattr(hints, "accessibility", None):
        accessibility().contrastPreferenceChanged.connect(again, queued)


def _ask_system(app: QApplication, theme: str) -> None:
    """Title bars and native dialogs follow the user's choice too."""
    schemes = {"light": Qt.ColorScheme.Light, "dark": Qt.ColorScheme.Dark}
    wanted = schemes.get(theme, Qt.ColorScheme.Unknown)
    app.setPalette(QPalette())
    app.styleHints().setColorScheme(wanted)


def _tokens(app: QApplication, theme: str) -> Tokens:
    if _has_high_contrast(app):
        return _from_system(app.palette())
    if theme == "system":
        return DARK if app.styleHints().colorScheme() == Qt.ColorScheme.Dark else LIGHT
    return DARK if theme == "dark" else LIGHT


def _has_high_contrast(app: QApplication) -> bool:
    if (asked := getattr(app.styleHints(), "accessibility", None)) is None:
        return False  # before Qt 6.10
    return bool(asked().contrastPreference() == Qt.ContrastPreference.HighContrast)


def _from_system(palette: QPalette) -> Tokens:
    """Tokens made of the colours that the user's high-contrast palette has."""
    role = QPalette.ColorRole
    ground, text = palette.color(role.Window).name(), palette.color(role.WindowText).name()
    base = palette.color(role.Base).name()
    accent, on_accent = (
        palette.color(role.Highlight).name(),
        palette.color(role.HighlightedText).name(),
    )
    named = {name: text for name in Tokens.__struct_fields__ if name != "is_dark"}
    named |= dict.fromkeys(("surface", "accent_soft", "good_soft", "warn_soft", "bad_soft"), base)
    named |= {"ground": ground, "accent": accent, "accent_hover": accent, "on_accent": on_accent}
    return Tokens(**named, is_dark=luminance(QColor(ground)) < _DARK_GROUND)


def _palette(now: Tokens) -> QPalette:
    role = QPalette.ColorRole
    named = {
        role.Window: now.ground,
        role.WindowText: now.text,
        role.Base: now.surface,
        role.AlternateBase: now.ground,
        role.Text: now.text,
        role.Button: now.surface,
        role.ButtonText: now.text,
        role.BrightText: now.bad,
        role.Highlight: now.accent,
        role.HighlightedText: now.on_accent,
        role.Link: now.accent,
        role.LinkVisited: now.accent,
        role.PlaceholderText: now.muted,
        role.ToolTipBase: now.text,
        role.ToolTipText: now.ground,
        role.Mid: now.line,
        role.Dark: now.edge,
        role.Accent: now.accent,
    }
    palette = QPalette()
    for each, colour in named.items():
        palette.setColor(each, QColor(colour))
    for each in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, each, QColor(now.muted))
    return palette


def _style_sheet(now: Tokens, scale: float) -> str:
    source = resource("theme", "commdesk.qss").read_text("utf-8")
    shade = "dark" if now.is_dark else "light"
    values = {**asdict(now), "icons": resource("icons").as_posix(), "shade": shade}
    return Template(_LENGTH.sub(lambda found: _scaled(found, scale), source)).substitute(values)


def _scaled(found: re.Match[str], scale: float) -> str:
    length = float(found[1])
    if found[2] == "px" and length <= _THIN:
        return found[0]
    return f"{length * scale:.4g}{found[2]}" if found[2] == "pt" else f"{round(length * scale)}px"
