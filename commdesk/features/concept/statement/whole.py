"""The whole concept as it stands, for paper and files: version of now, boundaries, readiness."""

from __future__ import annotations

from msgspec import Struct

from commdesk.core.database import Database
from commdesk.features.concept.boundaries import Boundary, list_boundaries, plain_text
from commdesk.features.concept.readiness import (
    Decision,
    Subject,
    list_decisions,
    list_subjects,
)
from commdesk.features.concept.statement.model import Version
from commdesk.features.concept.statement.queries import list_versions


class Whole(Struct, frozen=True):
    """Everything there is to tell, in the order in which it is told."""

    versions: tuple[Version, ...]
    boundaries: tuple[Boundary, ...]
    plain: str
    subjects: tuple[Subject, ...]
    decisions: tuple[Decision, ...]

    @property
    def version(self) -> Version | None:
        """The one that holds now."""
        return self.versions[0] if self.versions else None


def read_whole(db: Database) -> Whole:
    return Whole(
        versions=tuple(list_versions(db)),
        boundaries=tuple(list_boundaries(db)),
        plain=plain_text(db),
        subjects=tuple(list_subjects(db)),
        decisions=tuple(list_decisions(db)),
    )
