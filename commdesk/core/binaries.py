"""What is executed from the folder that was handed out, each file with its SHA-256.

The list has the form that `sha256sum --check` reads, so that nobody has to trust us to check us.
"""

from __future__ import annotations

import hashlib
from pathlib import Path

from commdesk.core.words import Text, say

LIST = "binaries.sha256"
_STARTS = (
    b"\x7fELF",
    b"MZ",
    b"\xfe\xed\xfa\xce",
    b"\xfe\xed\xfa\xcf",
    b"\xce\xfa\xed\xfe",
    b"\xcf\xfa\xed\xfe",
    b"\xca\xfe\xba\xbe",
)
"""Linux, Windows, and the five ways of macOS."""
_PYTHON = frozenset({".py", ".pyc", ".zip"})


def is_machine_code(path: Path) -> bool:
    """A program or a library of any system, whatever it is called."""
    with path.open("rb") as file:
        return file.read(4).startswith(_STARTS)


def hashes(folder: Path) -> dict[str, str]:
    """Every file that can be executed, by its path from the folder on: name -> SHA-256."""
    found = {}
    for path in sorted(folder.rglob("*")):
        if path.is_file() and (path.suffix in _PYTHON or is_machine_code(path)):
            with path.open("rb") as file:
                digest = hashlib.file_digest(file, "sha256").hexdigest()
            found[path.relative_to(folder).as_posix()] = digest
    return found


def write_list(folder: Path) -> Path:
    """Write the list into the folder itself, sorted by name."""
    path = folder / LIST
    lines = [f"{digest}  {name}\n" for name, digest in sorted(hashes(folder).items())]
    path.write_text("".join(lines), "utf-8", newline="\n")
    return path


def read_list(folder: Path) -> dict[str, str]:
    """Name -> SHA-256 as they were handed out. Raises OSError where there is no list."""
    lines = (folder / LIST).read_text("utf-8").splitlines()
    return {name: digest for digest, _, name in (line.partition("  ") for line in lines)}


def differences(folder: Path) -> list[Text]:
    """A sentence for each file that is not as it was handed out; nothing when all are."""
    listed, found = read_list(folder), hashes(folder)
    return [
        _said(name, name in listed, name in found)
        for name in sorted(listed.keys() | found.keys())
        if listed.get(name) != found.get(name)
    ]


def _said(name: str, was_handed_out: bool, is_there: bool) -> Text:  # noqa: FBT001 - two claims
    if not was_handed_out:
        return say("{file} was not handed out with it", file=name)
    if not is_there:
        return say("{file} is gone", file=name)
    return say("{file} differs", file=name)
