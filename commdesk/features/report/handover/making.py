"""Make the pack: pages out of every feature, a copy of the workbook, and a word on what is in it.

What names people is read from the copy, after it was stripped: who is not in the copy is on no
page. The weekly report and other totals are read from the workbook itself; their names are taken
from those texts as from those of the copy.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from commdesk.core import backup, files
from commdesk.core.desk import Desk
from commdesk.core.exports import (
    check_people_may_leave,
    export_entry,
    note_export,
    purpose_wanted,
)
from commdesk.core.housestyle import HouseStyle, house_style
from commdesk.core.packing import pack
from commdesk.core.printed import Paper
from commdesk.core.reporting import Handout
from commdesk.core.sheets.output import replaced, safe_name
from commdesk.core.words import N_, Text, Words, say_n
from commdesk.features.report import wording
from commdesk.features.report.handover.letter import letter
from commdesk.features.report.handover.model import Pack, Stripped
from commdesk.features.report.handover.stripping import strip
from commdesk.features.report.queries import week_report, week_to_tell

WritePdf = Callable[[Sequence[Paper], Path, Words, HouseStyle], object]
Tick = Callable[[int, int], object]
_NAME = N_("Hand over")


def _silent(_done: int, _of: int) -> None:
    return None


def hand_over(
    desk: Desk, path: Path, purpose: str, write_pdf: WritePdf, tick: Tick = _silent
) -> Pack:
    """Write the .zip and note it in the export log: both or neither.

    Refuses without a purpose, where the file cannot be written, and on a desk that is open for
    reading only. What `tick` raises ends it and leaves no file. It takes a while: a bulk job.
    """
    check_people_may_leave(desk, (_NAME,))
    if not purpose.strip():
        raise purpose_wanted(people_in(desk))
    with TemporaryDirectory(prefix="commdesk-") as folder:
        room = Path(folder)
        made, stripped = _make_files(desk, room, write_pdf, tick)
        zipped = room / "pack.zip"
        pack(made, zipped, lambda done, _of: tick(len(made) + done, 2 * len(made)))
        entry = export_entry(
            desk,
            file_name=path.name,
            sheets=[desk.words(_NAME)],
            rows=len(made),
            people=stripped.people,
            purpose=purpose,
        )
        desk.do(note_export, entry, save=lambda: _place(zipped, path))
    return Pack(tuple(file.name for file in made), stripped)


def people_in(desk: Desk) -> int:
    """Of how many people the pack will hold data, for the question of its purpose."""
    sql = """
        SELECT count(*) FROM member
         WHERE NOT is_restricted AND (retention_on IS NULL OR retention_on >= :today)
    """
    return int(desk.db.value(sql, {"today": desk.today().isoformat()}))


def told(pack: Pack, file: str) -> Text:
    """What was made, in a sentence."""
    return say_n(
        "{file} is made: {n} file, with the data of {people} people.",
        "{file} is made: {n} files, with the data of {people} people.",
        len(pack.files),
        file=file,
        people=pack.stripped.people,
    )


def _make_files(
    desk: Desk, room: Path, write_pdf: WritePdf, tick: Tick
) -> tuple[list[Path], Stripped]:
    """Every file of the pack, in the order of reading."""
    handouts = [each for feature in desk.features for each in feature.handouts]
    steps = len(handouts) + 3
    tick(0, 2 * steps)
    copy = _copy(desk, room)
    stripped, names = strip(copy, desk.features, desk.today(), desk.words, desk.key)
    tick(1, 2 * steps)

    def write(pages: Sequence[Paper], path: Path, words: Words, style: HouseStyle) -> None:
        write_pdf(tuple(map(names.off, pages)), path, words, style)

    made = [_report(desk, room, write)]
    with Desk.open(copy, desk.features, clock=desk.clock, key=desk.key, read_only=True) as other:
        for done, handout in enumerate(handouts, 2):
            tick(done, 2 * steps)
            source = other if handout.has_people else desk
            made += _handout(source, handout, room, write)
    name = desk.words("read me")
    read_me = room / f"{safe_name(name)}.txt"
    text = letter(desk, stripped, [each.name for each in (read_me, *made, copy)])
    read_me.write_text(text, "utf-8-sig", newline="\r\n")
    return [read_me, *made, copy], stripped


def _copy(desk: Desk, room: Path) -> Path:
    """A sound copy of the workbook, alone in its file."""
    made = backup.make(desk.path, desk.now(), folder=room, key=desk.key)
    return made.path.rename(room / f"{safe_name(desk.workbook.name)}{files.SUFFIX}")


def _report(desk: Desk, room: Path, write_pdf: WritePdf) -> Path:
    today, words = desk.today(), desk.words
    found = week_report(desk.db, desk.features, week_to_tell(desk.db, today), today)
    path = room / f"{safe_name(words('Weekly report'))}.pdf"
    write_pdf([wording.one_page(found, words)], path, words, house_style(desk.db))
    return path


def _handout(desk: Desk, handout: Handout, room: Path, write_pdf: WritePdf) -> list[Path]:
    pages = handout.make(desk)
    if not pages:
        return []
    path = room / f"{safe_name(desk.words(handout.name))}.pdf"
    write_pdf(pages, path, desk.words, house_style(desk.db))
    return [path]


def _place(made: Path, path: Path) -> None:
    with replaced(path) as place:
        shutil.copyfile(made, place)
