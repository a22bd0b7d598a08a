"""What can be wrong with a zip, as a refusal."""

import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from commdesk.core.sheets.refusal import damaged, strange_packing

BROKEN = (zipfile.BadZipFile, zipfile.LargeZipFile, zlib.error, EOFError, OSError, ValueError)


@contextmanager
def unzipping(path: Path) -> Iterator[None]:
    """Read a zip or a part of it; refuses what is broken, locked or packed in a strange way."""
    try:
        yield
    except BROKEN as error:
        raise damaged(path) from error
    except (NotImplementedError, RuntimeError) as error:
        raise strange_packing(path) from error
