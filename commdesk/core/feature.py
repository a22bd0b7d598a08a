"""What a feature is to the rest of the house, and everything it may hand in.

Values flow, imports don't: a reader (Today, Week, exchange, privacy...) loops over
`desk.features` and uses these records; it never imports the feature.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from importlib import import_module
from typing import TYPE_CHECKING, Any

from msgspec import Struct, field

from commdesk.core.calendars import CalendarEvent
from commdesk.core.correspondence import Correspondence, Sought
from commdesk.core.developing import Agreed, Chart, Leaving, Levels, Phase, Span, Whose
from commdesk.core.intaking import Intake
from commdesk.core.items import (
    Act,
    Badge,
    Balance,
    Fact,
    Tile,
    TimelineItem,
    TodayItem,
    Urgency,
    WeekItem,
    WorkTarget,
)
from commdesk.core.marks import ListsBookmarks, MemberFigure
from commdesk.core.reporting import Handout, ReportPart, ReportScope, Withheld
from commdesk.core.retaining import Retention
from commdesk.core.returning import Returns
from commdesk.core.sheets.charting import SheetChart
from commdesk.core.sheets.spec import Column
from commdesk.core.values import Minutes, Period, Week
from commdesk.core.words import Text

if TYPE_CHECKING:
    from commdesk.core.database import Database

__all__ = [
    "Act", "Badge", "Balance", "Evidence", "ExportScope", "Fact", "Feature", "Features", "Found",
    "PersonalData", "Scale", "Section", "Sheet", "Tile", "TimelineItem", "TodayItem", "Urgency",
    "WeekItem", "WorkTarget",
]  # fmt: skip


_WEEKS_A_QUARTER = 13
_EVERY_DAY = Period(date(1900, 1, 1), date(2199, 12, 31))


class Found(Struct, frozen=True):
    """What a look at the workbook found: whether it is there, and in words how far it is."""

    is_met: bool
    text: Text
    """`12 of 15 interviews held`."""


class Evidence(Struct, frozen=True):
    """Something that can be seen in the workbook itself, for the steps of the build-up plan."""

    key: str
    """Stable: the playbook names it."""
    title: str
    """English msgid."""
    look: Callable[[Database, date], Found]


class PersonalData(Struct, frozen=True):
    """How one table holds a person: what it says of them, for access, restriction and erasure."""

    table: str
    member_column: str
    columns: tuple[str, ...]
    """Columns that are shown to the person and blanked when they are erased."""
    title: str
    is_key: bool = False
    """`member_column` holds keys as those of Today, which end in `:` and the member's id."""
    through: str = ""
    """`member_column` points at rows of this table, which is named itself, not at a member."""
    is_person: bool = False
    """A row without a member is a person too: a moderator, somebody who was interviewed."""
    stays: bool = False
    """When the person is erased the row stays, without them: it counts (a message sent)."""
    stays_where: str = ""
    """SQL on the row, with :today: only then it stays, else it goes (what is still to be done)."""
    keeps: tuple[str, ...] = ()
    """Of `columns`, what a row that stays is counted by: that stays in it."""
    by_link: bool = False
    """`link_table` and `member_column` point at any row of the person, not at a member."""
    called: tuple[str, ...] = ()
    """Columns that together are a name of the person, as others write it in their texts."""
    emails: tuple[str, ...] = ()
    phones: tuple[str, ...] = ()
    identity: tuple[str, ...] = ()
    """Two columns: the program, and the key by which the person is known there."""

    @property
    def points_at_member(self) -> bool:
        """Whether a row is about the member in `member_column`, and not about another row."""
        return not (self.through or self.by_link)


class ExportScope(Struct, frozen=True):
    """Which part of the workbook an export covers."""

    weeks: tuple[Week, ...]
    today: date
    features: tuple[Feature, ...] = ()
    """For sheets that read what every feature hands in."""
    period: Period | None = None
    """The days asked for; None: all of `weeks`. What has a day outside it stays out."""
    with_texts: bool = False
    """Texts of messages and quotes go along: only when they were named apart."""

    @property
    def days(self) -> Period:
        """The first and the last day of the export; without any weeks: all there are."""
        if self.period is None and not self.weeks:
            return _EVERY_DAY
        return self.period or Period(self.weeks[0].monday, self.weeks[-1].sunday)

    @property
    def chart_weeks(self) -> tuple[Week, ...]:
        """The weeks that a chart shows: those of the export, and at least a quarter."""
        last = self.weeks[-1]
        more = range(_WEEKS_A_QUARTER - 1, len(self.weeks) - 1, -1)
        return (*(last - number for number in more), *self.weeks)


class Sheet(Struct, frozen=True):
    """One sheet of the Excel export: its columns once, its rows on demand."""

    name: str
    """Stable name for --sheets: week, todo, hours, members..."""
    title: str
    columns: tuple[Column, ...]
    rows: Callable[[Database, ExportScope], list[dict[str, Any]]]
    has_people: bool = False
    by_default: bool = False
    totals: tuple[str, ...] = ()
    """Column keys that get a live SUM under the table."""
    totals_by: str = ""
    """Key of a date column: only rows that have a day there count in the totals."""
    columns_for: Callable[[Database], tuple[Column, ...]] | None = None
    """Further columns that only this workbook has."""
    returns: Returns | None = None
    """What of it comes back from a colleague; None: it only goes out."""
    text_columns: tuple[Column, ...] = ()
    """Texts of messages and quotes: they go along only when texts were named apart."""

    def columns_in(self, db: Database, *, with_texts: bool = False) -> tuple[Column, ...]:
        """Every column the sheet has in this workbook; texts before the ids at the end."""
        columns = (*self.columns, *(self.columns_for(db) if self.columns_for else ()))
        if not with_texts or not self.text_columns:
            return columns
        end = len(columns)
        while end and columns[end - 1].kind == "id":
            end -= 1
        return (*columns[:end], *self.text_columns, *columns[end:])


class Section(Struct, frozen=True):
    """One part of a page of others; `page` is 'module:Class', imported when shown."""

    name: str
    title: str
    page: str
    rank: int = 50
    on: str = "data"
    """The page it is a part of: on Data a line in its list, on any other page a tab."""
    also: str = ""
    """English msgid: what else somebody may type in Ctrl+K who looks for it."""


class Scale(Struct, frozen=True):
    """How large the demo is."""

    members: int = 240
    messages: int = 2000
    weeks: int = 26
    language: str = "nl"

    def worded(self, dutch: str, english: Mapping[str, str]) -> str:
        """What the demo says, in its language; every Dutch text has its English one there."""
        return english[dutch] if dutch and self.language == "en" else dutch


class Feature(Struct, frozen=True):
    """One drawer of the house; every field past `title` is optional."""

    name: str
    rank: int
    title: str
    schema: str = ""
    """Module that holds `migrations`, imported only when a file must migrate."""
    schema_version: int = 0
    """How many migrations that module has; a test compares."""
    commands: str = ""
    """Module that holds COMMANDS, imported by the command line only."""
    prepare: Callable[[Database], None] | None = None
    """Registers SQL functions that the feature's triggers and queries need, on every connection."""
    settle: Callable[[Database], None] | None = None
    """Brings derived tables (search texts) up to date at the end of every op, undo and redo."""
    derived: frozenset[str] = frozenset()
    """Unwatched tables that hold nothing of their own: `derive` makes them from the others."""
    derive: Callable[[Database], None] | None = None
    """Makes those tables again, in a workbook that was filled from elsewhere."""
    unwatched: frozenset[str] = frozenset()
    """Tables without undo and history: drafts, layout, remembered mappings."""
    tables: frozenset[str] = frozenset()
    words_for: Mapping[str, str] = field(default_factory=dict)
    """`table` and `table.column` -> msgid: what history and the refusals of undo call them."""
    choices_for: Mapping[str, tuple[tuple[str, str], ...]] = field(default_factory=dict)
    """`table.column` -> (value, msgid): what its codes mean, where no sheet says so already."""
    names_for: Mapping[str, Callable[[Database, int], str]] = field(default_factory=dict)
    """Table -> how one of its rows is called by its id, empty when it is gone."""
    personal_data: tuple[PersonalData, ...] = ()
    retention: tuple[Retention, ...] = ()
    """How long what it keeps is kept."""
    sheets: tuple[Sheet, ...] = ()
    correspondence: Callable[[Database, Sought], Correspondence] | None = None
    """Messages that it keeps, for a record of what was said (Woo, Archiefwet)."""
    takes_in: str = ""
    """Module that holds INTAKE, imported when a file comes in; see `intakes`."""
    sections: tuple[Section, ...] = ()
    today: Callable[[Database, date], list[TodayItem]] | None = None
    today_over: Callable[[Database, tuple[Feature, ...], date], list[TodayItem]] | None = None
    """The lines of a reader: they are about what all features hand in."""
    tiles: Callable[[Database, date], list[Tile]] | None = None
    week: Callable[[Database, Week], list[WeekItem]] | None = None
    spent: Callable[[Database, date], list[WeekItem]] | None = None
    """Of its week what was done on one day, where all of the week takes long to find out."""
    publishes: Callable[[Database, Week], list[WeekItem]] | None = None
    """The content calendar: what is to be published, or was, on the days of a week."""
    morning: Callable[[Database, date], list[Text]] | None = None
    """Short parts of the morning line of Today: `37 messages to go`, `1 shift open tonight`."""
    report: Callable[[Database, ReportScope], list[ReportPart]] | None = None
    report_over: Callable[[Database, Features, ReportScope], list[ReportPart]] | None = None
    """What a reader tells of the week: it is about what all features hand in."""
    handouts: tuple[Handout, ...] = ()
    withheld: tuple[Withheld, ...] = ()
    events: Callable[[Database, Period], list[CalendarEvent]] | None = None
    """What stands on days of a period, for a calendar program: own work and contacts, and by
    their kind the shifts of the team."""
    charts: Callable[[Database, ExportScope], list[SheetChart]] | None = None
    development: Callable[[Database, Span], Iterable[Chart]] | None = None
    """Charts of how the community grows, with figures for each week of the span; what takes long
    to read comes last."""
    phase: Callable[[Database, Span], Phase | None] | None = None
    levels: Callable[[Database, Span], Levels | None] | None = None
    team: Callable[[Database], frozenset[int]] | None = None
    """Members who work for the community: what they do is not its own activity."""
    agreed: Callable[[Database], Agreed] | None = None
    """Who holds the highest level because that was agreed, and on which days."""
    goals: Callable[[Database], list[tuple[Whose, Text]]] | None = None
    """What was written down of what is wanted, to begin a goal of Development with."""
    work_targets: Callable[[Minutes], tuple[WorkTarget, ...]] | None = None
    """How the given hours of a week are best divided over kinds of work; adds up to them."""
    measures: Callable[[Database, date], list[tuple[Text, Text]]] | None = None
    """What it measured of one's own work: (name, value) for Settings; never of somebody else."""
    week_editor: str = ""
    """'module:Class' of the pane in which Week adds and changes this feature's items."""
    page: str = ""
    """The page that shows what `find` finds, when it is not named as the feature."""
    timeline: Callable[[Database, int], list[TimelineItem]] | None = None
    facts: Callable[[Database, int, date], list[Fact]] | None = None
    """What to know of a member, for the pane beside Today: member id, today."""
    balance: Callable[[Database, int, date], Balance | None] | None = None
    """Gives and asks of a member up to today; None for whom it keeps no count of."""
    badge: Callable[[Database, date], Badge | None] | None = None
    evidence: tuple[Evidence, ...] = ()
    before_erasing: Callable[[Database, Leaving], None] | None = None
    """Part of the op that erases these members, while they are still there: to add what they
    counted for to totals that name nobody. Whoever is not in the file any more is not among them.
    """
    restricts: Callable[[int, bool], Act] | None = None
    """The act that keeps a member's data out of use, or takes it in use again: id, whether so."""
    bookmarks: ListsBookmarks | None = None
    """What stands under its page in the side bar while that is shown."""
    member_figures: tuple[MemberFigure, ...] = ()
    badge_over: Callable[[Database, tuple[Feature, ...], date], Badge | None] | None = None
    """The badge of a reader: it counts what all features hand in."""
    find: Callable[[Database, str], list[tuple[int, str, str]]] | None = None
    """For Ctrl+K: typed text -> (id, title, note), best first, at most 8."""
    demo: str = ""
    """Module with fill(desk_like, scale, rng), called in rank order."""

    @property
    def intakes(self) -> tuple[Intake, ...]:
        """What it can take from a file."""
        return (import_module(self.takes_in).INTAKE,) if self.takes_in else ()


Features = tuple[Feature, ...]
