"""What is said of a file that came back: what goes along as chosen, what asks for a choice."""

from __future__ import annotations

from collections.abc import Mapping

from commdesk.core.words import Text, say, say_n
from commdesk.features.exchange.returning.model import TAKEN, Mark
from commdesk.features.exchange.returning.taking import Returned, is_taken, with_earlier

Choices = Mapping[Mark, bool | None]


def line_of(found: Returned, choices: Choices) -> Text:
    """Which file, of when, how many changes go along, and what is still open."""
    made_on = found.stamp.made_at.astimezone().date()
    if not any(each.kind in TAKEN or each.kind == "invalid" for each in found.differences):
        told = say("{file}, made on {day}: nothing was changed", file=found.file, day=made_on)
    else:
        told = say(
            "{file}, made on {day}: {counted}",
            file=found.file,
            day=made_on,
            counted=counted(found, choices),
        )
    return with_earlier(told, found)


def counted(found: Returned, choices: Choices) -> Text:
    told = say_n("{n} change to take over", "{n} changes to take over", takes(found, choices))
    if not open_ones(found, choices):
        return told
    return Text("{all}; {still}", {"all": told, "still": still_open(found, choices)})


def takes(found: Returned, choices: Choices) -> int:
    """How many of the lines go along."""
    return sum(each.kind in TAKEN and bool(is_taken(each, choices)) for each in found.differences)


def open_ones(found: Returned, choices: Choices) -> int:
    """How many cells that changed on both sides were not chosen yet."""
    return sum(is_taken(each, choices) is None for each in found.of("conflict"))


def still_open(found: Returned, choices: Choices) -> Text:
    return say_n(
        "{n} cell changed on both sides still asks for a choice",
        "{n} cells changed on both sides still ask for a choice",
        open_ones(found, choices),
    )


def taken_over(found: Returned, choices: Choices) -> Text:
    """What was done, and how much could not be."""
    told = say_n(
        "{n} change of {file} is taken over, in the name of {name}.",
        "{n} changes of {file} are taken over, in the name of {name}.",
        takes(found, choices),
        file=found.file,
        name=found.giver.name,
    )
    if not (left := found.count("invalid")):
        return told
    rest = say_n(
        "{n} line could not be taken: see the list.",
        "{n} lines could not be taken: see the list.",
        left,
    )
    return Text("{told} {left}", {"told": told, "left": rest})
