"""The build-up plan: thirteen steps with their evidence, dates, dependencies and forecast."""

from commdesk.features.buildup.steps.model import (
    Forecast,
    Outlook,
    Step,
    StepDraft,
    is_overdue,
    next_step,
    open_before,
    outlook,
    state_of,
)
from commdesk.features.buildup.steps.playbook import (
    Playbook,
    PlaybookStep,
    own_playbook,
    read_playbook,
)
from commdesk.features.buildup.steps.queries import (
    Proof,
    find_step,
    list_steps,
    name_of_step,
    proofs_of,
)

__all__ = [
    "Forecast", "Outlook", "Playbook", "PlaybookStep", "Proof", "Step", "StepDraft",
    "find_step", "is_overdue", "list_steps", "name_of_step", "next_step", "open_before",
    "outlook", "own_playbook", "proofs_of", "read_playbook", "state_of",
]  # fmt: skip
