"""Pack finished files in one .zip."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from commdesk.core.sheets.seal import zip_mark

Tick = Callable[[int, int], object]
"""How many of how many are packed; what it raises ends the packing."""


def pack(files: Sequence[Path], path: Path, tick: Tick) -> None:
    """Write a new .zip with these files side by side; with names in any script.

    Its comment says that commdesk made it, and of which parts: see `core.sheets.made`.
    """
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        for done, file in enumerate(files):
            tick(done, len(files))
            packed.write(file, file.name)
        packed.comment = zip_mark(packed.infolist())


def pack_texts(texts: Mapping[str, str], path: Path) -> None:
    """Write a new .zip out of texts by name, in UTF-8: none of them is a file anywhere before."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, text in texts.items():
            packed.writestr(name, text.encode())
        packed.comment = zip_mark(packed.infolist())
