"""Off-topic: how often a boundary of the community was crossed, week by week."""

from commdesk.features.moderation.cases.model import TRENDS, BoundaryWeeks
from commdesk.features.moderation.cases.queries import cases_by_boundary, known_boundaries

__all__ = ["TRENDS", "BoundaryWeeks", "cases_by_boundary", "known_boundaries"]
