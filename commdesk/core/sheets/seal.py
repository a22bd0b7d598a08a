"""Whether an Excel file is still as commdesk made it, or somebody saved it since.

Other programs keep the name of the maker. So a file gets a seal among its properties: what comes
out of the checksums of all its other parts. Whoever types something in it breaks the seal.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterable, Mapping
from hashlib import blake2b
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from _typeshed import SupportsRead

State = Literal["ours", "saved since", "another's"]
_CORE = "docProps/core.xml"
_OPEN = "commdesk:open"
_MAKER = b">commdesk</dc:creator>"
_SEAL = re.compile(rb"<dc:identifier>commdesk:([0-9a-f]+)</dc:identifier>")
_SEAL_BYTES = 16
_NO_ROWS: Mapping[str, SupportsRead[bytes]] = MappingProxyType({})


class _Sealing(zipfile.ZipFile):
    """Keeps the properties back until all other parts are in, and then seals them."""

    _properties: bytes = b""

    def writestr(self, zinfo_or_arcname: Any, data: Any, *more: Any, **named: Any) -> None:
        if zinfo_or_arcname == _CORE:
            self._properties = data if isinstance(data, bytes) else data.encode()
        else:
            super().writestr(zinfo_or_arcname, data, *more, **named)

    def close(self) -> None:
        if self._properties:
            seal = f"commdesk:{_seal(self.infolist())}"
            super().writestr(_CORE, self._properties.replace(_OPEN.encode(), seal.encode()))
            self._properties = b""
        super().close()


def save_sealed(book: Any, path: Path, rows: Mapping[str, SupportsRead[bytes]] = _NO_ROWS) -> None:
    """Save an openpyxl workbook as made by commdesk; `rows`: sheet -> the XML of its rows."""
    from datetime import UTC, datetime

    from commdesk.core.sheets.parts_xlsx import PartsWriter

    book.properties.creator = "commdesk"
    book.properties.identifier = _OPEN
    book.properties.modified = datetime.now(UTC).replace(tzinfo=None)
    with _Sealing(path, "w", zipfile.ZIP_DEFLATED, allowZip64=True) as archive:
        PartsWriter(book, archive, rows).save()


def state_of(path: Path) -> State:
    """What commdesk made before there were seals counts as saved since: better safe."""
    try:
        with zipfile.ZipFile(path) as archive:
            properties = archive.read(_CORE)
            seal = _seal(archive.infolist())
    except (OSError, KeyError, zipfile.BadZipFile):
        return "another's"
    if _MAKER not in properties:
        return "another's"
    found = _SEAL.search(properties)
    return "ours" if found and found[1].decode() == seal else "saved since"


def zip_mark(parts: Iterable[zipfile.ZipInfo] | None = None) -> bytes:
    """The comment of a .zip made by commdesk with these parts; without parts how all begin."""
    return b"commdesk:" + (b"" if parts is None else _seal(parts).encode())


def _seal(parts: Iterable[zipfile.ZipInfo]) -> str:
    lines = sorted(f"{each.filename} {each.CRC} {each.file_size}" for each in parts
                   if each.filename != _CORE)  # fmt: skip
    return blake2b("\n".join(lines).encode(), digest_size=_SEAL_BYTES).hexdigest()
