"""The question before somebody is erased: that it is for good comes first."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from commdesk.core.words import Text
from commdesk.features.privacy.model import PersonRow
from commdesk.kit.dialogs import Question
from commdesk.kit.parts import label
from commdesk.kit.scrolled import scrolled

if TYPE_CHECKING:
    from commdesk.features.privacy.page import RightsSection

_LINES_HIGH = 220


def ask_to_erase(
    page: RightsSection, row: PersonRow, warning: Sequence[Text], then: Callable[[], object]
) -> Question:
    """What goes, what stays as a number, and which backups hold them until when."""
    words = page.words
    first, *rest = map(words, warning)
    question = Question(
        page.window(),
        words,
        words("Erase {name}?", name=row.name),
        first,
        words("Erase for good"),
        is_danger=True,
    )
    told = label("\n".join(rest), wraps=True)
    told.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    area = scrolled(told)
    area.setMinimumHeight(_LINES_HIGH)
    question.add(area)
    question.accepted.connect(then)
    question.open()
    return question
