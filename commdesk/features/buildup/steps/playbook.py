"""The playbook: the thirteen steps as data, which an organisation may write anew."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from msgspec import Struct

from commdesk.core.errors import Refused
from commdesk.core.paths import resource, user_data
from commdesk.core.stored import MOST_CHARACTERS
from commdesk.core.words import Text, say

MOST_STEPS = 60
_MOST_WEEKS = 520
MOST_TITLE = 200
_FILE = "playbook.toml"
_NAMES = frozenset({"key"})
_TEXTS = ("key", "title", "why", "how")
_LISTS = ("after", "evidence", "todos")
_NUMBERS = ("start", "weeks")
_PLACE = re.compile(r"\(at line (\d+), column (\d+)\)|\(at end of document\)")
_STEP = re.compile(r"^\s*\[\[\s*step\s*\]\]")


class PlaybookStep(Struct, frozen=True):
    """One step as the playbook has it; weeks count from the start of the plan, the first is 1."""

    key: str
    title: str
    why: str = ""
    how: str = ""
    start: int = 1
    weeks: int = 1
    after: tuple[str, ...] = ()
    evidence: tuple[str, ...] = ()
    todos: tuple[str, ...] = ()


class Playbook(Struct, frozen=True):
    """The steps to begin with, and what was wrong with the organisation's own file."""

    steps: tuple[PlaybookStep, ...]
    is_own: bool = False
    problem: Text | None = None
    """With the line and column; the built-in one is used then."""


def own_playbook(language: str) -> Path:
    """Where an organisation's own playbook lies: `playbook/nl/playbook.toml` in the user's data."""
    return user_data() / "playbook" / language / _FILE


def read_playbook(language: str, known: Collection[str] | None = None) -> Playbook:
    """The organisation's own playbook when it is there and right, else the built-in one.

    `known` are the keys of all evidence that is handed in; without it those are not looked at.
    """
    own, problem = own_playbook(language), None
    if own.is_file():
        try:
            return Playbook(parse_playbook(_text(own), known=known), is_own=True)
        except Refused as refused:
            problem = refused.text
    built_in = parse_playbook(_text(resource("playbook", language, _FILE)))
    return Playbook(built_in, problem=problem)


def parse_playbook(text: str, *, known: Collection[str] | None = None) -> tuple[PlaybookStep, ...]:
    """The steps of a playbook; refuses a mistake with its line and column."""
    from tomllib import TOMLDecodeError, loads

    try:
        read = loads(text)
    except TOMLDecodeError as error:
        raise _wrong(*_place_in(str(error), text), say("this cannot be read")) from None
    written = _written(text)
    tables = read.get("step")
    if not isinstance(tables, list) or not tables or len(tables) > MOST_STEPS:
        raise _wrong(1, 1, say("it has between 1 and {most} steps", most=str(MOST_STEPS)))
    if len(written) != len(tables):
        raise _wrong(
            1, 1, say("every step begins with {sign} on a line of its own", sign="[[step]]")
        )
    steps = [_step(table, where) for table, where in zip(tables, written, strict=True)]
    _check_keys(steps, written)
    if known is not None:
        _check_evidence(steps, written, known)
    return tuple(steps)


class _Written(Struct, frozen=True):
    """Where a step stands in the file: its first line, and its lines."""

    line: int
    lines: Sequence[str]

    def wrong(self, key: str, why: Text) -> Refused:
        """At the value of this key; at the step itself when the key is not there."""
        sign = re.compile(rf"""^\s*["']?{re.escape(key)}["']?\s*=\s*""")
        for place, line in enumerate(self.lines):
            if found := sign.match(line):
                return _wrong(self.line + place, found.end() + 1, why)
        return _wrong(self.line, 1, why)


def _written(text: str) -> list[_Written]:
    lines = text.splitlines()
    begins = [n for n, line in enumerate(lines) if _STEP.match(line)]
    ends = [*begins[1:], len(lines)]
    return [_Written(n + 1, lines[n:end]) for n, end in zip(begins, ends, strict=False)]


def _text(path: Path) -> str:
    try:
        return path.read_text("utf-8")
    except (OSError, UnicodeDecodeError):
        raise _wrong(1, 1, say("this cannot be read")) from None


def _step(table: Mapping[str, Any], where: _Written) -> PlaybookStep:
    for key, value in table.items():
        if not _is_right(key, value):
            raise where.wrong(key, say("{key} is not what belongs there", key=key))
    missing = [key for key in ("key", "title") if not str(table.get(key, "")).strip()]
    if missing:
        raise where.wrong(missing[0], say("{key} is missing", key=missing[0]))
    read: dict[str, Any] = {k: tuple(v) if k in _LISTS else v for k, v in table.items()}
    return PlaybookStep(**read)


def _is_right(key: str, value: Any) -> bool:
    if key in _NAMES:
        return _is_name(value)
    if key in _TEXTS:
        most = MOST_TITLE if key == "title" else MOST_CHARACTERS
        return isinstance(value, str) and len(value) <= most
    if key in _NUMBERS:
        return type(value) is int and 1 <= value <= _MOST_WEEKS
    if key not in _LISTS or not isinstance(value, list):
        return False
    if key == "todos":
        return all(isinstance(each, str) and len(each) <= MOST_TITLE for each in value)
    return all(map(_is_name, value))


def _is_name(value: Any) -> bool:
    """A key is one word: several are kept with a space between."""
    return isinstance(value, str) and len(value) <= MOST_TITLE and len(value.split()) <= 1


def _check_keys(steps: Iterable[PlaybookStep], written: Iterable[_Written]) -> None:
    """Each key once; what a step comes after stands before it, so that none waits for itself."""
    seen: set[str] = set()
    every = {step.key for step in steps}
    for step, where in zip(steps, written, strict=True):
        if step.key in seen:
            raise where.wrong("key", say("there are two steps with the key {key}", key=step.key))
        for other in step.after:
            if other == step.key:
                raise where.wrong("after", say("{key} waits for itself", key=other))
            if other not in every:
                raise where.wrong("after", say("there is no step with the key {key}", key=other))
            if other not in seen:
                raise where.wrong("after", say("{key} stands further on", key=other))
        seen.add(step.key)


def _check_evidence(
    steps: Iterable[PlaybookStep], written: Iterable[_Written], known: Collection[str]
) -> None:
    for step, where in zip(steps, written, strict=True):
        for key in step.evidence:
            if key not in known:
                raise where.wrong("evidence", say("there is no evidence {key}", key=key))


def _place_in(message: str, text: str) -> tuple[int, int]:
    found = _PLACE.search(message)
    if found and found[1]:
        return int(found[1]), int(found[2])
    return len(text.splitlines()) or 1, 1


def _wrong(line: int, column: int, why: Text) -> Refused:
    return Refused(
        "The playbook has a mistake in line {line}, column {column}: {why}.",
        line=str(line),
        column=str(column),
        why=why,
    )
