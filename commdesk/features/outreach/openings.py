"""What a message to somebody begins with: a template filled in for them, else a greeting."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from msgspec import Struct

from commdesk.core.database import Database
from commdesk.core.workbook import read_workbook
from commdesk.features.content import Item, find_item, title_of_item
from commdesk.features.outreach.queries import last_content
from commdesk.features.outreach.templates.fields import fields_of, fill
from commdesk.features.outreach.templates.model import Template
from commdesk.features.outreach.templates.queries import (
    default_template,
    find_template,
    list_templates,
    manner,
    name_of_template,
)
from commdesk.features.outreach.templates.values import values_for
from commdesk.features.outreach.turns import OWN_WORDS, PURPOSE_OF, Turn

_Content = tuple[str, str] | None
"""Title and link of an item."""
USUAL, NONE = -1, 0
"""In the place of the id of a template: the default one of the purpose; none at all."""


class Wanted(Struct, frozen=True):
    """What a message is for, and what it begins with."""

    purpose: str
    template_id: int = USUAL
    content_id: int | None = None
    promise: str = ""
    """What they promised; empty: the last thing that is open."""


class Opening(Struct, frozen=True):
    """The text before anything is typed, and what it was filled with."""

    text: str
    values: Mapping[str, str]
    template_id: int | None = None
    content_id: int | None = None
    notice: str = ""
    """What the first message to somebody out of a list must say; it stands at the end."""
    body_at: int = 0
    """Where one's own words come: behind the greeting."""

    @property
    def is_message(self) -> bool:
        """Whether it can go as it is: a greeting alone says nothing."""
        return self.template_id is not None


def wanted_by(turn: Turn) -> Wanted:
    """What a message to somebody whose turn it is is for, and what it is about."""
    promise = turn.promise.what if turn.promise and not turn.promise.is_ours else ""
    begins = NONE if turn.rule in OWN_WORDS else USUAL
    return Wanted(PURPOSE_OF[turn.rule], begins, turn.content_id, promise)


def open_message(db: Database, member_id: int, wanted: Wanted, *, today: date) -> Opening:
    """The opening for one member, in the language of the workbook; refuses who is gone.

    A template or an item that is gone is left out: a draft may be older than either.
    """
    item = _item(db, wanted.content_id)
    content = (item.title, item.link) if item else None
    template = _template(db, wanted, content)
    values = values_for(
        db,
        member_id,
        today=today,
        language=template.language if template else read_workbook(db).language,
        formality=template.formality if template else manner(db).formality,
        content=content,
        promise=wanted.promise,
    )
    values["last_topic"] = values["last_topic"] or title_of_item(db, last_content(db, member_id))
    greeting = values["greeting"] + "\n\n"
    text = fill(template.text, values, to_edit=True).text if template else greeting
    notice = values["privacy_notice"]
    if notice and notice not in text:
        text = f"{text.rstrip()}\n\n{notice}" if template else f"{text}\n\n{notice}"
    return Opening(
        text=text,
        values=values,
        template_id=template.id if template else None,
        content_id=item.id if item else None,
        notice=notice,
        body_at=len(greeting) if text.startswith(greeting) else 0,
    )


def _template(db: Database, wanted: Wanted, content: _Content) -> Template | None:
    """The one that was chosen; else one that speaks of the promise or the item; else the usual."""
    if wanted.template_id == NONE:
        return None
    if wanted.template_id != USUAL and name_of_template(db, wanted.template_id):
        return find_template(db, wanted.template_id)
    language, formality = read_workbook(db).language, manner(db).formality
    about = {"promise"} if wanted.promise else {"content_title"} if content else set()
    if not about:
        return default_template(db, wanted.purpose, language, formality)
    lacking = set() if content and content[1] else {"content_link"}
    fitting = [
        each
        for each in list_templates(
            db, purpose=wanted.purpose, language=language, formality=formality
        )
        if about & set(fields_of(each.text))
    ]
    if fitting:
        return min(fitting, key=lambda each: len(lacking & set(fields_of(each.text))))
    return default_template(db, wanted.purpose, language, formality)


def _item(db: Database, item_id: int | None) -> Item | None:
    """The item, when one is wanted that is still there."""
    if item_id is None or not title_of_item(db, item_id):
        return None
    return find_item(db, item_id)
