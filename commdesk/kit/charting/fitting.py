"""Texts that fit: in lines of a width, shortened by whole words, at heights apart from another."""

from __future__ import annotations

from collections.abc import Sequence

from commdesk.kit.charting.shapes import Face, Measure

MORE = "…"


def wrapped(
    text: str, width: float, measure: Measure, face: Face = "small", most: int = 2
) -> list[str] | None:
    """The text in at most so many lines of this width; None where it does not fit."""
    lines: list[str] = []
    for word in text.split():
        if measure.width(word, face) > width:
            return None
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and measure.width(longer, face) <= width:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines if len(lines) <= most else None


def shortened(text: str, width: float, measure: Measure, face: Face = "small") -> str:
    """As many whole words as fit, then …; of a first word that is too wide its beginning."""
    if measure.width(text, face) <= width:
        return text
    words = text.split()
    for count in range(len(words) - 1, 0, -1):
        if measure.width(short := f"{' '.join(words[:count])} {MORE}", face) <= width:
            return short
    for count in range(len(text), 0, -1):
        if measure.width(short := f"{text[:count].rstrip()}{MORE}", face) <= width:
            return short
    return ""


def in_lines(
    text: str, width: float, measure: Measure, face: Face = "small", most: int = 2
) -> list[str]:
    """In at most so many lines; what does not fit is left out at the end of the last."""
    if found := wrapped(text, width, measure, face, most):
        return found
    lines: list[str] = []
    words = text.split()
    while words and len(lines) < most - 1:
        taken = _line(words, width, measure, face)
        if not taken:
            break
        lines.append(" ".join(words[:taken]))
        words = words[taken:]
    rest = shortened(" ".join(words), width, measure, face) if words else ""
    return [each for each in (*lines, rest) if each]


def paragraph(text: str, width: float, measure: Measure, face: Face = "small") -> list[str]:
    """All of it, in as many lines as it takes; a word that is too wide is cut in pieces."""
    lines: list[str] = []
    words = text.split()
    while words:
        taken = _line(words, width, measure, face)
        if taken:
            lines.append(" ".join(words[:taken]))
            words = words[taken:]
        else:
            piece = _piece(words[0], width, measure, face)
            lines.append(piece)
            words[0] = words[0][len(piece) :]
            words = words if words[0] else words[1:]
    return lines


def _line(words: Sequence[str], width: float, measure: Measure, face: Face) -> int:
    """How many words fit in one line."""
    count = 0
    while count < len(words) and measure.width(" ".join(words[: count + 1]), face) <= width:
        count += 1
    return count


def _piece(word: str, width: float, measure: Measure, face: Face) -> str:
    count = len(word)
    while count > 1 and measure.width(word[:count], face) > width:
        count -= 1
    return word[:count]


def spread(
    middles: Sequence[float], heights: Sequence[float], top: float, bottom: float
) -> list[float] | None:
    """Middles of texts so far apart that none covers another, as near as that goes.

    They may come in any order and keep it where they are equal; None where the room between `top`
    and `bottom` is too small for all.
    """
    if sum(heights) > bottom - top:
        return None
    order = sorted(range(len(middles)), key=lambda place: (middles[place], place))
    found = list(middles)
    limit = top
    for place in order:
        found[place] = max(found[place], limit + heights[place] / 2)
        limit = found[place] + heights[place] / 2
    limit = bottom
    for place in reversed(order):
        found[place] = min(found[place], limit - heights[place] / 2)
        limit = found[place] - heights[place] / 2
    return found
