"""Reads of the register: what there is of people in this workbook, counted, and what was written.

Counting goes over every table with people in it: in a window it is done in a thread.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

from commdesk.core import backup, settings
from commdesk.core.called import called_by
from commdesk.core.database import Database
from commdesk.core.desk import Desk
from commdesk.core.feature import Feature, Features, PersonalData
from commdesk.core.values import from_moment
from commdesk.core.words import Text, Words, say, say_n
from commdesk.core.workbook import read_fact
from commdesk.features.register.criteria import CRITERIA, fact_of, note_of
from commdesk.features.register.model import (
    FACTS,
    FieldLine,
    ImportLine,
    Kind,
    Line,
    People,
    Protection,
    Register,
    Rule,
    said_of,
    usual,
)

Check = Callable[[], object]
Counted = tuple[str, str | Text, int]
"""Name, title, and how many are filled."""
_MADE = frozenset({"sort_name", "key"})
"""Columns that the program makes for itself out of others."""
_SOURCES = 8
_OWN_VALUES = "member_value"
_YEAR = 12


def read_register(desk: Desk, words: Words, check: Check = lambda: None) -> Register:
    """Everything; `check` may raise to stop. Usual purposes are worded by `words`."""
    db, lines = desk.db, read_lines(desk.db)
    kinds = [
        _kind(db, feature, lines, words, check)
        for feature in desk.features
        if feature.personal_data
    ]
    return Register(
        community=desk.workbook.name,
        today=desk.today(),
        facts={key: str(read_fact(db, key, "")) for key, _title in FACTS},
        kinds=tuple(each for each in kinds if each.rows),
        imports=tuple(_imports(db, lines)),
        people=_people(db, desk.today()),
        protection=_protection(desk),
        retention=tuple(_retention(db, desk.features)),
        answers={each.key: str(read_fact(db, fact_of(each.key), "")) for each in CRITERIA},
        notes={each.key: str(read_fact(db, note_of(each.key), "")) for each in CRITERIA},
    )


def read_lines(db: Database) -> dict[str, Line]:
    """What was written, by its subject."""
    sql = "SELECT subject, purpose, legal_ground, recipients, keeping FROM register_line"
    return {row.pop("subject"): Line(**row) for row in db.query(sql)}


def _kind(
    db: Database, feature: Feature, lines: dict[str, Line], words: Words, check: Check
) -> Kind:
    own, (purpose, ground) = lines.get(feature.name, Line()), usual(feature.name)
    line = Line(
        own.purpose or words(purpose), own.legal_ground or ground, own.recipients, own.keeping
    )
    counted: list[Counted] = []
    rows = 0
    for number, data in enumerate(_tables(feature)):
        check()
        found = _counts(db, data, feature)
        found = found[:1] + [_within(data, each) for each in found[1:]] if number else found
        rows += found[0][2] if found else 0
        counted += found[1:] if data.columns else found
    return Kind(
        feature.name,
        feature.title,
        _people_in(db, feature),
        rows,
        tuple(_field(feature.name, each, line, lines) for each in counted if each[2]),
        line,
        is_own=feature.name in lines,
        sources=tuple(_sources(db, feature)),
    )


def _within(data: PersonalData, counted: Counted) -> Counted:
    """A column of a further table says which: a text of a draft is not one of a message."""
    name, title, filled = counted
    if data.table == _OWN_VALUES:
        return counted
    return name, said_of(say(data.title), title), filled


def _tables(feature: Feature) -> Iterator[PersonalData]:
    """Each table once, though two of its columns point to a member: by the first that does."""
    told: dict[str, PersonalData] = {}
    for data in feature.personal_data:
        told.setdefault(data.table, data)
    yield from told.values()


def _field(kind: str, counted: Counted, line: Line, lines: dict[str, Line]) -> FieldLine:
    name, title, filled = counted
    subject = f"{kind}/{name}"
    own = lines.get(subject, Line())
    return FieldLine(
        subject,
        title,
        filled,
        own.purpose or line.purpose,
        own.legal_ground or line.legal_ground,
        is_own=subject in lines,
    )


def _counts(db: Database, data: PersonalData, feature: Feature) -> list[Counted]:
    """(`table`, title, rows), and then (`table.column`, title, filled) of each column."""
    if data.table == _OWN_VALUES:
        own = _own_fields(db)
        return [(data.table, data.title, sum(each[2] for each in own)), *own]
    columns = [column for column in data.columns if column not in _MADE]
    sums = "".join(f", sum(coalesce({column}, '') <> '')" for column in columns)
    anybody = data.is_person or data.is_key or data.through
    whose = "" if anybody else f" WHERE {data.member_column} NOTNULL"
    (found,) = db.raw.execute(f"SELECT count(*){sums} FROM {data.table}{whose}").fetchall()
    called = called_by((feature,))
    whole = (data.table, data.title, int(found[0]))
    return [
        whole,
        *(
            (f"{data.table}.{column}", called(f"{data.table}.{column}"), int(count or 0))
            for column, count in zip(columns, list(found)[1:], strict=True)
        ),
    ]


def _own_fields(db: Database) -> list[Counted]:
    """Fields that this workbook has of its own, under the names that were given to them."""
    sql = """
        SELECT field.id, field.title, count(*) AS filled
          FROM member_value AS value JOIN member_field AS field ON field.id = value.field_id
      GROUP BY field.id ORDER BY field.title
    """
    named = Text("{name}")
    return [
        (f"member_value.{row['id']}", Text(named.message, {"name": row["title"]}), row["filled"])
        for row in db.query(sql)
    ]


def _people_in(db: Database, feature: Feature) -> int:
    """How many members a feature says anything of."""
    sql = "SELECT DISTINCT {0} AS id FROM {1} WHERE {0} NOTNULL"
    parts = [
        sql.format(data.member_column, data.table)
        for data in feature.personal_data
        if not (data.is_key or data.through or data.by_link)
    ]
    if not parts:
        return 0
    return int(db.value(f"SELECT count(*) FROM ({' UNION '.join(parts)})"))


def _sources(db: Database, feature: Feature) -> list[tuple[str, int]]:
    """Where the rows of its first table came from, when that says so."""
    data = feature.personal_data[0]
    sql = f"SELECT 1 FROM pragma_table_info('{data.table}') WHERE name = 'source'"
    if not db.value(sql):
        return []
    sql = f"""
        SELECT source, count(*) AS n FROM {data.table} GROUP BY source
      ORDER BY n DESC, source LIMIT {_SOURCES}
    """
    return [(row["source"], row["n"]) for row in db.query(sql)]


def _imports(db: Database, lines: dict[str, Line]) -> Iterator[ImportLine]:
    """The lists that were taken in, newest first."""
    if not _has_table(db, "import_log"):
        return
    sql = """
        SELECT id, at, actor, file_name, format, new_count + changed_count AS rows, dropped
          FROM import_log ORDER BY at DESC, id DESC
    """
    for row in db.query(sql):
        dropped = tuple(json.loads(row.pop("dropped")))
        row["at"] = from_moment(row["at"])
        yield ImportLine(**row, dropped=dropped, line=lines.get(f"import/{row['id']}", Line()))


def _people(db: Database, today: date) -> People:
    sql = """
        SELECT count(*) AS members, sum(is_restricted) AS restricted,
               sum(informed_on IS NULL) AS uninformed,
               sum(retention_on IS NOT NULL) AS with_date, sum(retention_on < :today) AS past_date
          FROM member
    """
    row = {key: int(n or 0) for key, n in db.query(sql, {"today": today.isoformat()})[0].items()}
    stages = db.query("SELECT stage, count(*) AS n FROM member GROUP BY stage ORDER BY n DESC")
    return People(
        **row,
        by_stage=tuple((each["stage"], each["n"]) for each in stages),
        moderators=_count(db, "moderator"),
        interviewed=_count(db, "interview"),
    )


def _protection(desk: Desk) -> Protection:
    kept, policy = backup.list_backups(desk.path), settings.load()
    exports, last = 0, None
    if _has_table(desk.db, "export_log"):
        exports = _count(desk.db, "export_log")
        last = desk.db.value("SELECT max(at) FROM export_log")
    return Protection(
        has_passphrase=desk.key is not None,
        backups=len(kept),
        last_backup=kept[0].at.astimezone().date() if kept else None,
        is_shared=desk.place is not None,
        may_people_leave=not policy.exports_of_people_forbidden,
        passphrase_required=policy.passphrase_required,
        exports=exports,
        last_export=from_moment(last).astimezone().date() if last else None,
    )


def _retention(db: Database, features: Features) -> Iterator[Rule]:
    """What the features say of how long they keep what, with the months of this workbook."""
    sql = "SELECT rule, months FROM retention_rule"
    rows = db.query(sql) if _has_table(db, "retention_rule") else []
    own = {row["rule"]: row["months"] for row in rows}
    for feature in features:
        for rule in getattr(feature, "retention", ()):
            months = own.get(rule.key, rule.default_months)
            yield Rule(feature.name, rule.title, _months_said(rule, months))


def _months_said(rule: Any, months: int | None) -> Text:
    if getattr(rule, "is_fixed", False):
        return say("until the day that stands with each")
    since = Text(rule.counts_from)
    if months is None:
        return say("without an end")
    if months % _YEAR == 0:
        years = months // _YEAR
        return say_n("{n} year, counted from {since}", "{n} years, counted from {since}", years,
                     since=since)  # fmt: skip
    return say_n("{n} month, counted from {since}", "{n} months, counted from {since}", months,
                 since=since)  # fmt: skip


def _count(db: Database, table: str) -> int:
    return int(db.value(f"SELECT count(*) FROM {table}")) if _has_table(db, table) else 0


def _has_table(db: Database, table: str) -> bool:
    sql = "SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = :name"
    return bool(db.value(sql, {"name": table}))
