"""Fields in braces: what can stand in a template, how it is filled, and what is left open."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Literal, get_args

from msgspec import Struct

from commdesk.core.words import N_, Text, say

Kind = Literal["unknown", "empty", "broken"]
KINDS: tuple[Kind, ...] = get_args(Kind)
_LONGEST_NAME = 60  # what is longer was never meant as a field: a brace was left open
_ALIKE = 0.6
_TOKEN = rf"\{{\{{|\}}\}}|\{{(?P<field>[^{{}}\n]{{0,{_LONGEST_NAME}}})\}}|[{{}}]"


class Field(Struct, frozen=True):
    """One thing that can be filled in, under its English and its Dutch name."""

    name: str
    dutch: str
    told: str
    """English msgid: what comes in its place."""
    missing: str
    """English msgid: what to do, or why there is nothing."""

    def in_language(self, language: str) -> str:
        return self.dutch if language == "nl" else self.name


class Hole(Struct, frozen=True):
    """A place in a text where something is missing; `start` and `end` count characters."""

    start: int
    end: int
    name: str
    """The field by its English name; what was typed when there is no such field; a brace."""
    kind: Kind
    typed: str
    """As it stands in the text, braces and all."""

    @property
    def words(self) -> Text:
        """What is wrong with it, and what to do."""
        if self.kind == "empty":
            why = Text(BY_NAME[self.name].missing)
            return Text("{field}: {why}", {"field": self.typed, "why": why})
        if self.kind == "broken":
            return say(
                "{brace} stands alone. Write {field}, or {twice} for the sign itself.",
                brace=self.typed,
                field=self.typed + "…}" if self.typed == "{" else "{…" + self.typed,
                twice=self.typed * 2,
            )
        if other := nearest_field(self.name):
            meant = "{" + other + "}"
            return say(
                "{field} is not a field. Did you mean {meant}?", field=self.typed, meant=meant
            )
        return say("{field} is not a field.", field=self.typed)


class Filled(Struct, frozen=True):
    """A text with what is known put in."""

    text: str
    holes: tuple[Hole, ...] = ()


FIELDS: tuple[Field, ...] = (
    Field(
        "first_name",
        "voornaam",
        N_("the first name"),
        N_("the first name is not known"),
    ),
    Field(
        "name",
        "naam",
        N_("the whole name"),
        N_("the name is not known"),
    ),
    Field(
        "greeting",
        "aanhef",
        N_("the greeting that goes with the formality"),
        N_("choose somebody to write to"),
    ),
    Field(
        "organisation",
        "organisatie",
        N_("where they work"),
        N_("it is not known where they work"),
    ),
    Field(
        "looking_for",
        "zoekt",
        N_("what they are looking for"),
        N_("it is not known what they are looking for"),
    ),
    Field(
        "content_title",
        "item",
        N_("the title of the item"),
        N_("choose an item"),
    ),
    Field(
        "content_link",
        "link",
        N_("the link to the item"),
        N_("choose an item with a link"),
    ),
    Field(
        "last_topic",
        "laatste_onderwerp",
        N_("what it was about last"),
        N_("there is no last topic yet"),
    ),
    Field(
        "promise",
        "toezegging",
        N_("what they promised"),
        N_("no promise of theirs is open"),
    ),
    Field(
        "other_name",
        "ander",
        N_("whom you introduce them to"),
        N_("choose whom to introduce them to"),
    ),
    Field(
        "boundaries",
        "afbakening",
        N_("what the community is about and what not"),
        N_("write it down under Templates, How we write"),
    ),
    Field(
        "privacy_notice",
        "privacybericht",
        N_("that they are in the workbook, if nobody told them"),
        N_("they were told, or it is not known what list they come from"),
    ),
    Field(
        "my_name",
        "mijn_naam",
        N_("the owner of the workbook"),
        N_("type your name as Owner under Data, Settings"),
    ),
    Field(
        "community",
        "gemeenschap",
        N_("the name of the workbook"),
        N_("give the workbook a name under Data, Settings"),
    ),
)
"""In the order of the menu: the person, the occasion, ourselves."""
BY_NAME: Mapping[str, Field] = {field.name: field for field in FIELDS}
_BY_TYPED = {name: field for field in FIELDS for name in (field.name, field.dutch)}


def find_field(typed: str) -> Field | None:
    """The field of this name in either language; capitals, spaces and hyphens do not matter."""
    return _BY_TYPED.get(re.sub(r"[\s-]+", "_", typed.strip()).casefold())


def nearest_field(typed: str) -> str:
    """The name that this was most likely meant to be, in the language it is like; or empty."""
    from rapidfuzz.distance import OSA

    plain = typed.strip().casefold()
    scores = {name: OSA.normalized_similarity(plain, name) for name in _BY_TYPED}
    best = max(scores, key=scores.__getitem__)
    return best if scores[best] >= _ALIKE else ""


def fill(text: str, values: Mapping[str, str], *, to_edit: bool = False) -> Filled:
    """Put in what is known; what is not stays as it was typed and is a hole.

    Values by the English name of their field; they are put in as they are, braces too. A doubled
    brace becomes a single one, unless the text goes `to_edit`: then `finish` does that at the end.
    """
    parts: list[str] = []
    holes: list[Hole] = []
    place = done = 0
    for found in re.finditer(_TOKEN, text):
        parts.append(text[done : found.start()])
        done = found.end()
        place += len(parts[-1])
        hole = _hole(found, place, values)
        if hole is not None:
            holes.append(hole)
            parts.append(hole.typed)
        else:
            parts.append(_in_place_of(found, values, to_edit=to_edit))
        place += len(parts[-1])
    parts.append(text[done:])
    return Filled("".join(parts), tuple(holes))


def holes_in(text: str, values: Mapping[str, str] | None = None) -> tuple[Hole, ...]:
    """The holes in a text that is being edited: fields that still stand in it, and broken braces.

    `values` are those with which it began: a brace that came in with one of them is no hole. A
    field that has a value by now is a hole too, since nothing fills it any more.
    """
    found = (_hole(each, each.start(), {}) for each in _outside(text, values or {}))
    return tuple(hole for hole in found if hole is not None)


def finish(text: str, values: Mapping[str, str] | None = None) -> Filled:
    """What is sent of a text that was edited: doubled braces become single ones, nothing fills.

    The holes stand at their place in the finished text.
    """
    parts: list[str] = []
    holes: list[Hole] = []
    place = done = 0
    for found in _outside(text, values or {}):
        parts.append(text[done : found.start()])
        done = found.end()
        place += len(parts[-1])
        hole = _hole(found, place, {})
        if hole is not None:
            holes.append(hole)
        parts.append(hole.typed if hole else found[0][0])
        place += len(parts[-1])
    parts.append(text[done:])
    return Filled("".join(parts), tuple(holes))


def in_language(text: str, language: str) -> str:
    """The same text with its fields under their names in this language."""

    def named(found: re.Match[str]) -> str:
        field = find_field(found["field"]) if found["field"] is not None else None
        return "{" + field.in_language(language) + "}" if field else found[0]

    return re.sub(_TOKEN, named, text)


def fields_of(text: str) -> tuple[str, ...]:
    """The English names of the fields that a text uses, each once, in order."""
    typed = (found["field"] for found in re.finditer(_TOKEN, text) if found["field"] is not None)
    return tuple(dict.fromkeys(field.name for each in typed if (field := find_field(each))))


def first_fault(holes: Sequence[Hole]) -> Hole | None:
    """What no value can mend: an unknown field or a broken brace."""
    return next((hole for hole in holes if hole.kind != "empty"), None)


def _hole(found: re.Match[str], place: int, values: Mapping[str, str]) -> Hole | None:
    """The hole that this token leaves when its text stands at `place`; None: it leaves none."""
    typed, name = found[0], found["field"]
    if name is None:
        if len(typed) > 1:
            return None
        return Hole(place, place + 1, typed, "broken", typed)
    field = find_field(name)
    if field is None:
        return Hole(place, place + len(typed), name.strip(), "unknown", typed)
    if values.get(field.name, "").strip():
        return None
    return Hole(place, place + len(typed), field.name, "empty", typed)


def _in_place_of(found: re.Match[str], values: Mapping[str, str], *, to_edit: bool) -> str:
    if found["field"] is None:
        return found[0] if to_edit else found[0][0]
    field = find_field(found["field"])
    return values[field.name] if field else found[0]


def _outside(text: str, values: Mapping[str, str]) -> Iterator[re.Match[str]]:
    """The tokens of a text, but those inside a value with braces that was put in."""
    lines = {line for value in values.values() for line in value.splitlines()}
    kept = sorted((line for line in lines if "{" in line or "}" in line), key=len, reverse=True)
    if not kept:
        yield from re.finditer(_TOKEN, text)
        return
    values_first = f"(?P<value>{'|'.join(map(re.escape, kept))})|{_TOKEN}"
    for found in re.finditer(values_first, text):
        if found["value"] is None:
            yield found
