"""Members: who the people of the community are and what each is looking for.

The ground floor: every other feature may know a member, members know no other feature. People,
organisations, tags, the keys by which other programs know them, and the lists that bring them in.
"""

from commdesk.core.feature import Feature, PersonalData
from commdesk.core.words import N_
from commdesk.features.members.fields import (
    OwnField,
    OwnFieldDraft,
    add_field,
    change_field,
    list_fields,
    name_of_field,
    remove_field,
)
from commdesk.features.members.handed import (
    facts,
    find_for_palette,
    name_of_member,
    name_of_organisation,
    name_of_tag,
    timeline,
)
from commdesk.features.members.intake import INTAKE, apply_members, plan_import, plan_members
from commdesk.features.members.many import change_members
from commdesk.features.members.model import (
    INFIXES,
    LEGAL_GROUNDS,
    STAGES,
    Contactable,
    Member,
    MemberDraft,
    Name,
    Stage,
    folded,
    is_email,
    parse_name,
    plain_email,
)
from commdesk.features.members.ops import (
    add_identity,
    add_member,
    allow_contact,
    change_member,
    check_cadence,
    drop_organisation,
    join_organisations,
    new_organisation,
    note_contact,
    note_informed,
    remove_member,
    rename_organisation,
    rename_tag,
    restrict,
    set_tag_cadence,
    stop_contact,
)
from commdesk.features.members.queries import (
    count_members,
    find_by_words,
    find_contactable,
    find_member,
    ids_of_members,
    list_contactable,
    list_members,
    list_organisations,
    list_tags,
    member_names,
    register_functions,
    tags_of,
)
from commdesk.features.members.search import settle_search
from commdesk.features.members.sheet import COLUMNS, SHEET
from commdesk.features.members.views import (
    Condition,
    View,
    add_view,
    bookmarks,
    change_view,
    name_of_view,
    remove_view,
)

__all__ = [
    "INFIXES", "LEGAL_GROUNDS", "STAGES", "Condition", "Contactable", "Member", "MemberDraft",
    "Name", "OwnField", "OwnFieldDraft", "Stage", "View", "add_field", "add_identity",
    "add_member", "add_view", "allow_contact", "apply_members", "change_field", "change_member",
    "change_members", "change_view", "check_cadence", "count_members", "drop_organisation",
    "find_by_words", "find_contactable", "find_for_palette", "find_member", "folded",
    "ids_of_members", "is_email", "join_organisations", "list_contactable", "list_fields",
    "list_members", "list_organisations", "list_tags", "member_names", "name_of_member",
    "name_of_organisation", "new_organisation", "note_contact", "note_informed", "parse_name",
    "plain_email", "plan_import", "plan_members", "remove_field", "remove_member", "remove_view",
    "rename_organisation", "rename_tag", "restrict", "set_tag_cadence", "stop_contact", "tags_of",
    "timeline",
]  # fmt: skip

FEATURE = Feature(
    name="members",
    rank=0,
    title=N_("Members"),
    schema="commdesk.features.members.schema",
    schema_version=5,
    commands="commdesk.features.members.commands",
    prepare=register_functions,
    settle=settle_search,
    unwatched=frozenset({"member_search", "member_search_due"}),
    tables=frozenset({"organisation", "member", "tag", "member_tag", "member_identity"})
    | {"member_field", "member_value", "member_view"},
    words_for={
        **{f"member.{column.key}": column.heading for column in COLUMNS},
        "member": N_("Member"),
        "member.cadence_days": N_("Cadence in days"),
        "member.do_not_contact_on": N_("No contact since"),
        "member.is_restricted": N_("Use of data restricted"),
        "organisation": N_("Organisation"),
        "tag": N_("Tag"),
        "tag.cadence_days": N_("Cadence in days"),
        "member_tag": N_("Tag of a member"),
        "member_tag.tag_id": N_("Tag"),
        "member_identity": N_("Known elsewhere as"),
        "member_identity.source": N_("Program"),
        "member_identity.key": N_("Number there"),
        "member_field": N_("Own field"),
        "member_field.title": N_("Name"),
        "member_field.kind": N_("Kind"),
        "member_field.choices": N_("Choices"),
        "member_value": N_("Value of an own field"),
        "member_value.field_id": N_("Own field"),
        "member_value.value": N_("Value"),
        "member_view": N_("View"),
        "member_view.conditions": N_("Conditions"),
        "member_view.sort": N_("Sorted by"),
        "member_view.is_descending": N_("Downwards"),
        "member_view.columns": N_("Columns"),
    },
    names_for={
        "member": name_of_member,
        "organisation": name_of_organisation,
        "tag": name_of_tag,
        "member_field": name_of_field,
        "member_view": name_of_view,
    },
    personal_data=(
        PersonalData(
            "member",
            "id",
            (
                "first_name",
                "infix",
                "last_name",
                "sort_name",
                "email",
                "phone",
                "role",
                "looking_for",
                "notes",
                "do_not_contact_reason",
                "source",
                "owner",
            ),
            N_("Member"),
        ),
        PersonalData("member_tag", "member_id", (), N_("Tags")),
        PersonalData("member_value", "member_id", ("value",), N_("Own fields")),
        PersonalData("member_identity", "member_id", ("source", "key"), N_("Known elsewhere as")),
    ),
    sheets=(SHEET,),
    intakes=(INTAKE,),
    bookmarks=bookmarks,
    timeline=timeline,
    facts=facts,
    find=find_for_palette,
    demo="commdesk.features.members.demo",
)
