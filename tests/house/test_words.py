"""The words: complete in both languages, and Dutch in the Dutch."""

from __future__ import annotations

import ast
import re
import runpy
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po

from commdesk.catalog import FEATURES
from commdesk.core.errors import Refused
from commdesk.core.words import LANGUAGES

ROOT = Path(__file__).resolve().parents[2]
PLACE = re.compile(r"{[a-z_]*}")

SAME_IN_DUTCH = {
    # The same word in both languages (words table of product.md).
    "moderator",
    # Names and numbers with a sign between them.
    "{people} · {requests}",
    "{level}: {why}",
    "{month} {year}",
    "in {week}",
    "{one}. {two}",
    "{was} → {level}",
    "{what} {day}",
    "{what}; {before}.",
    "{line} ({chart})",
    "{name}. {reason}",
    # A week along an axis; the abbreviation is the same.
    "wk {n}",
    "wk {n} {year}",
    "{what}: {n}",
    "{what}: {n} {fate}",
    "Interview",
    "Logo",
    "Interviews",
    "{size} MB",
    "concept {version}",
    "norm {norm}",
    "Experiment",
    "Experiment: {belief}",
    "{name}: {remark}",
    "{file}: {advice}",
    "{what} {more}",
    "{moment}: {what} ({who})",
    "&Help",
    "Budget",
    "Computer",
    "Moment",
    "Register",
    "item {number}",
    "Concept",
    "Content",
    "Expertise",
    "expertise",
    "open",
    "{minutes} open",
    "Item",
    "Items",
    "Later",
    "Link",
    "Moderator",
    "Per week",
    "Privacy",
    "Menu",
    "Status",
    "Trend",
    "Team",
    "Week",
    "forum",
    "is",
    "week {number}",
    "Was: {whence}",
    # Names, forms and abbreviations.
    "E-mail",
    "Id",
    "OK",
    "Qt ({cause})",
    "{field} is {value}",
    "{task}: {name}",
    "{title}: {day}",
}


def catalog(language: str) -> Catalog:
    path = ROOT / "resources" / "locale" / language / "LC_MESSAGES" / "commdesk.po"
    with path.open("rb") as lines:
        return read_po(lines, locale=language)


def messages(language: str) -> list[Message]:
    return [message for message in catalog(language) if message.id]


def forms(message: Message) -> Iterator[tuple[str, str]]:
    """Msgid and msgstr, singular and plural."""
    if isinstance(message.id, str):
        yield message.id, message.string
    else:
        yield from zip(message.id, message.string, strict=True)


def test_the_catalogs_hold_what_the_code_says() -> None:
    command = [sys.executable, ROOT / ".ci" / "words.py", "--check"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


def test_the_sentence_of_every_kind_of_refusal_is_collected() -> None:
    keywords = runpy.run_path(str(ROOT / ".ci" / "words.py"))["KEYWORDS"]
    kinds = {kind.__name__ for kind in (Refused, *Refused.__subclasses__())}
    assert kinds <= set(keywords), "Name it in KEYWORDS of .ci/words.py, or Dutch has no words."


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_is_missing_or_fuzzy(language: str) -> None:
    wanting = [m.id for m in messages(language) if m.fuzzy or not all(s for _, s in forms(m))]
    assert not wanting


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_translation_has_the_same_places_to_fill(language: str) -> None:
    wrong = [
        (one, other)
        for message in messages(language)
        for one, other in forms(message)
        if set(PLACE.findall(one)) != set(PLACE.findall(other))
    ]
    assert not wrong


def test_dutch_is_dutch() -> None:
    same = {m.id for m in messages("nl") if not isinstance(m.id, tuple) and m.id == m.string}
    assert same <= SAME_IN_DUTCH, "Translate it, or name it in SAME_IN_DUTCH with the reason."


def test_the_allow_list_holds_nothing_that_is_gone() -> None:
    used = {m.id for m in messages("nl") if not isinstance(m.id, tuple)}
    assert used >= SAME_IN_DUTCH


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_sentence_shouts_or_says_u(language: str) -> None:
    wrong = [s for m in messages(language) for _, s in forms(m) if "!" in s]
    if language == "nl":
        polite = re.compile(r"\b(u|uw)\b(?! \d)", re.IGNORECASE)
        wrong += [s for m in messages("nl") for _, s in forms(m) if polite.search(s) and " " in s]
    assert not wrong


def test_what_features_hand_in_is_translated() -> None:
    """Titles, headings and choices travel as plain msgids: a forgotten N_() shows only here."""
    known = {m.id if isinstance(m.id, str) else m.id[0] for m in messages("nl")}
    assert not {text for text in _handed_in() if text} - known


def test_a_word_inside_a_formatted_text_is_in_the_catalog() -> None:
    """What collects the words does not look into every f-string: say it before, and put it in."""
    known = {m.id if isinstance(m.id, str) else m.id[0] for m in messages("nl")}
    said = {
        text
        for path in (ROOT / "commdesk").rglob("*.py")
        for formatted in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(formatted, ast.JoinedStr)
        for text in _worded_in(formatted)
    }
    assert not {text for text in said if text} - known


def _worded_in(formatted: ast.JoinedStr) -> Iterator[str]:
    for node in ast.walk(formatted):
        match node:
            case ast.Call(
                func=ast.Name(id="words") | ast.Attribute(attr="words" | "_words"),
                args=[ast.Constant(value=str(text)), *_],
            ):
                yield text


def _handed_in() -> Iterator[str]:
    for feature in FEATURES:
        yield feature.title
        yield from (each.title for each in feature.personal_data)
        yield from (each.title for each in feature.sections)
        for holder in (*feature.sheets, *feature.intakes):
            yield holder.title
            for column in holder.columns:
                yield column.heading
                yield from (word for _, word in column.choices)
