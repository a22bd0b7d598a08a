"""What the sections do in a thread: on a desk of its own, with progress, to be stopped any time."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from commdesk.core.desk import Desk
from commdesk.core.errors import Refused
from commdesk.core.intaking import Intake
from commdesk.core.sheets.reader import Table
from commdesk.core.words import N_, Words
from commdesk.features.exchange import exporting, importing, sources
from commdesk.features.exchange.model import Chosen, Import, Taken
from commdesk.features.exchange.ops import take_in
from commdesk.features.exchange.page.sorted_plan import SortedPlan
from commdesk.features.exchange.queries import remembered_mappings
from commdesk.features.exchange.returning.reading import refuse_what_is_ours
from commdesk.features.exchange.sources import pasted
from commdesk.features.exchange.sources.listing import Wanted
from commdesk.kit.progress import Progress, stoppable

ADDRESSES, BLOCK = N_("Pasted addresses"), N_("Pasted block")
_NOTHING = Taken("", "", ())
_NO_PLAN = SortedPlan(Import("", ()), ())


class Reading(Struct, frozen=True):
    """A list that was read: its tables while they may be understood otherwise, and its plan."""

    name: str
    intake: Intake
    taken: Taken
    plan: SortedPlan
    tables: tuple[Table, ...] = ()
    path: Path | None = None
    chosen: Chosen = Chosen()
    fits: tuple[str, ...] = ()
    """Names of the intakes that may take it in, the likeliest first."""
    is_either: bool = False
    """Whether it is one of these or another, also as the list of a program."""


def read_list(
    desk: Desk,
    path: Path,
    progress: Progress,
    sheet: str | None = None,
) -> Reading:
    """Read a file, or one sheet of it, and plan it for whoever takes such files in."""

    def stopped() -> bool:
        return progress.is_stopped

    tables = importing.read_list(path, sheet=sheet, progress=progress.count, is_cancelled=stopped)
    intake = importing.intake_for(desk.features, tables)
    if not sheet:
        wanted = _wanted(desk, intake, progress)
        tables = importing.find_list(path, tables, wanted, is_cancelled=stopped)
        refuse_what_is_ours(path, tables)
    reading = Reading(path.name, intake, _NOTHING, _NO_PLAN, tables, path)
    return _understood(desk, _fitted(desk, reading), progress)


def read_pasted(desk: Desk, text: str, intake: Intake, words: Words, progress: Progress) -> Reading:
    """What is on the clipboard: an address line, or a block of cells.

    `words` is what the window speaks; a source is kept in the language of the workbook.
    """
    progress.check()
    if pasted.is_address_line(text):
        taken = pasted.take_addresses(text, desk.words(ADDRESSES))
        return _planned(desk, Reading(words(ADDRESSES), intake, taken, _NO_PLAN), progress)
    tables = (pasted.table_of(text, desk.words(BLOCK)),)
    reading = Reading(words(BLOCK), intake, _NOTHING, _NO_PLAN, tables)
    return _understood(desk, _fitted(desk, reading), progress)


def read_again(desk: Desk, reading: Reading, chosen: Chosen, progress: Progress) -> Reading:
    """The same list with its columns as they are chosen, against the workbook as it is now."""
    if not reading.tables:
        return _planned(desk, reading, progress)
    return _understood(desk, replace(reading, chosen=chosen), progress)


def _fitted(desk: Desk, reading: Reading) -> Reading:
    """With whoever may take in these tables, the likeliest of them chosen."""
    fits = importing.fitting(desk.features, reading.tables)
    intake = importing.find_intake(desk.features, fits[0])
    is_either = sources.is_either(reading.tables[0])
    return replace(reading, fits=fits, intake=intake, is_either=is_either)


def _understood(desk: Desk, reading: Reading, progress: Progress) -> Reading:
    taken = sources.take(reading.tables, _wanted(desk, reading.intake, progress, reading.chosen))
    tables = reading.tables if taken.layout or len(reading.fits) > 1 else ()
    return _planned(desk, replace(reading, taken=taken, tables=tables), progress)


def _planned(desk: Desk, reading: Reading, progress: Progress) -> Reading:
    """What is not understood becomes a question where somebody can answer it."""
    progress.check()
    taken = reading.taken
    with _twin(desk) as twin:
        plan = partial(importing.plan, twin.db, twin.features, reading.intake, today=desk.today())
        try:
            made = plan(taken)
        except Refused as refused:
            if not taken.layout:
                raise
            layout = replace(taken.layout, question=refused.text)
            taken = replace(taken, layout=layout)
            made = plan(replace(taken, rows=()))
        return replace(reading, taken=taken, plan=SortedPlan.of(made, reading.plan.left_out))


def _wanted(desk: Desk, intake: Intake, progress: Progress, chosen: Chosen | None = None) -> Wanted:
    with _twin(desk) as twin:
        return Wanted.of(
            intake,
            desk.words,
            desk.today(),
            progress.report,
            db=twin.db,
            chosen=chosen,
            remembered=remembered_mappings(twin.db),
            may_ask=True,
        )


def _twin(desk: Desk) -> Desk:
    """A reading desk of this thread's own."""
    return desk.twin()


def apply_plan(desk: Desk, reading: Reading, progress: Progress) -> Import:
    """Do what is ticked; stopping it leaves everything as it was."""
    progress.check()
    made = reading.plan.applied
    entry = importing.entry_of(desk, reading.name, reading.taken, made)
    with stoppable(desk, progress):
        desk.do(take_in, made, today=desk.today(), entry=entry)
    return made


def gather(desk: Desk, wanted: exporting.Wish, progress: Progress) -> exporting.Export:
    """Read what goes out, on a reading connection."""
    with _twin(desk) as twin, stoppable(twin, progress):
        return exporting.gather(twin, wanted, progress.report)


def hand_out(
    desk: Desk, export: exporting.Export, path: Path, purpose: str, progress: Progress
) -> exporting.Export:
    """Write the file; with people in it also the line in the log."""
    exporting.hand_out(desk, export, path, purpose, progress.report)
    return export
