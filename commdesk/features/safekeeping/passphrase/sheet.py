"""The recovery sheet: what opens a workbook when nobody knows its passphrase."""

from __future__ import annotations

from datetime import date

from commdesk.core.desk import Desk
from commdesk.core.errors import Refused
from commdesk.core.printed import Grid, Printed, Said
from commdesk.core.recoverycode import recovery_code
from commdesk.core.words import N_, Words

_IN_A_ROW = 7
_STEPS = (
    N_("Open the workbook, or a backup of it, in commdesk."),
    N_("Type the recovery code instead of the passphrase; dashes and capitals do not count."),
    N_("Choose a new passphrase under Data, Passphrase: then this sheet opens nothing any more."),
)
_ALIKE = N_(
    "There is no letter O, only zeros, and no I or L, only ones. The last group is a check."
)
_KEEP = N_(
    "Whoever holds this sheet and the file can read everything in it. Keep it in a closed envelope "
    "in the safe of the organisation, not beside the computer. Without the passphrase and without "
    "this sheet nobody can open the workbook, its makers included."
)


def recovery_sheet(desk: Desk, today: date, words: Words) -> Printed:
    """One page with the code of the passphrase of now; refuses for a workbook without one."""
    if desk.key is None:
        raise Refused(
            "{file} has no passphrase, so there is nothing to recover.", file=desk.path.name
        )
    groups = tuple(recovery_code(desk.key).split("-"))
    facts = (desk.workbook.name, desk.path.name, f"{words.long_date(today)} {today.year}")
    headings = (words("Name of the community"), words("File"), words("Printed on"))
    steps = "\n".join(f"{number}. {words(step)}" for number, step in enumerate(_STEPS, 1))
    return Printed(
        words("Recovery sheet"),
        (
            Grid(headings, (facts,)),
            Said(words("Recovery code"), "section"),
            _numbered(groups, 0),
            _numbered(groups, _IN_A_ROW),
            Said(words(_ALIKE), "muted"),
            Said(words("How to use it"), "section"),
            Said(steps),
            Said(words("Where to keep it"), "section"),
            Said(words(_KEEP)),
        ),
        desk.workbook.name,
        points=11,
    )


def _numbered(groups: tuple[str, ...], first: int) -> Grid:
    """Some groups of the code under their numbers, so that it can be read out."""
    numbers = range(first, first + _IN_A_ROW)
    shown = tuple(groups[number] for number in numbers)
    headings = tuple(str(number + 1) for number in numbers)
    return Grid(headings, (shown,), centred=frozenset(range(_IN_A_ROW)))
