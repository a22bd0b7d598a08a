"""The templates that every workbook begins with. Never changed after release: a migration's data.

A later, better text is a migration of its own that leaves alone what a user changed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from commdesk.features.outreach.templates.model import Formality
from commdesk.features.outreach.templates.starters.dutch import DUTCH
from commdesk.features.outreach.templates.starters.english import ENGLISH

Starter = tuple[str, str, str, str]
"""Purpose, name, informal body, formal body; a body without greeting and signature.

The lines of a paragraph are joined; a field alone on its line keeps it.
"""
_FRAMES = {
    ("nl", Formality.INFORMAL): ("{aanhef}", "Groet,\n{mijn_naam}"),
    ("nl", Formality.FORMAL): ("{aanhef}", "Met vriendelijke groet,\n{mijn_naam}"),
    ("en", Formality.INFORMAL): ("{greeting}", "Best,\n{my_name}"),
    ("en", Formality.FORMAL): ("{greeting}", "Kind regards,\n{my_name}"),
}
_WITHIN_A_PARAGRAPH = re.compile(r"(?<!\n)\n(?!\n|\{\w+\}(?:\n|$))")
COLUMNS = ("id", "name", "purpose", "language", "formality", "text", "is_default")


def rows() -> Iterator[tuple[int, str, str, str, str, str, int]]:
    """The rows of `outreach_template` in COLUMNS; the first of a purpose is its default.

    The ids are small and fixed, so that every workbook means the same by them.
    """
    place = 0
    for language, starters in (("nl", DUTCH), ("en", ENGLISH)):
        for number, formality in enumerate(Formality, 2):
            opening, closing = _FRAMES[language, formality]
            seen: set[str] = set()
            for starter in starters:
                place += 1
                purpose, name, body = starter[0], starter[1], starter[number]
                text = f"{opening}\n\n{_WITHIN_A_PARAGRAPH.sub(' ', body.strip())}\n\n{closing}"
                is_first = purpose not in seen
                seen.add(purpose)
                yield place, name, purpose, language, formality.value, text, int(is_first)
