"""What a file is, judged by its first bytes and not by its name; refuses what is no list."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Literal

from msgspec import Struct

from commdesk.core.sheets.limits import MIB, Limits
from commdesk.core.sheets.refusal import (
    encrypted,
    lists_in_zip,
    no_list,
    password,
    text_named_sheet,
    too_large,
    web_page,
)
from commdesk.core.sheets.unzipping import unzipping

Kind = Literal["xlsx", "ods", "xls", "text", "gzip", "zip"]

TEXT_NAMES = frozenset({".csv", ".tsv", ".tab", ".txt", ""})
_PACKED_TEXT = frozenset({".csv", ".tsv", ".txt"})
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OLD_EXCEL = (b"\x09\x00\x04\x00", b"\x09\x02\x06\x00", b"\x09\x04\x06\x00", b"\x09\x08")
_WEB = re.compile(rb"(?i)^[\s\xef\xbb\xbf]*<(!doctype|html|head|body|table|\?xml|!--|style|script)")
_ODD = re.compile(rb"[\x01-\x08\x0e-\x1a\x1c-\x1f]")
_FEW_ODD = 4
_MOST_PARTS = 10_000
_SUSPECT_PART = 20 * MIB


class Origin(Struct, frozen=True):
    """One file as it was found; `member` is the text inside a zip."""

    path: Path
    kind: Kind
    member: str = ""

    @property
    def file(self) -> str:
        return self.path.name


def origin(path: Path, limits: Limits) -> Origin:
    """What the file is; refuses what cannot be a list, each with its own advice."""
    with path.open("rb") as source:
        start = source.read(4096)
    if start.startswith(b"PK"):
        return _zip_origin(path, limits)
    if start.startswith(_OLE):
        return _ole_origin(path)
    if start.startswith(b"\x1f\x8b"):
        return Origin(path, "gzip")
    if start.startswith(_OLD_EXCEL) and path.suffix.lower() == ".xls":
        return Origin(path, "xls")
    return _text_origin(path, start)


def _text_origin(path: Path, start: bytes) -> Origin:
    suffix = path.suffix.lower()
    if _WEB.match(start):
        raise web_page(path)
    if _is_binary(start):
        raise no_list(path)
    if suffix in TEXT_NAMES or (suffix == ".xls" and b"\t" in start):
        return Origin(path, "text")  # "xls" full of TABs: Meetup's export
    if suffix in {".xlsx", ".xlsm", ".xls", ".ods", ".xlsb"}:
        raise text_named_sheet(path)
    raise no_list(path)


def _is_binary(start: bytes) -> bool:
    if start.startswith((b"\xff\xfe", b"\xfe\xff")) or start.count(0) > len(start) * 0.3:
        return start.startswith((b"%PDF", b"\x89PNG", b"SQLite"))
    return len(_ODD.findall(start)) > max(len(start) * 0.05, _FEW_ODD) or start.startswith(
        (b"%PDF", b"{\\rtf")
    )


def _ole_origin(path: Path) -> Origin:
    """An old .xls, or a new workbook wrapped in encryption: by a password or by a label."""
    content = path.read_bytes()
    if _named(content, "EncryptedPackage"):
        by_label = _named(content, "DRMEncrypted") or _named(content, "DRMTransform")
        raise encrypted(path, by_label=by_label, by_password=_named(content, "StrongEncryption"))
    if _named(content, "Workbook") or _named(content, "Book"):
        return Origin(path, "xls")
    raise no_list(path)


def _named(content: bytes, stream: str) -> bool:
    return stream.encode("utf-16-le") in content


def _zip_origin(path: Path, limits: Limits) -> Origin:
    with _opened_zip(path) as archive:
        parts = archive.infolist()
        _check_parts(path, parts, limits)
        names = {part.filename for part in parts}
        if any(name.lower().startswith("xl/") for name in names):
            return Origin(path, "xlsx")
        if "content.xml" in names:
            return _ods_origin(path, archive, names)
        if path.suffix.lower() != ".zip":
            raise no_list(path)
        member = _only_text(path, parts)
        archive.open(member).close()
        return Origin(path, "zip", member)


def _ods_origin(path: Path, archive: zipfile.ZipFile, names: set[str]) -> Origin:
    if "mimetype" in names and b"spreadsheet" not in _start_of(archive, "mimetype"):
        raise no_list(path)
    manifest = "META-INF/manifest.xml"
    if manifest in names and b"encryption-data" in _start_of(archive, manifest):
        raise password(path)
    return Origin(path, "ods")


def _start_of(archive: zipfile.ZipFile, part: str) -> bytes:
    with archive.open(part) as source:
        return source.read(MIB)


@contextmanager
def _opened_zip(path: Path) -> Iterator[zipfile.ZipFile]:
    """The archive; whatever is broken about it becomes a refusal."""
    with unzipping(path), zipfile.ZipFile(path) as archive:
        yield archive


def _check_parts(path: Path, parts: list[zipfile.ZipInfo], limits: Limits) -> None:
    """Refuse a zip bomb by what it says of itself; one that lies meets the limits of the child."""
    is_bomb = sum(part.file_size for part in parts) > limits.inflated_bytes or any(
        part.file_size > max(_SUSPECT_PART, part.compress_size * limits.inflation) for part in parts
    )
    if is_bomb or len(parts) > _MOST_PARTS:
        raise too_large(path)


def _only_text(path: Path, parts: list[zipfile.ZipInfo]) -> str:
    """The one list inside an archive."""
    texts = [part for part in parts if _is_list(part)]
    if len(texts) != 1:
        is_bare = all(part.is_dir() for part in parts)
        raise lists_in_zip(path, [part.filename for part in texts], is_bare=is_bare)
    if texts[0].flag_bits & 1:
        raise password(path)
    return texts[0].filename


def _is_list(part: zipfile.ZipInfo) -> bool:
    name = Path(part.filename)
    is_hidden = name.name.startswith(".") or part.filename.startswith("__MACOSX/")
    return name.suffix.lower() in _PACKED_TEXT and not is_hidden
