"""Views: lists of members by name, built from conditions that all hold."""

from commdesk.features.members.views.model import (
    OPERATORS,
    Condition,
    Operator,
    Subject,
    View,
    checked,
    describe,
    operator_of,
    where_of,
)
from commdesk.features.members.views.ops import add_view, change_view, follow_tag, remove_view
from commdesk.features.members.views.queries import (
    TARGET,
    Scope,
    bookmarks,
    count_in,
    find_view,
    list_owners,
    list_views,
    name_of_view,
    scope_of,
    view_named,
)
from commdesk.features.members.views.subjects import Known, known_of

__all__ = [
    "OPERATORS", "TARGET", "Condition", "Known", "Operator", "Scope", "Subject", "View",
    "add_view", "bookmarks", "change_view", "checked", "count_in", "describe", "find_view",
    "follow_tag", "known_of", "list_owners", "list_views", "name_of_view", "operator_of",
    "remove_view", "scope_of", "view_named", "where_of",
]  # fmt: skip
