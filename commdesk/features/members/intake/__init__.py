"""Taking a list of people in: a pure plan of what would happen, and the one op that does it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from commdesk.core.database import Database
from commdesk.core.intaking import Intake, Plan
from commdesk.core.words import N_
from commdesk.features.members.fields import own_columns
from commdesk.features.members.intake.apply import apply_members
from commdesk.features.members.intake.known import Known, Row, read_known
from commdesk.features.members.intake.plan import plan_import
from commdesk.features.members.sheet import INTAKE_COLUMNS

__all__ = ["INTAKE", "Known", "apply_members", "plan_import", "plan_members", "read_known"]


def plan_members(db: Database, rows: Sequence[Row], today: date) -> Plan:
    return plan_import(read_known(db), rows, today)


INTAKE = Intake(
    name="members",
    title=N_("Members"),
    columns=INTAKE_COLUMNS,
    plan=plan_members,
    apply=apply_members,
    columns_for=own_columns,
    table="member",
)
