"""The question before a name becomes a member: whether they are one of that name already."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from commdesk.kit.dialogs import Question
from commdesk.kit.parts import button

if TYPE_CHECKING:
    from commdesk.kit.page import Page

MOST = 4
"""So many namesakes are offered; with more of them the name says too little."""


def ask_who(
    page: Page,
    name: str,
    known: Sequence[tuple[int, str]],
    then: Callable[[int | None], object],
) -> None:
    """`then` gets the member they are, or None for somebody new; nothing is asked without any."""
    if not known:
        then(None)
        return
    words = page.words
    question = Question(
        page.window(),
        words,
        words("There is a member called {name} already", name=name),
        words("Is it the same person?"),
        words("The same person"),
    )
    for number, (who, called) in enumerate(known[1:MOST], 2):
        text = words("The same as {name} ({number})", name=called, number=str(number))
        question.add(button(text, _answer(question, partial(then, who))))
    question.add(button(words("Somebody else"), _answer(question, partial(then, None))))
    question.accepted.connect(lambda: then(known[0][0]))
    question.open()


def _answer(question: Question, act: Callable[[], object]) -> Callable[[], None]:
    def answered() -> None:
        question.reject()
        act()

    return answered
