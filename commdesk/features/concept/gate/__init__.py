"""The gate: at least 20 % of those interviewed want to contribute actively, or not yet."""

from commdesk.features.concept.gate.model import NORM, VERDICTS, Gate
from commdesk.features.concept.gate.queries import (
    gate_by_circle,
    gate_now,
    gate_of,
    gate_over_time,
)

__all__ = ["NORM", "VERDICTS", "Gate", "gate_by_circle", "gate_now", "gate_of", "gate_over_time"]
