"""Reading a week in a thread, of which the page hears halfway."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from commdesk.core.desk import Desk
from commdesk.core.errors import Refused
from commdesk.core.values import Week
from commdesk.features.development.model import Reading
from commdesk.features.development.queries import read
from commdesk.kit.progress import Progress


class Begun(QObject):
    """Tells what was read first; the thread has it too, so it outlives a page that is closed."""

    read = Signal(object)


def read_week(desk: Desk, week: Week, begun: Begun, progress: Progress) -> Reading | Refused:
    """On a reading connection of its own; what keeps it from that is told by the page."""
    progress.check()
    try:
        with desk.twin() as twin:
            return read(twin.db, desk.features, week, twin.today(), begun.read.emit)
    except Refused as refused:
        return refused
