"""Names out of messages, for who publishes them: each person becomes a number of this record.

What is masked: the name, address and number of whoever a message is with, in all texts; the full
names of everybody else in the workbook; anything that looks like an e-mail address or a phone
number. Who somebody is can still follow from what is said: a person reads it before it goes out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from msgspec.structs import replace

from commdesk.core.correspondence import Correspondence, Spoken
from commdesk.core.words import N_, Words

MEMBER = N_("member {n}")
_SHORTEST = 2
_MAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_PHONE = re.compile(r"(?<![\w/-])(?:\+|00)?\d(?:[\s().-]?\d){8,12}(?![\w/-])")
_WORD = re.compile(r"[^\W\d_]+(?:['\u2019-][^\W\d_]+)*", re.UNICODE)
_MOST_WORDS = 5


def masked(found: Correspondence, words: Words) -> Correspondence:
    """The same messages without a name; the same person has the same number everywhere in it."""
    numbers = {
        member: words(MEMBER, n=number)
        for number, member in enumerate(dict.fromkeys(m.member_id for m in found.messages), 1)
    }
    mask = Mask(_their_names(found.messages, numbers), found.everybody, words)
    return replace(
        found,
        messages=tuple(
            replace(
                each,
                name=numbers[each.member_id],
                text=mask.off(each.text),
                about=mask.off(each.about),
                names=(),
            )
            for each in found.messages
        ),
    )


class Mask:
    """Takes names out of a text; those of the longest first, whole words only."""

    def __init__(self, theirs: Mapping[str, str], everybody: Iterable[str], words: Words) -> None:
        self._theirs = theirs
        hidden = (words("name"), words("e-mail"), words("phone"))
        self._hidden, self._mail, self._phone = (f"[{each}]" for each in hidden)
        full = {_folded(name) for name in everybody}
        self._full = full | set(theirs)

    def off(self, text: str) -> str:
        """Addresses and numbers first: a name in an address is then gone with it."""
        plain = _PHONE.sub(self._phone, _MAIL.sub(self._mail, text))
        return self._names_off(plain)

    def _names_off(self, text: str) -> str:
        found = list(_WORD.finditer(text))
        parts: list[str] = []
        at = place = 0
        while place < len(found):
            count = self._longest(text, found[place : place + _MOST_WORDS])
            if count:
                name = _folded(text[found[place].start() : found[place + count - 1].end()])
                parts += [text[at : found[place].start()], self._theirs.get(name, self._hidden)]
                at = found[place + count - 1].end()
            place += count or 1
        return "".join([*parts, text[at:]])

    def _longest(self, text: str, run: Sequence[re.Match[str]]) -> int:
        """How many words from here on are a name."""
        for count in range(len(run), 0, -1):
            if _folded(text[run[0].start() : run[count - 1].end()]) in self._full:
                return count
        return 0


def _their_names(messages: Iterable[Spoken], numbers: Mapping[int, str]) -> dict[str, str]:
    """Name or part of it -> who that is; of a part that two share, whoever came first."""
    found: dict[str, str] = {}
    for each in messages:
        for name in each.names:
            if len(folded := _folded(name)) >= _SHORTEST:
                found.setdefault(folded, numbers[each.member_id])
    return found


def _folded(name: str) -> str:
    return " ".join(name.casefold().split())
