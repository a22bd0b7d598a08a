"""One module per program whose files we read: file -> canonical rows, problems, closed columns.

A source says whether a table is its own by the headings; the first that does reads it.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from commdesk.core.errors import Refused
from commdesk.core.sheets.reader import Table
from commdesk.core.words import Text, say
from commdesk.features.exchange.model import Taken
from commdesk.features.exchange.sources import (
    civicrm,
    discourse,
    discourse_logs,
    discourse_query,
    entra,
    forms,
    generic,
    google,
    kimai,
    mailchimp,
    mattermost,
    meetup,
    outlook,
    slack,
    slack_members,
    teams,
    thunderbird,
    vcard,
)
from commdesk.features.exchange.sources.listing import Source, Wanted

PROGRAMS = (
    slack.SOURCE,
    mattermost.SOURCE,
    teams.SOURCE,
    kimai.SOURCE,
    discourse_logs.SOURCE,
    discourse.SOURCE,
    vcard.SOURCE,
    google.SOURCE,  # its older generation shares headings with Outlook
    outlook.SOURCE,
    thunderbird.SOURCE,
    forms.SOURCE,
    entra.SOURCE,
    slack_members.SOURCE,
    discourse_query.SOURCE,
    civicrm.SOURCE,
    mailchimp.SOURCE,
    meetup.SOURCE,
)
SOURCES = (*PROGRAMS, generic.SOURCE)
"""Any list is the last resort: it takes whatever has a heading that it knows."""


def take(tables: Sequence[Table], wanted: Wanted) -> Taken:
    """What a file holds for this intake; raises Refused when that is nothing.

    A list is one table; an archive that was unpacked may be more, of which the first tells whose
    it is.
    """
    source = _source_of(tables[0])
    if source.intakes and wanted.intake not in source.intakes:
        raise _other_intake(tables[0].name, source, wanted)
    taken = source.take(tables[0], wanted, tables[1:])
    if not source.intakes and (missing := [k for k in wanted.needs if k not in taken.headings]):
        if not (wanted.may_ask and taken.layout):
            raise _incomplete(tables[0].name, wanted, missing)
        question = taken.layout.question or _which(wanted, missing)
        return replace(taken, rows=(), layout=replace(taken.layout, question=question))
    return taken


def intakes_of(table: Table) -> tuple[str, ...]:
    """What a file of this program can be taken in as, the likeliest first; (): as anything."""
    return _source_of(table).intakes


def is_either(table: Table) -> bool:
    """Whether a file of this program holds one of those things or another."""
    return _source_of(table).is_either


def is_list(table: Table, wanted: Wanted) -> bool:
    """Whether the table looks like what is wanted; of a workbook the first such sheet is read."""
    return _source_of(table) is not generic.SOURCE or generic.holds_people(table, wanted)


def _source_of(table: Table) -> Source:
    return next(source for source in SOURCES if source.recognises(table))


def _other_intake(file: str, source: Source, wanted: Wanted) -> Refused:
    return Refused(
        "{file} is a file of {program} and cannot be taken in as {wanted}; it holds {right}. "
        "Take it in with --as {right}. Nothing was changed.",
        file=file,
        program=source.name.capitalize(),
        wanted=wanted.intake,
        right=source.intakes[0],
    )


def _which(wanted: Wanted, missing: Sequence[str]) -> Text:
    return say("Which column holds: {columns}?", columns=_titles(wanted, missing))


def _titles(wanted: Wanted, keys: Sequence[str]) -> list[Text]:
    headings = {column.key: column.heading for column in wanted.columns}
    return [Text(headings[key]) for key in keys]


def _incomplete(file: str, wanted: Wanted, missing: Sequence[str]) -> Refused:
    return Refused(
        "{file} has no column {columns}, so it cannot be taken in as {wanted}. If it is a list of "
        "people, take it in with --as members. Nothing was changed.",
        file=file,
        columns=_titles(wanted, missing),
        wanted=wanted.intake,
    )
