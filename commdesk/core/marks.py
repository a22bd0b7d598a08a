"""What a feature may hand in for lists: views of them by name, figures to ask them by."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from msgspec import Struct

if TYPE_CHECKING:
    from commdesk.core.desk import Desk


class Bookmark(Struct, frozen=True):
    """One line under a page in the side bar, and in Ctrl+K: a saved view of its list."""

    target: str
    """What `show_target` of the page gets; the page's `bookmark()` says which one holds now."""
    title: str
    """English msgid, or a name that somebody typed."""
    count: int | None = None
    """How many are in it; None where counting would take long."""


class ListsBookmarks(Protocol):
    """The bookmarks of a feature's page; how many are in each only when it is asked."""

    def __call__(self, desk: Desk, *, is_counted: bool) -> list[Bookmark]: ...


class MemberFigure(Struct, frozen=True):
    """A number that a feature knows of every member: for conditions and columns of their list."""

    name: str
    title: str
    """English msgid."""
    sql: str
    """SQL expression over `member.id`: a whole number, never NULL."""
