"""What the pane beside the list says of one copy."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtWidgets import QPushButton

from commdesk.core.journal import Called
from commdesk.core.words import Text, Words
from commdesk.features.safekeeping.model import Compared, Difference, Kept
from commdesk.kit.detail import Detail

_MOST = 12


def detail_of(
    kept: Kept,
    compared: Compared | None,
    state: Text | None,
    called: Called,
    words: Words,
    buttons: Sequence[QPushButton],
) -> Detail:
    """`compared`: None while it is still being found out; `state`: of a copy that was checked."""
    until = words("{day}, or later when there are fewer backups", day=kept.goes_on)
    paragraphs = [
        (words("Checked"), words(state) if state else ""),
        (words("What changed since"), _changed(kept, compared, called, words)),
        (words("Only in this backup"), _only_here(compared, called, words)),
        (words("Stays until"), until),
        (words("File"), breakable(str(kept.backup.path))),
    ]
    acts = compared.acts if compared else ()
    return Detail(
        words.moment(kept.backup.at),
        words(kept.where),
        chips=[] if kept.opens else [(words("another passphrase"), "warn")],
        paragraphs=paragraphs,
        timeline=[(words.moment(at), words(text)) for at, text in acts],
        timeline_title=words("What was done since") if acts else "",
        timeline_more=words("Show all"),
        buttons=buttons,
    )


def _changed(kept: Kept, compared: Compared | None, called: Called, words: Words) -> str:
    if not kept.opens:
        return words(
            "It was made under another passphrase and does not open with the present one. A file "
            "restored from it asks for the passphrase of then."
        )
    if compared is None:
        return words("Comparing…") if kept.since else words("It cannot be read.")
    if not compared.differences:
        return words("Nothing: the workbook is as in this backup.")
    return "\n".join(_line(each, called, words) for each in _most_first(compared.differences))


def _line(found: Difference, called: Called, words: Words) -> str:
    parts = ", ".join(map(words, found.parts))
    return f"{words(called(found.table))}: {parts}"


def _only_here(compared: Compared | None, called: Called, words: Words) -> str:
    found = compared.differences if compared else ()
    named = [each for each in found if each.only_in_copy]
    return "\n".join(
        f"{words(called(each.table))}: {', '.join(each.only_in_copy)}"
        + (" …" if each.hides_names else "")
        for each in named
    )


def _most_first(found: Sequence[Difference]) -> list[Difference]:
    return sorted(found, key=lambda each: -(each.added + each.changed + each.removed))[:_MOST]


def breakable(path: str) -> str:
    """A path that may go on at the next line after each folder."""
    return path.replace(str(Path("/")), f"{Path('/')}\u200b")
