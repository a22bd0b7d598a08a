"""Promises: a contribution that a member promised us, and what we promised a member.

Theirs goes from an idea by a draft to its place, with the help it needs and a day to ask after it;
ours is open until it is kept. Either may be let go. What was promised on a message hangs on it.
"""

from commdesk.features.outreach.promises.model import (
    Promise,
    PromiseDraft,
    Side,
    Stage,
)
from commdesk.features.outreach.promises.ops import change_promise, move_promise, open_promise
from commdesk.features.outreach.promises.queries import (
    count_open,
    due_promises,
    find_promise,
    name_of_promise,
    promises_of,
)

__all__ = [
    "Promise", "PromiseDraft", "Side", "Stage", "change_promise", "count_open", "due_promises",
    "find_promise", "move_promise", "name_of_promise", "open_promise", "promises_of",
]  # fmt: skip
