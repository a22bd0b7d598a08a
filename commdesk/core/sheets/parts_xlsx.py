"""The parts of an Excel file: those of openpyxl, with rows that were written as text put in.

No part goes by a temporary file with a name: it may hold people.
"""

from __future__ import annotations

import re
import shutil
import zipfile
from collections.abc import Mapping
from io import BytesIO
from typing import TYPE_CHECKING, Any

from openpyxl.drawing.spreadsheet_drawing import SpreadsheetDrawing
from openpyxl.worksheet._writer import WorksheetWriter
from openpyxl.writer.excel import ExcelWriter

if TYPE_CHECKING:
    from _typeshed import SupportsRead

_ROOM = re.compile(rb"<sheetData\s*/>|<sheetData></sheetData>")
_DIMENSION = re.compile(rb'(<dimension ref=")[^"]*(")')
_AFTER_BREAKS = re.compile(rb"<drawing |<legacyDrawing |<tableParts|</worksheet>")
_QUIET = b'<ignoredErrors><ignoredError sqref="%s" numberStoredAsText="1"/></ignoredErrors>'
"""Phone numbers and ids are texts on purpose: no green corner says that they are wrong."""


class PartsWriter(ExcelWriter):
    """Writes each sheet with its rows straight into the archive."""

    def __init__(
        self, book: Any, archive: zipfile.ZipFile, rows: Mapping[str, SupportsRead[bytes]]
    ) -> None:
        super().__init__(book, archive)
        self._archive: Any = archive
        self._rows = rows

    def write_worksheet(self, ws: Any) -> None:
        ws._drawing = SpreadsheetDrawing()  # noqa: SLF001 - what openpyxl itself does here
        ws._drawing.charts, ws._drawing.images = ws._charts, ws._images  # noqa: SLF001
        shell = BytesIO()
        writer: Any = WorksheetWriter(ws, shell)
        writer.write()
        ws._rels = writer._rels  # noqa: SLF001
        place = ws.path.removeprefix("/")
        if ws.title in self._rows:
            self._with_rows(place, shell.getvalue(), self._rows[ws.title], ws.print_area)
        else:
            self._archive.writestr(place, shell.getvalue())
        manifest: Any = self.manifest
        manifest.append(ws)

    def _with_rows(self, place: str, shell: bytes, rows: SupportsRead[bytes], area: str) -> None:
        head, tail = _ROOM.split(shell, maxsplit=1)
        ref = area.rpartition("!")[2].replace("$", "").encode()
        if ref:
            head = _DIMENSION.sub(rb"\g<1>" + ref + rb"\g<2>", head)
            tail = _AFTER_BREAKS.sub(lambda found: _QUIET % ref + found[0], tail, count=1)
        part = zipfile.ZipInfo(place)
        part.compress_type = zipfile.ZIP_DEFLATED
        with self._archive.open(part, "w", force_zip64=True) as target:
            target.write(head + b"<sheetData>")
            shutil.copyfileobj(rows, target)
            target.write(b"</sheetData>" + tail)
