"""Reads of members: of one, of everybody for a rule, and block by block for the table."""

from commdesk.features.members.queries.listing import (
    SORTS,
    MemberRow,
    count_members,
    find_for_palette,
    list_members,
    place_of_member,
    rows_of,
    sort_ids,
)
from commdesk.features.members.queries.people import (
    facts,
    find_by_words,
    find_contactable,
    find_member,
    list_contactable,
    list_organisations,
    list_tags,
    member_names,
    name_of_member,
    name_of_organisation,
    name_of_tag,
    register_functions,
    tags_of,
    timeline,
)

__all__ = [
    "SORTS", "MemberRow", "count_members", "facts", "find_by_words", "find_contactable",
    "find_for_palette", "find_member", "list_contactable", "list_members", "list_organisations",
    "list_tags", "member_names", "name_of_member", "name_of_organisation", "name_of_tag",
    "place_of_member", "register_functions", "rows_of", "sort_ids", "tags_of", "timeline",
]  # fmt: skip
