"""The build-up plan: thirteen steps with their evidence, dates, dependencies and forecast."""

from commdesk.features.buildup.steps.model import (
    Forecast,
    Outlook,
    Step,
    StepDraft,
    outlook,
    state_of,
)
from commdesk.features.buildup.steps.playbook import Playbook, PlaybookStep, read_playbook
from commdesk.features.buildup.steps.queries import (
    Proof,
    find_step,
    list_steps,
    name_of_step,
    proofs_of,
)

__all__ = [
    "Forecast", "Outlook", "Playbook", "PlaybookStep", "Proof", "Step", "StepDraft", "find_step",
    "list_steps", "name_of_step", "outlook", "proofs_of", "read_playbook", "state_of",
]  # fmt: skip
