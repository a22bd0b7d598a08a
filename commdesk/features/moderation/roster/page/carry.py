"""What is moved over the roster, by mouse or by keyboard: a shift, or a person without one yet."""

from __future__ import annotations

import json
from collections.abc import Mapping

from msgspec import Struct
from msgspec.structs import replace
from PySide6.QtCore import QMimeData, QPoint, QRectF, Qt
from PySide6.QtGui import QDrag, QPainter, QPixmap
from PySide6.QtWidgets import QApplication, QWidget

from commdesk.core.words import N_, Words
from commdesk.features.moderation.dayparts import PARTS
from commdesk.features.moderation.roster.board import Cell, Strip, WeekBoard, candidates
from commdesk.features.moderation.roster.demand import Spot
from commdesk.features.moderation.roster.model import Breach, Shift
from commdesk.features.moderation.roster.page.model import Key, Verdict, key_of
from commdesk.kit import theme
from commdesk.kit.parts import paint_chip

_MIME = "application/x-commdesk-roster"
_SHORT: Mapping[str, str] = {
    "length": N_("length"),
    "inactive": N_("inactive"),
    "team": N_("not in team"),
    "twice": N_("busy"),
    "hours": N_("no hours"),
    "day_off": N_("off"),
    "closed": N_("closed"),
    "availability": N_("cannot"),
    "expertise": N_("expertise"),
    "rest": N_("no rest"),
}


class Carried(Struct, frozen=True):
    """Who is moved, and with which shift; without one they get a new shift."""

    person_id: int
    shift: Shift | None = None

    def at(self, target: Cell | Strip, board: WeekBoard) -> Shift | None:
        """The shift that this makes there; None where no day part is left."""
        spot = self._spot(target, board)
        if spot is None:
            return None
        day, part = spot
        if self.shift:
            return replace(self.shift, task_id=target.task.id, day=day, day_part=str(part))
        length = board.length_for(target.task, day, part)
        return Shift(target.task.id, self.person_id, day, str(part), length)

    def _spot(self, target: Cell | Strip, board: WeekBoard) -> Spot | None:
        if isinstance(target, Cell):
            return target.day, target.part
        place = target.places[0]
        if not place.spots:
            return None
        found = candidates(board, target.task, place.spots, place.minutes)
        own = next((each for each in found if each.person.id == self.person_id), None)
        return (own.shift.day, PARTS[_number(own.shift)]) if own else place.spots[0]


def verdicts(
    carried: Carried, targets: list[Cell | Strip], board: WeekBoard, words: Words
) -> dict[Key, Verdict]:
    """Of every place whether this may go there, in a word and in a sentence."""
    return {key_of(target): _verdict(carried, target, board, words) for target in targets}


def fresh_breaches(shift: Shift, board: WeekBoard) -> list[Breach]:
    """What it breaks besides what somebody allowed for it before."""
    return [breach for breach in board.breaches(shift) if breach.rule not in shift.exceptions]


def _verdict(carried: Carried, target: Cell | Strip, board: WeekBoard, words: Words) -> Verdict:
    shift = carried.at(target, board)
    if shift is None:
        return _refused(words("none left"), words("No day part of this task is left."))
    if carried.shift and is_same_place(shift, carried.shift):
        return _allowed("", words("Here it is now."))
    if fresh := fresh_breaches(shift, board):
        word = words(_SHORT.get(fresh[0].rule, "no"))
        return _refused(word, words(fresh[0].text))
    return _allowed(words("can"), words("This can."))


def _allowed(word: str, reason: str) -> Verdict:
    return Verdict(is_allowed=True, word=word, reason=reason)


def _refused(word: str, reason: str) -> Verdict:
    return Verdict(is_allowed=False, word=word, reason=reason)


def is_same_place(one: Shift, other: Shift) -> bool:
    here = one.task_id, one.day, str(one.day_part)
    return here == (other.task_id, other.day, str(other.day_part))


def drag(source: QWidget, what: Carried, name: str) -> None:
    """Until the button is let go; whoever it is dropped on does the work."""
    made = QDrag(source)
    made.setMimeData(mime_of(what))
    made.setPixmap(picture_of(name, source.devicePixelRatioF()))
    made.exec(Qt.DropAction.MoveAction)


def picture_of(name: str, ratio: float) -> QPixmap:
    """A chip with the name, that goes along with the mouse."""
    metrics = theme.metrics("small")
    width, height = metrics.horizontalAdvance(name) + 2 * theme.px(10), metrics.height() + 6
    picture = QPixmap(round(width * ratio), round(height * ratio))
    picture.setDevicePixelRatio(ratio)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    paint_chip(painter, QRectF(0, 0, width, height), name, "accent", outlined=True)
    painter.end()
    return picture


def mime_of(what: Carried) -> QMimeData:
    mime = QMimeData()
    shift_id = what.shift.id if what.shift else 0
    mime.setData(_MIME, json.dumps([what.person_id, shift_id]).encode())
    return mime


def read_carried(mime: QMimeData, board: WeekBoard | None) -> Carried | None:
    """What comes from this page and is still in this week; anything else is not for it."""
    if board is None or not mime.hasFormat(_MIME):
        return None
    person_id, shift_id = json.loads(bytes(mime.data(_MIME).data()))
    if not shift_id:
        return Carried(person_id) if person_id in board.people else None
    shift = next((each for each in board.shifts if each.id == shift_id), None)
    return Carried(shift.moderator_id, shift) if shift else None


def is_far(start: QPoint, now: QPoint) -> bool:
    """Whether the mouse went far enough to mean a drag."""
    return (now - start).manhattanLength() >= QApplication.startDragDistance()


def _number(shift: Shift) -> int:
    return [str(part) for part in PARTS].index(str(shift.day_part))
