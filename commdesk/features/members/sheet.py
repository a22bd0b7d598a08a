"""The columns of a members list: declared once for export, import and the table."""

from __future__ import annotations

from typing import Any

from commdesk.core.database import Database
from commdesk.core.feature import ExportScope, Sheet
from commdesk.core.sheets.spec import Column
from commdesk.core.words import N_
from commdesk.features.members.fields import (
    list_fields,
    own_columns,
    typed_value,
    values_of_everyone,
)
from commdesk.features.members.model import CAME_THROUGH, LEGAL_GROUNDS, STAGES, Name

IDENTITY = Column("identity", N_("Member number"), "id", 22, ("lidnummer", "member id", "user id"))
NAME = Column(
    "name",
    N_("Name"),
    width=28,
    aliases=(
        "naam",
        "full name",
        "volledige naam",
        "display name",
        "weergavenaam",
        "lid",
        "deelnemer",
    ),
)
FIRST_NAME = Column(
    "first_name", N_("First name"), width=16, aliases=("voornaam", "given name", "roepnaam")
)
INFIX = Column(
    "infix", N_("Infix"), width=10, aliases=("tussenvoegsel", "middle name", "middelste naam")
)
LAST_NAME = Column(
    "last_name", N_("Last name"), width=20, aliases=("achternaam", "surname", "family name")
)
EMAIL = Column(
    "email",
    N_("E-mail"),
    width=32,
    aliases=(
        "email",
        "e-mailadres",
        "emailadres",
        "e-mail address",
        "mail",
        "mailadres",
        "primary email",
    ),
)
PHONE = Column(
    "phone",
    N_("Phone"),
    width=16,
    aliases=(
        "telefoon",
        "telefoonnummer",
        "mobiel",
        "mobiele telefoon",
        "mobile phone",
        "phone number",
    ),
)
ORGANISATION = Column(
    "organisation",
    N_("Organisation"),
    width=26,
    aliases=(
        "organisatie",
        "bedrijf",
        "company",
        "gemeente",
        "werkgever",
        "organization",
        "instelling",
    ),
)
ROLE = Column(
    "role", N_("Role"), width=22, aliases=("functie", "rol", "job title", "title", "beroep")
)
STAGE = Column("stage", N_("Stage"), "choice", 14, ("fase", "status", "stadium"), STAGES)
TAGS = Column(
    "tags",
    N_("Tags"),
    width=26,
    aliases=("labels", "categorieën", "categories", "groepen", "trefwoorden"),
)
LOOKING_FOR = Column(
    "looking_for",
    N_("Looking for"),
    width=34,
    aliases=("zoekt", "op zoek naar", "behoefte", "wil graag", "needs"),
)
NOTES = Column(
    "notes",
    N_("Notes"),
    width=34,
    aliases=("notities", "opmerkingen", "opmerking", "toelichting", "remarks"),
)
ADDED_ON = Column("added_on", N_("Added on"), "date", 14, ("toegevoegd op",))
JOINED_ON = Column(
    "joined_on",
    N_("Member since"),
    "date",
    14,
    ("lid sinds", "joined", "created at", "aangemaakt op", "inschrijfdatum"),
)
LAST_CONTACT_ON = Column(
    "last_contact_on",
    N_("Last contact"),
    "date",
    14,
    ("laatst gesproken", "laatste contact", "last contacted", "laatst contact", "contact op"),
)
DO_NOT_CONTACT = Column(
    "do_not_contact",
    N_("Do not contact"),
    "boolean",
    14,
    ("geen contact", "niet benaderen", "niet mailen", "do not email", "opt-out", "uitgeschreven"),
)
DO_NOT_CONTACT_REASON = Column(
    "do_not_contact_reason", N_("Reason for no contact"), width=24, aliases=("reden geen contact",)
)
SOURCE = Column("source", N_("Source"), width=18, aliases=("bron", "herkomst"))
CAME_BY = Column(
    "came_through",
    N_("Came through"),
    "choice",
    20,
    ("binnengekomen via", "gekomen via", "aangedragen door", "referred by", "came in through"),
    CAME_THROUGH,
)
LEGAL_GROUND = Column(
    "legal_ground", N_("Legal ground"), "choice", 18, ("grondslag",), LEGAL_GROUNDS
)
INFORMED_ON = Column("informed_on", N_("Informed on"), "date", 14, ("geïnformeerd op",))
OWNER = Column(
    "owner", N_("Owner"), width=18, aliases=("eigenaar", "contactpersoon van ons", "account owner")
)
RETENTION_ON = Column(
    "retention_on", N_("Keep until"), "date", 14, ("bewaren tot", "bewaartermijn")
)
MEMBER_ID = Column("id", N_("Id"), "id", 22)

COLUMNS = (
    NAME, FIRST_NAME, INFIX, LAST_NAME, EMAIL, PHONE, ORGANISATION, ROLE, STAGE, TAGS, LOOKING_FOR,
    NOTES, ADDED_ON, JOINED_ON, CAME_BY, LAST_CONTACT_ON, DO_NOT_CONTACT, DO_NOT_CONTACT_REASON,
    SOURCE, LEGAL_GROUND, INFORMED_ON, RETENTION_ON, OWNER,
)  # fmt: skip
INTAKE_COLUMNS = (IDENTITY, *COLUMNS)


def export_rows(db: Database, _scope: ExportScope) -> list[dict[str, Any]]:
    """Everybody but restricted members, in name order, keyed by column."""
    sql = """
        SELECT member.*, member.id AS member_id,
               coalesce(organisation.name, '') AS organisation,
               coalesce((SELECT group_concat(tag.name, '; ') FROM member_tag
                           JOIN tag ON tag.id = member_tag.tag_id
                          WHERE member_tag.member_id = member.id), '') AS tags
          FROM member LEFT JOIN organisation ON organisation.id = member.organisation_id
         WHERE NOT member.is_restricted
      ORDER BY member.sort_name, member.id
    """
    rows = db.query(sql)
    own = _own_cells(db)
    for row in rows:
        row["name"] = str(Name(row["first_name"], row["infix"], row["last_name"]))
        row.update(own.get(row["id"], {}))
    return rows


def _own_cells(db: Database) -> dict[int, dict[str, Any]]:
    """Member -> own fields by column key."""
    fields = {field.id: field for field in list_fields(db)}
    found: dict[int, dict[str, Any]] = {}
    for member_id, field_id, value in values_of_everyone(db) if fields else ():
        field = fields[field_id]
        found.setdefault(member_id, {})[field.key] = typed_value(field, value)
    return found


SHEET = Sheet(
    name="members",
    title=N_("Members"),
    columns=(*COLUMNS, MEMBER_ID),
    rows=export_rows,
    has_people=True,
    columns_for=own_columns,
)
