"""Collect every message of the program and bring both catalogs up to date.

    python .ci/words.py [ADD.json ...]    ADD: {"English": "Nederlands", "one|many": "een|meer"}
    python .ci/words.py --check           change nothing; exit 1 when a catalog is not up to date

English says what the code says. Dutch comes from the files given, or stays as it was; what the
code no longer says is dropped. Nothing is guessed (no fuzzy entries), and no line numbers or dates
are written, so that two branches merge.
"""

from __future__ import annotations

import contextlib
import io
import json
import os
import sys
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_file
from babel.messages.pofile import read_po, write_po

sys.path.insert(0, str(Path(__file__).parent))
from compile_words import compile_all

ROOT = Path(__file__).resolve().parent.parent
KEYWORDS = {
    "say": None,
    "say_n": (1, 2),
    "N_": None,
    "words": None,
    "plural": (1, 2),
    "Refused": None,
    "Damaged": None,
    "CannotWrite": None,
    "TakenElsewhere": None,
    "CellsRefused": None,
    "Damaged": None,
    "PassphraseWanted": None,
    "WrongPassphrase": None,
    "op": None,
}
IN_WORDS_ITSELF = {**KEYWORDS, "self": None}
NOISE = (
    "Project-Id",
    "Report-Msgid",
    "POT-Creation",
    "PO-Revision",
    "Last-Translator",
    "Language-Team",
    "Generated-By",
)

Key = str | tuple[str, str]
"""A msgid, or the two of a plural."""


def po_file(language: str) -> Path:
    return ROOT / "resources" / "locale" / language / "LC_MESSAGES" / "commdesk.po"


def messages(source: Path) -> Iterator[Key]:
    """Every msgid in one module."""
    keywords = IN_WORDS_ITSELF if source.match("core/words.py") else KEYWORDS
    with contextlib.redirect_stderr(io.StringIO()):  # Babel warns of every words("")
        extracted = extract_from_file("python", source, keywords=keywords)
    for _, found, _, _ in extracted:
        if found:
            yield found if isinstance(found, str) else (found[0], found[1])


def all_messages() -> tuple[dict[str, Key], list[str]]:
    """First msgid -> key, and the modules that could not be read just now."""
    keys: dict[str, Key] = {}
    unread = []
    for source in sorted((ROOT / "commdesk").rglob("*.py")):
        try:
            for key in messages(source):
                if isinstance(keys.get(_first(key)), str | None):  # a plural serves the singular
                    keys[_first(key)] = key
        except Exception as trouble:  # noqa: BLE001  # somebody is typing in it
            unread.append(f"{source.relative_to(ROOT)}: {trouble}")
    return keys, unread


def known(language: str) -> dict[Key, tuple[str, ...]]:
    """Key -> the translations that stand in the catalog now."""
    if not po_file(language).exists():
        return {}
    with po_file(language).open("rb") as lines:
        catalog = read_po(lines, locale=language)
    return {_key(m.id): _strings(m.string) for m in catalog if m.id and any(_strings(m.string))}


def added(files: list[str]) -> dict[str, tuple[str, ...]]:
    """First msgid -> Dutch, out of the JSON files."""
    found: dict[str, tuple[str, ...]] = {}
    for name in files:
        for english, dutch in json.loads(Path(name).read_text("utf-8")).items():
            forms = tuple(dutch.split("|")) if "|" in english else (dutch,)
            found[english.split("|")[0]] = forms
    return found


def catalog_text(language: str, keys: dict[str, Key], strings: dict[str, tuple[str, ...]]) -> str:
    catalog = Catalog(locale=language, charset="utf-8", fuzzy=False)
    catalog.header_comment = "# The words of commdesk; made by .ci/words.py."
    for first, key in keys.items():
        catalog.add(key, _fitting(key, strings.get(first, ())))
    buffer = io.BytesIO()
    write_po(buffer, catalog, width=100, no_location=True, sort_output=True)
    lines = buffer.getvalue().decode().splitlines(keepends=True)
    return "".join(line for line in lines if not line.startswith(tuple(f'"{n}' for n in NOISE)))


def _fitting(key: Key, strings: tuple[str, ...]) -> str | tuple[str, ...]:
    if isinstance(key, str):
        return strings[0] if strings else ""
    return strings if len(strings) == len(key) else ("", "")


def _key(message_id: str | list[str] | tuple[str, ...]) -> Key:
    return message_id if isinstance(message_id, str) else (message_id[0], message_id[1])


def _first(key: Key) -> str:
    return key if isinstance(key, str) else key[0]


def _strings(string: str | tuple[str, ...]) -> tuple[str, ...]:
    return (string,) if isinstance(string, str) else tuple(string)


def english(keys: dict[str, Key]) -> dict[str, tuple[str, ...]]:
    return {first: _strings(key) for first, key in keys.items()}


def missing(keys: dict[str, Key], strings: dict[str, tuple[str, ...]]) -> list[str]:
    def shown(key: Key) -> str:
        return key if isinstance(key, str) else "|".join(key)

    return sorted(
        shown(key)
        for first, key in keys.items()
        if not all(_strings(_fitting(key, strings.get(first, ()))))
    )


def put(path: Path, text: str) -> None:
    """Swap the file in whole, and only when it says something else."""
    if path.exists() and path.read_text("utf-8") == text:
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_name(f".{path.name}.{os.getpid()}")
    fresh.write_text(text, "utf-8", newline="\n")
    fresh.replace(path)


def report(unread: list[str], absent: list[str], unused: list[str], count: int) -> None:
    for trouble in unread:
        print(f"not readable now, so nothing is dropped: {trouble}")
    for message in unused:
        print(f"not in the code: {message!r}")
    if absent:
        print("no Dutch for (paste into a JSON file):")
        print(json.dumps(dict.fromkeys(absent, ""), ensure_ascii=False, indent=1))
    print(f"{count} messages, {len(absent)} without Dutch")


def check(texts: dict[str, str], absent: list[str]) -> int:
    stale = [name for name, text in texts.items() if po_file(name).read_text("utf-8") != text]
    for language in stale:
        print(f"{po_file(language).relative_to(ROOT)} is not up to date: run .ci/words.py")
    return 1 if stale or absent else 0


def main(arguments: list[str]) -> int:
    keys, unread = all_messages()
    fresh = added([a for a in arguments if a != "--check"])
    old = known("nl")
    if unread:
        keys = {_first(key): key for key in old} | keys
    dutch = {_first(key): strings for key, strings in old.items()} | fresh
    texts = {
        "en": catalog_text("en", keys, english(keys)),
        "nl": catalog_text("nl", keys, dutch),
    }
    absent = missing(keys, dutch)
    report(unread, absent, sorted(set(fresh) - set(keys)), len(keys))
    if "--check" in arguments:
        return check(texts, absent)
    for language, text in texts.items():
        put(po_file(language), text)
    compile_all(ROOT)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
