"""Content: items worth pointing people to, and the people whom they may interest.

A question, post, article or event with the members' own tags. From its words follows who looks
for this and who might answer it; a question without a reply asks for attention after a day.
"""

from commdesk.core.feature import Feature, PersonalData, Section
from commdesk.core.words import N_
from commdesk.features.content.development import development
from commdesk.features.content.evidence import EVIDENCE
from commdesk.features.content.fitting import Fit
from commdesk.features.content.handed import published, timeline, today_items
from commdesk.features.content.matching import (
    new_items_for,
    who_looks_for,
    who_looks_for_item,
    who_might_answer,
    who_might_answer_item,
)
from commdesk.features.content.model import KINDS, Item, ItemDraft, Match
from commdesk.features.content.ops import (
    add_item,
    change_item,
    close_question,
    remove_item,
    reopen_question,
    set_replies,
)
from commdesk.features.content.queries import (
    find_for_palette,
    find_item,
    list_items,
    open_questions,
    title_of_item,
)
from commdesk.features.content.sheet import SHEET

__all__ = [
    "KINDS", "Fit", "Item", "ItemDraft", "Match", "add_item", "change_item", "close_question",
    "find_item", "list_items", "new_items_for", "open_questions", "remove_item", "reopen_question",
    "set_replies", "title_of_item", "who_looks_for", "who_looks_for_item", "who_might_answer",
    "who_might_answer_item",
]  # fmt: skip

FEATURE = Feature(
    name="content",
    rank=1,
    title=N_("Items"),
    schema="commdesk.features.content.schema",
    schema_version=2,
    commands="commdesk.features.content.commands",
    tables=frozenset({"content_item", "content_tag"}),
    words_for={
        "content_item": N_("Item"),
        "content_item.link": N_("Link"),
        "content_item.published_on": N_("Published on"),
        "content_item.replies": N_("Replies so far"),
        "content_item.closed_on": N_("Closed on"),
        "content_item.first_reply_on": N_("First reply on"),
        "content_item.asked_by": N_("By whom"),
        "content_tag": N_("Tag of an item"),
        "content_tag.item_id": N_("Item"),
        "content_tag.tag_id": N_("Tag"),
    },
    names_for={"content_item": title_of_item},
    personal_data=(PersonalData("content_item", "asked_by", ("notes",), N_("Item"), stays=True),),
    sheets=(SHEET,),
    sections=(
        Section(
            "items",
            N_("Items"),
            "commdesk.features.content.page:ItemsPage",
            on="outreach",
            rank=20,
        ),
    ),
    today=today_items,
    publishes=published,
    page="items",
    timeline=timeline,
    evidence=EVIDENCE,
    development=development,
    find=find_for_palette,
    demo="commdesk.features.content.demo",
)
