"""A first filling at once: the most pressing places first, each by who has most hours open."""

from __future__ import annotations

from collections import defaultdict

from commdesk.features.moderation.roster.solving.board import Board, Filling, Option
from commdesk.features.moderation.roster.solving.score import weight


def fill(board: Board) -> list[Option]:
    """Every place once by weight, those with the fewest candidates first, to whom fits best."""
    by_kind: defaultdict[int, list[Option]] = defaultdict(list)
    for option in board.options:
        by_kind[option.wanted].append(option)
    filling = Filling(board)
    for number in sorted(by_kind, key=lambda n: (-_priority(board, n), len(by_kind[n]), n)):
        while filling.open[number] and (best := _best(filling, by_kind[number])):
            filling.put(best)
    return filling.options


def _best(filling: Filling, options: list[Option]) -> Option | None:
    """Of whom it fits: no wish against it, then familiar, then the most hours left."""
    board, week = filling.board, filling.board.wanted[options[0].wanted].week
    return min(
        (option for option in options if filling.fits(option)),
        key=lambda o: (
            board.is_unwished(o), -filling.left[o.person, week], not board.is_familiar(o), o.spot
        ),
        default=None,
    )  # fmt: skip


def _priority(board: Board, number: int) -> float:
    return weight(board, number) / board.wanted[number].minutes
