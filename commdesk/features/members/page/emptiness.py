"""What the list of members says when nobody is in it, and the button that helps."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from commdesk.features.members.page import MembersPage


def explain_emptiness(page: MembersPage) -> None:
    """Nobody fits what is typed, nobody is in the view, or there are no members yet."""
    words, members = page.words, page.members
    showing, table = members.showing, members.table
    if showing.everybody and showing.search:
        title = words("Nobody found for “{typed}”", typed=showing.search)
        table.set_empty(title, "", words("Clear the filter"), members.filter.clear)
    elif showing.everybody:
        text = "" if page.is_trying() else members.said()
        title = words("Nobody is in this view now.")
        table.set_empty(title, text, words("Show everyone"), lambda: page.open_view(None))
    else:
        text = words(
            "Here is everyone in the community and what each is looking for. Add somebody, or "
            "import the list of your platform."
        )
        table.set_empty(words("No members yet"), text, words("Add member"), page.add)
