"""The five questions a community is made of: asked in the concept, and of whom it is for."""

from __future__ import annotations

from enum import StrEnum

from commdesk.core.words import N_


class Question(StrEnum):
    """What has to be known before there can be a community."""

    FOR_WHOM = "for-whom"
    DRIVES = "drives"
    TOPICS = "topics"
    WHOM_NEEDED = "whom-needed"
    GAIN = "gain"


QUESTIONS: tuple[tuple[str, str], ...] = (
    (Question.FOR_WHOM, N_("For whom is it?")),
    (Question.DRIVES, N_("What drives them?")),
    (Question.TOPICS, N_("What do they want to talk about?")),
    (Question.WHOM_NEEDED, N_("Whom do they need in that conversation?")),
    (Question.GAIN, N_("What does it give them?")),
)
