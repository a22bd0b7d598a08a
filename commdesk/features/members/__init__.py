"""Members: who the people of the community are and what each is looking for.

The ground floor: every other feature may know a member, members know no other feature. People,
organisations, tags, the keys by which other programs know them, and the lists that bring them in.
"""

from commdesk.core.feature import Feature, PersonalData
from commdesk.core.words import N_
from commdesk.features.members.intake import INTAKE, apply_members, plan_import, plan_members
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
    facts,
    find_by_words,
    find_contactable,
    find_for_palette,
    find_member,
    list_contactable,
    list_members,
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
from commdesk.features.members.search import settle_search
from commdesk.features.members.sheet import COLUMNS, SHEET

__all__ = [
    "INFIXES", "LEGAL_GROUNDS", "STAGES", "Contactable", "Member", "MemberDraft", "Name", "Stage",
    "add_identity", "add_member", "allow_contact", "apply_members", "change_member",
    "check_cadence", "count_members", "drop_organisation", "find_by_words", "find_contactable",
    "find_for_palette", "find_member", "folded", "is_email", "join_organisations",
    "list_contactable", "list_members", "list_organisations", "list_tags", "member_names",
    "name_of_member", "name_of_organisation", "new_organisation", "note_contact", "note_informed",
    "parse_name", "plain_email", "plan_import", "plan_members", "remove_member",
    "rename_organisation", "rename_tag", "restrict", "set_tag_cadence",
    "stop_contact", "tags_of", "timeline",
]  # fmt: skip

FEATURE = Feature(
    name="members",
    rank=0,
    title=N_("Members"),
    schema="commdesk.features.members.schema",
    schema_version=3,
    commands="commdesk.features.members.commands",
    prepare=register_functions,
    settle=settle_search,
    unwatched=frozenset({"member_search", "member_search_due"}),
    tables=frozenset({"organisation", "member", "tag", "member_tag", "member_identity"}),
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
    },
    names_for={
        "member": name_of_member,
        "organisation": name_of_organisation,
        "tag": name_of_tag,
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
            ),
            N_("Member"),
        ),
        PersonalData("member_tag", "member_id", (), N_("Tags")),
        PersonalData("member_identity", "member_id", ("source", "key"), N_("Known elsewhere as")),
    ),
    sheets=(SHEET,),
    intakes=(INTAKE,),
    timeline=timeline,
    facts=facts,
    find=find_for_palette,
    demo="commdesk.features.members.demo",
)
