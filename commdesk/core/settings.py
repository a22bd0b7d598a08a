"""This computer's preferences: a typed record, kept as TOML; the organisation's policy lies on top.

What belongs to the work itself (language of the workbook, hours, closing days) is in the workbook.
"""

from __future__ import annotations

import json
import locale
import os
import tomllib
from collections.abc import Mapping
from datetime import date, time
from pathlib import Path
from typing import Any, Self

from msgspec import Struct, field
from msgspec.structs import asdict, replace

from commdesk.core.paths import machine_policy, user_config
from commdesk.core.words import LANGUAGES, Text, say

THEMES = ("system", "light", "dark")
TEXT_SIZES = (100, 125, 150, 175, 200)
RECENT = 8

_CHOICES: Mapping[str, tuple[Any, ...]] = {
    "theme": THEMES,
    "language": ("", *LANGUAGES),
    "text_size": TEXT_SIZES,
}
_NOT_KEPT = frozenset({"fixed", "troubles"})


class Settings(Struct, frozen=True):
    """The preferences as they hold now: defaults, then the user's, then the organisation's."""

    theme: str = "system"
    language: str = ""
    """Of the window; empty: the workbook's, and before one is open the system's."""
    text_size: int = 100
    """Percent of the system's size."""
    single_letter_keys: bool = True
    my_name: str = ""
    recent: tuple[str, ...] = ()
    """Paths of workbooks, the last one opened first."""
    window: str = ""
    """Geometry of the window, base64 as Qt gives it."""
    backup_folder: str = ""
    """Where copies go; empty: the user's own folder for data."""
    passphrase_required: bool = False
    """A workbook without a passphrase may be read, and is asked to get one before it is written."""
    exports_of_people_forbidden: bool = False
    text_days: int = 0
    """Texts of messages are kept this many days at most; 0: as the workbook's own rule says."""
    keyring_forbidden: bool = False
    """A key is never kept in the keyring of the operating system."""
    lock_when_idle: bool = True
    """A protected workbook asks for its passphrase again after half an hour without a touch."""
    remembered: tuple[str, ...] = ()
    """Which keys lie in the keyring of the system: marks of files, no keys."""
    layout: Mapping[str, str] = field(default_factory=dict)
    """Splitters, columns, the last page: name -> base64 or text."""
    fixed: frozenset[str] = frozenset()
    """Keys that the organisation has set: shown, not to be changed here."""
    troubles: tuple[Text, ...] = ()
    """What was wrong with the files, to be said once."""

    def with_recent(self, workbook: Path) -> Self:
        path = str(workbook.absolute())
        return replace(self, recent=(path, *(p for p in self.recent if p != path))[:RECENT])


def settings_file() -> Path:
    return user_config() / "settings.toml"


def load() -> Settings:
    """What holds on this computer; a broken file does not count and never stops the program."""
    own, own_troubles = _read(settings_file())
    policy, policy_troubles = _read(machine_policy())
    found = _valid(own) | _valid(policy)
    return Settings(
        **found, fixed=frozenset(_valid(policy)), troubles=own_troubles + policy_troubles
    )


def save(settings: Settings) -> None:
    """Keep the preferences; what the organisation has set stays as the user had it before.

    What a newer commdesk keeps here stays. A file that could not be read is set aside first.
    Raises OSError where the folder cannot be written: the caller decides whether that matters.
    """
    own, troubles = _read(settings_file())
    if troubles:
        settings_file().replace(_aside(settings_file()))
    kept = {key: value for key, value in asdict(settings).items() if key not in _NOT_KEPT}
    before = _valid(own)
    for key in settings.fixed:
        kept.pop(key)
        if key in before:
            kept[key] = before[key]
    newer = {key: value for key, value in own.items() if key not in asdict(_DEFAULTS)}
    _write(settings_file(), to_toml(kept | newer))


def remember(**changes: Any) -> Settings:
    """Change these preferences in the file as it is now: another window may have written too."""
    settings = replace(load(), **changes)
    save(settings)
    return settings


def system_language() -> str:
    """`nl` or `en`, as this computer speaks."""
    spoken = locale.getlocale(locale.LC_CTYPE)[0] or os.environ.get("LANG", "")
    return "nl" if spoken.startswith(("nl", "Dutch")) else "en"


def to_toml(values: Mapping[str, Any]) -> str:
    """What TOML itself reads: plain values and lists first, then tables, one deep."""
    plain = {key: value for key, value in values.items() if not isinstance(value, Mapping)}
    lines = [f"{key} = {_toml(value)}" for key, value in plain.items()]
    for key, table in values.items():
        if isinstance(table, Mapping):
            lines += ["", f"[{key}]", *(f"{_toml(k)} = {_toml(v)}" for k, v in table.items())]
    return "\n".join(lines) + "\n"


def _toml(value: Any) -> str:
    if isinstance(value, list | tuple):
        return "[" + ", ".join(map(_toml, value)) + "]"
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{_toml(k)} = {_toml(v)}" for k, v in value.items()) + "}"
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, float):
        return repr(value)
    # A JSON text is a TOML text, but for DEL, which TOML wants escaped.
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")


def _read(path: Path) -> tuple[dict[str, Any], tuple[Text, ...]]:
    try:
        return tomllib.loads(path.read_text("utf-8")), ()
    except FileNotFoundError:
        return {}, ()
    except (OSError, ValueError):
        return {}, (say("{file} could not be read and does not count now.", file=str(path)),)


def _aside(path: Path) -> Path:
    """A free name beside it: what was set aside before stays too."""
    names = (f".broken{n or ''}.toml" for n in range(1_000))
    return next(each for name in names if not (each := path.with_suffix(name)).exists())


def _valid(found: Mapping[str, Any]) -> dict[str, Any]:
    """Only what we know, of the right type and within its choices; the rest is the default."""
    known = asdict(_DEFAULTS)
    return {
        key: _as(known[key], value)
        for key, value in found.items()
        if key in known and key not in _NOT_KEPT and _fits(key, known[key], value)
    }


def _fits(key: str, default: Any, value: Any) -> bool:
    if isinstance(default, tuple):
        return isinstance(value, list | tuple) and all(isinstance(each, str) for each in value)
    if isinstance(default, Mapping):
        return isinstance(value, Mapping) and all(isinstance(v, str) for v in value.values())
    return type(value) is type(default) and value in _CHOICES.get(key, (value,))


def _as(default: Any, value: Any) -> Any:
    return tuple(value) if isinstance(default, tuple) else value


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_name(f".{path.name}.{os.getpid()}")
    # A path on Linux can hold bytes that are no text; such a recent file is not worth a failure.
    fresh.write_text(text, "utf-8", errors="replace", newline="\n")
    fresh.replace(path)


_DEFAULTS = Settings()
