"""Erasing a person: out of every table, the journal, the search index and the file's bytes.

`erase` is the op, `erase_people` the part of an op that others (retention) use, and after either
`forget_bytes` takes what is left out of free pages, indexes and the -wal. What is kept of somebody
who was erased: numbers, the day, and keyed hashes by which a list or an old copy that brings them
back is known (`marks`, `ledger`). Nothing of it can be undone.
"""

from commdesk.core.erasing.forgetting import forget_bytes
from commdesk.core.erasing.marks import erased_on
from commdesk.core.erasing.model import Erased, Foreseen
from commdesk.core.erasing.ops import count_who_leaves, erase, erase_people, preview

__all__ = [
    "Erased", "Foreseen", "count_who_leaves", "erase", "erase_people", "erased_on",
    "forget_bytes", "preview",
]  # fmt: skip
