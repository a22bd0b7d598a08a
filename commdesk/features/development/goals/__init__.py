"""Goals of the organisation and the members: a measure, a target, a date, and a forecast."""

from commdesk.features.development.goals.queries import goals_at_risk, name_of_goal, name_of_value

__all__ = ["goals_at_risk", "name_of_goal", "name_of_value"]
