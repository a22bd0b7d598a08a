"""A week of the roster as it is shown: day parts and tasks, who is there, what is still open."""

from commdesk.features.moderation.roster.board.candidates import Candidate, candidates
from commdesk.features.moderation.roster.board.changes import Differences, differences
from commdesk.features.moderation.roster.board.model import Cell, Row, Strip, WeekBoard
from commdesk.features.moderation.roster.board.names import short_names
from commdesk.features.moderation.roster.board.queries import read_board

__all__ = [
    "Candidate", "Cell", "Differences", "Row", "Strip", "WeekBoard", "candidates", "differences",
    "read_board", "short_names",
]  # fmt: skip
