"""Hatch build hook: compile every .po to the .mo that is read (wheel, sdist, editable)."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

try:
    from hatchling.builders.hooks.plugin.interface import BuildHookInterface
except ImportError:  # words.py needs only the function
    BuildHookInterface = object


class CustomBuildHook(BuildHookInterface):
    """Runs before anything is packed, so that the .mo are there to be packed."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002
        compile_all(Path(self.root))


def compile_all(root: Path) -> list[Path]:
    """Compile all catalogs below `root`; refuses a .po that does not parse."""
    sources = sorted((root / "resources" / "locale").glob("*/LC_MESSAGES/*.po"))
    if not sources:
        raise FileNotFoundError(root / "resources" / "locale")
    return [compile_one(source) for source in sources]


def compile_one(source: Path) -> Path:
    """The .mo beside `source`, swapped in whole: a program reading it never sees half a file."""
    target = source.with_suffix(".mo")
    fresh = target.with_name(f".{target.name}.{os.getpid()}")
    with source.open("rb") as lines, fresh.open("wb") as compiled:
        write_mo(compiled, read_po(lines, abort_invalid=True))
    fresh.replace(target)
    return target
