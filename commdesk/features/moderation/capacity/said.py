"""The calculation in words: the formula as a sum, and how it compares with the hours of tasks."""

from __future__ import annotations

from commdesk.core.values import Minutes
from commdesk.core.words import Text, Words, say_n
from commdesk.features.moderation.capacity.model import (
    MINUTES_A_POST,
    MINUTES_A_TOPIC,
    POSTS_A_MONTH,
    TOPICS_A_MONTH,
    Load,
)


def formula(load: Load, words: Words) -> str:
    """`(90 berichten × 8,6 min + 2 u administratie) × 1 kanaal = 14,9 u per week`."""
    parts = []
    if load.posts or not load.topics:
        parts.append(_times(words, say_n("{n} post", "{n} posts", load.posts), load.post_minutes))
    if load.topics:
        parts.append(
            _times(words, say_n("{n} topic", "{n} topics", load.topics), load.topic_minutes)
        )
    if load.admin_minutes:
        parts.append(words("{hours} administration", hours=words.hours(load.admin_minutes)))
    channels = words.plural("{n} channel", "{n} channels", load.channels)
    return words(
        "({parts}) × {channels} = {hours} a week",
        parts=" + ".join(parts),
        channels=channels,
        hours=words.hours(load.minutes),
    )


def _times(words: Words, counted: Text, minutes: float) -> str:
    return f"{words(counted)} × {words.number(minutes)} min"


def compared(load: Load, budgeted: Minutes, words: Words) -> str:
    """How it stands to the hours that tasks have now, and how many people it is."""
    if not load.minutes:
        return words("Type how many messages come in a week, or count them from activity.")
    values = {"budgeted": words.hours(budgeted), "people": words.number(load.moderators)}
    missing = load.minutes - budgeted
    if missing > 0:
        text = words("The tasks have {budgeted}: {missing} too little.",
                     missing=words.hours(missing), **values)  # fmt: skip
    elif missing < 0:
        text = words("The tasks have {budgeted}: {over} more than this asks.",
                     over=words.hours(-missing), **values)  # fmt: skip
    else:
        text = words("The tasks have {budgeted}: just enough.", **values)
    people = words("That is {people} times a week of 36 hours.", **values)
    return f"{text} {people}"


def reference(words: Words) -> str:
    """Where the usual minutes come from."""
    return words(
        "Usual, with everything in it: {post} min a post, {topic} min a topic with all that "
        "follows; somebody of 36 hours does {posts} posts or {topics} topics a month.",
        post=MINUTES_A_POST,
        topic=MINUTES_A_TOPIC,
        posts=POSTS_A_MONTH,
        topics=TOPICS_A_MONTH,
    )
