"""Colours as six hexadecimal digits: how well two can be told apart, and what ink one bears."""

from __future__ import annotations

WHITE, DARK, BLACK = "FFFFFF", "18212C", "000000"
READABLE = 4.5
"""The least contrast of text with what is behind it (WCAG 2.2, 1.4.3)."""


def contrast(one: str, other: str) -> float:
    """Contrast of two colours by WCAG 2.x, 1 to 21."""
    return ratio(_light_of(one), _light_of(other))


def ratio(one: float, other: float) -> float:
    """Contrast of two luminances, each 0 to 1."""
    light, dark = max(one, other), min(one, other)
    return (light + 0.05) / (dark + 0.05)


def luminance(red: float, green: float, blue: float) -> float:
    """Relative luminance, 0 (black) to 1 (white), of channels from 0 to 1."""
    return 0.2126 * _linear(red) + 0.7152 * _linear(green) + 0.0722 * _linear(blue)


def ink_on(ground: str) -> str:
    """White, the house's dark ink or else black: one of them can be read on every ground."""
    inks = (WHITE, DARK, BLACK)
    return next((ink for ink in inks if contrast(ink, ground) >= READABLE), BLACK)


def ink_of(colour: str) -> str:
    """The colour itself where it can be read on white paper, else made dark enough for it."""
    channels = _channels(colour)
    while ratio(luminance(*channels), 1) < READABLE:
        channels = [part * 0.95 for part in channels]
    return _written(channels)


def soft(colour: str) -> str:
    """A light ground in this colour, under dark ink."""
    return _written([1 - (1 - part) * 0.12 for part in _channels(colour)])


def _channels(colour: str) -> list[float]:
    return [int(colour[place : place + 2], 16) / 255 for place in (0, 2, 4)]


def _written(channels: list[float]) -> str:
    return "".join(f"{int(part * 255):02X}" for part in channels)


def _light_of(colour: str) -> float:
    return luminance(*_channels(colour))


def _linear(part: float) -> float:
    """One channel of sRGB as light (WCAG 2.2, relative luminance)."""
    return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4  # noqa: PLR2004
