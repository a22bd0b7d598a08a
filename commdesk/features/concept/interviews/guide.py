"""The interview guide: what to ask for each of the five questions, in one's own words and order."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from commdesk.core.database import Database
from commdesk.core.printed import Printed, Said
from commdesk.core.words import N_, Words
from commdesk.features.concept.interviews.queries import guide_texts
from commdesk.features.concept.questions import QUESTIONS, Question

ABOUT_CONTRIBUTING = N_(
    "Would you contribute yourself: answer, write, invite others?\n"
    "What would you do, how many hours a week, and what do you want in return?"
)
_USUAL = {
    Question.FOR_WHOM: N_(
        "Who else stands where you stand?\nWho belongs in this community, and who does not?"
    ),
    Question.DRIVES: N_(
        "What keeps you busy in your work just now?\nWhat would make you come back every week?"
    ),
    Question.TOPICS: N_(
        "Which question did you last want to put to others?\nWhat do you rarely get to talk about?"
    ),
    Question.WHOM_NEEDED: N_(
        "Who must take part for it to be worth your time?\n"
        "Whose answer do you trust? Ask for names."
    ),
    Question.GAIN: N_(
        "What has to have come of it in half a year?\nWhat would you tell a colleague about it?"
    ),
}
_LINES_TO_WRITE = 4


class Prompt(Struct, frozen=True):
    """What to ask for one of the five questions, worded."""

    question: str
    title: str
    text: str


def guide_of(db: Database, words: Words) -> list[Prompt]:
    """The five in the order of the workbook, each in its own words or else in ours."""
    own, titles = guide_texts(db), dict(QUESTIONS)
    order = dict.fromkeys([*own, *titles])
    return [
        Prompt(key, words(titles[key]), own.get(key) or usual_text(key, words))
        for key in order
        if key in titles
    ]


def usual_text(question: str, words: Words) -> str:
    """What the guide asks where nobody wrote anything else."""
    return words(_USUAL[Question(question)])


def printed_guide(prompts: Sequence[Prompt], community: str, words: Words) -> Printed:
    """On paper, with room to write."""
    room = Said("\n" * _LINES_TO_WRITE)
    head = words("Name, group and date: {line}", line="_" * 40)
    parts = [Said(head, "muted")]
    for each in prompts:
        parts += [Said(each.title, "section"), Said(each.text), room]
    parts += [Said(words("Would they contribute?"), "section")]
    parts += [Said(words(ABOUT_CONTRIBUTING))]
    return Printed(words("Interview guide"), tuple(parts), line=community)
