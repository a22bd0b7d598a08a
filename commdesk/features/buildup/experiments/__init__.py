"""Experiments: what we believe, what we try, decided beforehand, and what was learnt."""

from commdesk.features.buildup.experiments.model import (
    VERDICTS,
    Experiment,
    ExperimentDraft,
    Verdict,
)
from commdesk.features.buildup.experiments.queries import (
    find_experiment,
    list_experiments,
    name_of_experiment,
    to_judge,
)

__all__ = [
    "VERDICTS", "Experiment", "ExperimentDraft", "Verdict", "find_experiment", "list_experiments",
    "name_of_experiment", "to_judge",
]  # fmt: skip
