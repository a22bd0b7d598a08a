"""What the register of the team shows and keeps."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from msgspec import Struct

from commdesk.core.database import Database
from commdesk.core.values import Minutes, Week
from commdesk.core.words import N_, Words
from commdesk.features.moderation.page.register import Kept
from commdesk.features.moderation.roster import planned_by_moderator
from commdesk.features.moderation.team import (
    Moderator,
    ModeratorDraft,
    find_moderator,
    list_moderators,
)
from commdesk.features.moderation.team.ops import (
    add_moderator,
    change_moderator,
    remove_moderator,
)
from commdesk.kit.form import Field
from commdesk.kit.table import TableColumn
from commdesk.kit.theme import Tone


def _hours(value: Any, words: Words) -> str:
    return words.hours(value)


def _active(row: Any) -> Tone | None:
    return None if row.is_active else "plain"


TEAM_COLUMNS = (
    TableColumn("name", N_("Moderator"), 160, tone=_active, stretches=True, sorts=False),
    TableColumn("expertise", N_("Expertise"), 170, is_muted=True, sorts=False, needs=460),
    TableColumn("weekly_minutes", N_("Per week"), 90, "right", _hours, sorts=False),
    TableColumn("planned", N_("This week"), 110, "right", text=lambda r, w: r.said(w),
                tone=lambda row: "warn" if row.is_overloaded else None, sorts=False),
    TableColumn("is_paid", N_("Paid"), 80, sorts=False, needs=640),
)  # fmt: skip
TEAM_FIELDS = (
    Field("name", N_("Name")),
    Field("member", N_("Member"), placeholder=N_("Name or e-mail address"), beside=True),
    Field("weekly_minutes", N_("Hours a week"), "minutes", stretch=2),
    Field(
        "expertise", N_("Expertise"), "tags", beside=True, stretch=3, help=N_("Commas between them")
    ),
    Field("is_paid", N_("Paid"), "check"),
    Field("is_active", N_("Active"), "check", beside=True),
)


class TeamRow(Struct, frozen=True):
    """One moderator with what is planned for them this week."""

    moderator: Moderator
    planned: Minutes

    @property
    def id(self) -> int:
        return self.moderator.id

    @property
    def name(self) -> str:
        return self.moderator.name

    @property
    def expertise(self) -> str:
        return ", ".join(self.moderator.expertise)

    @property
    def weekly_minutes(self) -> Minutes:
        return self.moderator.weekly_minutes

    @property
    def is_paid(self) -> bool:
        return self.moderator.is_paid

    @property
    def is_active(self) -> bool:
        return self.moderator.is_active

    @property
    def is_overloaded(self) -> bool:
        return self.planned > self.weekly_minutes

    def said(self, words: Words) -> str:
        """Planned of available; too much in words too."""
        hours = words.hours(self.planned) if self.planned else "–"
        return words("{hours}, too much", hours=hours) if self.is_overloaded else hours


def team(db: Database, words: Words, week: Week) -> Kept:
    return Kept(
        name="moderator",
        title=words("Team"),
        new=words("Add moderator"),
        columns=TEAM_COLUMNS,
        fields=TEAM_FIELDS,
        rows=lambda: _team_rows(db, week),
        find=lambda moderator_id: find_moderator(db, moderator_id),
        empty=ModeratorDraft(),
        add=_new_moderator,
        change=change_moderator,
        remove=remove_moderator,
        has_members=True,
        why_empty=words("Who moderates, with which expertise, how many hours a week?"),
    )


def _team_rows(db: Database, week: Week) -> list[TeamRow]:
    planned = planned_by_moderator(db, week)
    return [TeamRow(each, planned.get(each.id, Minutes(0))) for each in list_moderators(db)]


def _new_moderator(values: Mapping[str, Any]) -> tuple[Any, ModeratorDraft]:
    draft = ModeratorDraft(**{**values, "expertise": tuple(values["expertise"])})
    return add_moderator, draft
