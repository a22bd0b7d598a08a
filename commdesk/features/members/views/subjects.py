"""Everything that is known of a member and can be shown, sorted by or made a condition of."""

from __future__ import annotations

from msgspec import Struct, field

from commdesk.core.database import Database
from commdesk.core.feature import Features
from commdesk.core.words import N_
from commdesk.core.workbook import read_fact
from commdesk.features.members.fields import OwnField, list_fields
from commdesk.features.members.model import CAME_THROUGH, LEGAL_GROUNDS, STAGES
from commdesk.features.members.views.model import Subject, SubjectKind

FIGURE = "figure:"

_NAME = """trim(member.first_name || ' ' ||
       CASE member.infix WHEN '' THEN '' ELSE member.infix || ' ' END || member.last_name)"""
_ORGANISATION = """coalesce((SELECT organisation.name FROM organisation
                     WHERE organisation.id = member.organisation_id), '')"""
_TAGS = """coalesce((SELECT group_concat(name, ', ') FROM (
           SELECT tag.name FROM member_tag JOIN tag ON tag.id = member_tag.tag_id
            WHERE member_tag.member_id = member.id ORDER BY tag.name)), '')"""
_OWNER = "coalesce(nullif(member.owner, ''), :workbook_owner)"
_OWN = """(SELECT member_value.value FROM member_value
            WHERE member_value.member_id = member.id AND member_value.field_id = :{name})"""


def _plain(key: str, title: str, kind: SubjectKind = "text") -> Subject:
    return Subject(key, title, kind, f"member.{key}")


_OF_EVERYONE: tuple[Subject, ...] = (
    Subject("name", N_("Name"), "text", _NAME, sort="member.sort_name"),
    _plain("email", N_("E-mail")),
    _plain("phone", N_("Phone")),
    Subject("organisation", N_("Organisation"), "text", _ORGANISATION),
    _plain("role", N_("Role")),
    Subject("stage", N_("Stage"), "choice", "member.stage", choices=STAGES),
    Subject("tags", N_("Tags"), "tags", _TAGS),
    _plain("looking_for", N_("Looking for")),
    _plain("notes", N_("Notes")),
    _plain("last_contact_on", N_("Last contact"), "date"),
    _plain("added_on", N_("Added on"), "date"),
    _plain("cadence_days", N_("Cadence in days"), "number"),
    _plain("do_not_contact", N_("Do not contact"), "flag"),
    _plain("is_restricted", N_("Use of data restricted"), "flag"),
    _plain("source", N_("Source")),
    _plain("joined_on", N_("Member since"), "date"),
    Subject(
        "came_through", N_("Came through"), "choice", "member.came_through", choices=CAME_THROUGH
    ),
    Subject(
        "legal_ground", N_("Legal ground"), "choice", "member.legal_ground", choices=LEGAL_GROUNDS
    ),
    _plain("informed_on", N_("Informed on"), "date"),
    _plain("retention_on", N_("Keep until"), "date"),
)


class Known(Struct, frozen=True):
    """What can be asked of the members of one workbook, by key, in the order it is offered."""

    subjects: dict[str, Subject]
    own: dict[str, OwnField] = field(default_factory=dict)


def known_of(db: Database, features: Features) -> Known:
    """What every member has, who looks after them, own fields, and what features count."""
    owner = Subject(
        "owner", N_("Owner"), "text", _OWNER, {"workbook_owner": read_fact(db, "owner", "")}
    )
    fields = list_fields(db)
    figures = (
        Subject(f"{FIGURE}{each.name}", each.title, "number", each.sql)
        for feature in features
        for each in feature.member_figures
    )
    everything = (*_OF_EVERYONE, owner, *map(_own, fields), *figures)
    return Known({each.key: each for each in everything}, {each.key: each for each in fields})


def _own(own: OwnField) -> Subject:
    name = f"field_{own.id}"
    params = {name: own.id}
    value = _OWN.replace("{name}", name)
    if own.kind == "date":
        return Subject(own.key, own.title, "date", value, params)
    if own.kind == "number":
        return Subject(own.key, own.title, "number", f"CAST({value} AS REAL)", params)
    choices = tuple((each, each) for each in own.choices)
    kind: SubjectKind = "choice" if own.kind == "choice" else "text"
    return Subject(own.key, own.title, kind, f"coalesce({value}, '')", params, choices)
