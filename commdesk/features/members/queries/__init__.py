"""Reads of members: of one, of everybody for a rule, and block by block for the table."""

from commdesk.features.members.queries.listing import (
    EVERYBODY,
    INDEXED,
    SORTS,
    MemberRow,
    count_members,
    hits_in,
    ids_of_members,
    list_members,
    place_of_member,
    rows_of,
    sort_ids,
)
from commdesk.features.members.queries.people import (
    find_by_words,
    find_contactable,
    find_member,
    list_contactable,
    list_organisations,
    list_tags,
    member_names,
    members_called,
    register_functions,
    restricted_members,
    shown_name,
    tags_of,
)

__all__ = [
    "EVERYBODY", "INDEXED", "SORTS", "MemberRow", "count_members", "find_by_words",
    "find_contactable", "find_member", "hits_in", "ids_of_members", "list_contactable",
    "list_members",
    "list_organisations", "list_tags", "member_names", "members_called",
    "place_of_member", "register_functions",
    "restricted_members", "rows_of", "shown_name", "sort_ids", "tags_of",
]  # fmt: skip
