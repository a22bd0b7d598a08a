"""What a template is: a text with fields for one purpose, language and formality."""

from __future__ import annotations

from enum import StrEnum

from msgspec import Struct

from commdesk.core.words import N_


class Formality(StrEnum):
    """How we address people."""

    INFORMAL = "informal"
    FORMAL = "formal"


FORMALITIES: tuple[tuple[str, str], ...] = (
    (Formality.INFORMAL, N_("informal")),
    (Formality.FORMAL, N_("formal")),
)
LANGUAGE_WORDS: tuple[tuple[str, str], ...] = (("nl", N_("Dutch")), ("en", N_("English")))


class TemplateDraft(Struct, frozen=True):
    """What can be typed about a template."""

    name: str
    purpose: str
    language: str
    formality: str
    text: str


class Template(TemplateDraft, frozen=True):
    """A stored template."""

    id: int
    is_default: bool = False
    """It comes first for its purpose, language and formality."""


class Manner(Struct, frozen=True):
    """How this community is written to, and what it is about."""

    formality: str = Formality.INFORMAL
    boundaries: str = ""
    """In plain words: what it is about and what not."""


def greeting(language: str, formality: str, first_name: str, name: str) -> str:
    """`Hoi Fatma,` or `Dear Fatma Yılmaz,`; somebody without a name is greeted without one."""
    is_formal = formality == Formality.FORMAL
    known = name if is_formal else first_name or name
    if not known:
        return "Hallo," if language == "nl" else "Hello,"
    words = {"nl": ("Hoi", "Beste"), "en": ("Hi", "Dear")}
    before = words["nl" if language == "nl" else "en"][is_formal]
    return f"{before} {known[:1].upper()}{known[1:]},"  # an infix in front: Beste Van der Berg
