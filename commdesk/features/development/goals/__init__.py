"""Goals of the organisation and the members: a measure, a target, a date, and a forecast."""

from commdesk.features.development.goals.queries import (
    asks_of_goals,
    goals_at_risk,
    name_of_goal,
    name_of_value,
)

__all__ = ["asks_of_goals", "goals_at_risk", "name_of_goal", "name_of_value"]
