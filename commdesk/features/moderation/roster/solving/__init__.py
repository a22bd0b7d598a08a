"""Proposing a roster: the problem, the search in a process of its own, and what is left in words.

instance = read_instance(desk.db, weeks, desk.today())
proposal = propose(instance, seconds=10.0, is_cancelled=..., on_better=...)
desk.do(take_over, weeks, proposal.shifts, instance.replaced)
"""

from commdesk.features.moderation.roster.solving.change import Change, ChangeKind, apply_change
from commdesk.features.moderation.roster.solving.explaining import Explained, explain
from commdesk.features.moderation.roster.solving.instance import Instance, Wanted, wanted_of
from commdesk.features.moderation.roster.solving.parent import propose
from commdesk.features.moderation.roster.solving.proposal import Proposal, Stage, Uncovered
from commdesk.features.moderation.roster.solving.read import read_instance
from commdesk.features.moderation.roster.solving.search import solve

__all__ = [
    "Change", "ChangeKind", "Explained", "Instance", "Proposal", "Stage", "Uncovered", "Wanted",
    "apply_change", "explain", "propose", "read_instance", "solve", "wanted_of",
]  # fmt: skip
