"""The pages in side bar order; each is imported when it is first shown."""

from __future__ import annotations

from importlib import import_module
from importlib.util import find_spec

from msgspec import Struct

from commdesk.core.words import N_
from commdesk.kit.page import Page


class PagePlace(Struct, frozen=True):
    """One page: its name (also of the feature that gives its badge) and where its class is."""

    name: str
    title: str
    """English msgid."""
    place: str
    """`module:Class`."""

    @property
    def is_there(self) -> bool:
        """Whether this build has the page."""
        try:
            return find_spec(self.place.partition(":")[0]) is not None
        except ModuleNotFoundError:
            return False


Groups = tuple[tuple[PagePlace, ...], ...]

GROUPS: Groups = (
    (
        PagePlace("today", N_("Today"), "commdesk.features.today.page:TodayPage"),
        PagePlace("week", N_("Week"), "commdesk.features.week.page:WeekPage"),
    ),
    (
        PagePlace("outreach", N_("Outreach"), "commdesk.features.outreach.page:OutreachPage"),
        PagePlace("members", N_("Members"), "commdesk.features.members.page:MembersPage"),
        PagePlace(
            "ambassadors",
            N_("Ambassadors"),
            "commdesk.features.ambassadors.page:AmbassadorsPage",
        ),
        PagePlace(
            "moderation", N_("Moderation"), "commdesk.features.moderation.page:ModerationPage"
        ),
    ),
    (
        PagePlace("concept", N_("Concept"), "commdesk.features.concept.page:ConceptPage"),
        PagePlace("buildup", N_("Build-up"), "commdesk.features.buildup.page:BuildupPage"),
        PagePlace(
            "development",
            N_("Development"),
            "commdesk.features.development.page:DevelopmentPage",
        ),
    ),
    (PagePlace("data", N_("Data"), "commdesk.shell.data:DataPage"),),
)


def present(groups: Groups = GROUPS) -> Groups:
    """The groups without pages that this build does not have."""
    kept = (tuple(place for place in group if place.is_there) for group in groups)
    return tuple(group for group in kept if group)


def page_class(place: str) -> type[Page]:
    """Import `module:Class`."""
    module, _, name = place.partition(":")
    found: type[Page] = getattr(import_module(module), name)
    return found
