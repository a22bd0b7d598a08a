"""Taking in what people did: a pure plan of which facts are new, about whom, and why not."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from hashlib import blake2b
from typing import Any

from msgspec import Struct, field

from commdesk.core.database import Database
from commdesk.core.intaking import Change, Intake, Plan
from commdesk.core.sheets.spec import Column
from commdesk.core.words import N_, Text, say
from commdesk.features.activity import queries
from commdesk.features.activity.model import KINDS, Fact, Told, shown_field
from commdesk.features.activity.ops import apply_activity
from commdesk.features.members import folded, plain_email, restricted_members

LIST = "list"
"""The source of what a list of no known program says."""
_NOTHING: Mapping[str, Any] = {}
_KEY_BYTES = 12

COLUMNS = (
    Column("identity", N_("Member number"), "id", 22, ("lidnummer", "member id", "user id")),
    Column(
        "name", N_("Name"), width=28,
        aliases=("naam", "full name", "volledige naam", "display name", "weergavenaam", "lid",
                 "deelnemer", "who", "wie", "author", "auteur"),
    ),
    Column(
        "email", N_("E-mail"), width=32,
        aliases=("email", "e-mailadres", "e-mail address", "mail", "mailadres"),
    ),
    Column(
        "kind", N_("What they did"), "choice", 16,
        ("soort", "kind", "type", "wat", "what", "activiteit", "activity"), KINDS,
    ),
    Column(
        "happened_on", N_("Date"), "date", 14,
        ("datum", "dag", "day", "when", "wanneer", "created at", "aangemaakt op", "moment"),
    ),
    Column(
        "place", N_("Where"), width=26,
        aliases=("waar", "plaats", "place", "channel", "kanaal", "meeting", "bijeenkomst"),
    ),
    Column("key", N_("Number of this line"), "id", 22, ("key", "sleutel", "kenmerk", "reference")),
)  # fmt: skip

Row = Mapping[str, Any]


class Known(Struct, frozen=True):
    """Whom the rows can be about, and which of the facts are there already."""

    by_identity: Mapping[tuple[str, str], int] = field(default_factory=dict)
    by_email: Mapping[str, int] = field(default_factory=dict)
    by_name: Mapping[str, int | None] = field(default_factory=dict)
    restricted: frozenset[int] = frozenset()
    facts: Mapping[tuple[str, str], queries.Stored] = field(default_factory=dict)


class _File(Struct):
    """What the rows before this one were about."""

    today: date
    seen: dict[tuple[str, str], int] = field(default_factory=dict)


def plan_activity(db: Database, rows: Sequence[Row], today: date) -> Plan:
    """What taking these rows in would do.

    A row is about the `member_id` it has, about the new `person` of the same file, or about whom
    its number, address or name is of: then it never makes a member.
    """
    facts = _facts(rows)
    return plan_facts(read_known(db, rows, facts), rows, facts, today)


def plan_facts(
    known: Known, rows: Sequence[Row], facts: Sequence[Fact | Text], today: date
) -> Plan:
    """`facts` are those of the rows, or why a row tells none."""
    file = _File(today)
    pairs = zip(rows, facts, strict=True)
    return Plan("activity", tuple(_plan_row(known, row, fact, file) for row, fact in pairs))


def read_known(db: Database, rows: Sequence[Row], facts: Sequence[Fact | Text]) -> Known:
    """What the plan compares with: no more than these rows ask for."""
    free = [row for row in rows if "person" not in row]
    by_identity = queries.members_by_identity(db, {i for row in free for i in identities_of(row)})
    by_email = queries.members_by_email(db, {e for row in free if (e := _email(row))})
    is_named = any(
        row.get("name")
        and _email(row) not in by_email
        and not any(each in by_identity for each in identities_of(row))
        for row in free
    )
    return Known(
        by_identity,
        by_email,
        queries.members_by_name(db) if is_named else {},
        restricted_members(db),
        queries.known_facts(db, ((f.source, f.key) for f in facts if isinstance(f, Fact))),
    )


def _facts(rows: Sequence[Row]) -> list[Fact | Text]:
    """What each row says, or why it says nothing; two equal rows without a key are two facts."""
    made: dict[str, int] = {}
    return [_fact(row, made) for row in rows]


def _fact(row: Row, made: dict[str, int]) -> Fact | Text:
    day = row.get("happened_on")
    if not day:
        return say("no date in this row")
    if not row.get("kind"):
        return say("this row does not say what they did: a post, a reply, a meeting")
    fact = Fact(
        str(row["kind"]),
        day.isoformat(),
        " ".join(row.get("place", "").split()),
        row.get("source", LIST),
        str(row.get("key", "")),
    )
    return fact if fact.key else _keyed(row, fact, made)


def _keyed(row: Row, fact: Fact, made: dict[str, int]) -> Fact:
    """With a key made of everything it says, and of how often it was said before."""
    who = (*identities_of(row), _email(row), folded(str(row.get("name", ""))))
    said = "\n".join(map(str, (who, fact.kind, fact.happened_on, folded(fact.place))))
    made[said] = made.get(said, 0) + 1
    said = f"{said}\n{made[said]}"
    key = blake2b(said.encode(), digest_size=_KEY_BYTES).hexdigest()
    return Fact(fact.kind, fact.happened_on, fact.place, fact.source, key)


def _plan_row(known: Known, row: Row, fact: Fact | Text, file: _File) -> Change:
    number, title = row["row"], _title(row)
    target, reason = _whom(known, row)
    reason = reason or _why_not(fact, file)
    if reason or not isinstance(fact, Fact):
        return Change(number, "skipped", title, _NOTHING, reason, extra=_NOTHING)
    earlier = file.seen.setdefault((fact.source, fact.key), number)
    if earlier != number:
        same = say("the same as row {row}", row=str(earlier))
        return Change(number, "skipped", title, _NOTHING, same, extra=_NOTHING)
    extra = {"fact": fact, "person": row.get("person")}
    stored = known.facts.get((fact.source, fact.key))
    if stored is None:
        return Change(number, "new", title, Told(fact), None, target, extra)
    if fields := _changed(stored[2], fact):
        return Change(number, "changed", title, fields, None, stored[1], extra)
    return Change(number, "same", title, _NOTHING, None, stored[1], _NOTHING)


def _why_not(fact: Fact | Text, file: _File) -> Text | None:
    if isinstance(fact, Text):
        return fact
    is_ahead = fact.happened_on > file.today.isoformat()
    return say("this day lies in the future") if is_ahead else None


def _whom(known: Known, row: Row) -> tuple[int | None, Text | None]:
    """The member a row is about, or why it is about nobody; a new person has no id yet."""
    if "person" in row:
        target = row["member_id"]
        reason = row.get("no_person")
    else:
        target, reason = _found(known, row)
    if target in known.restricted:
        return None, say("the use of this person's data is restricted")
    return target, reason


def _found(known: Known, row: Row) -> tuple[int | None, Text | None]:
    for each in identities_of(row):
        if each in known.by_identity:
            return known.by_identity[each], None
    if _email(row) in known.by_email:
        return known.by_email[_email(row)], None
    name = folded(str(row.get("name", "")))
    if not name or name not in known.by_name:
        return None, say("nobody in this workbook goes by this number, address or name")
    found = known.by_name[name]
    return found, say("two members have this name; add the e-mail address") if not found else None


def _changed(old: Fact, new: Fact) -> dict[str, tuple[Any, Any]]:
    return {
        name: (shown_field(old, name), shown_field(new, name))
        for name in ("kind", "happened_on", "place")
        if getattr(old, name) != getattr(new, name)
    }


def identities_of(row: Row) -> Sequence[tuple[str, str]]:
    """(program, number there) by which a row names its person."""
    if number := row.get("identity"):
        return ((LIST, str(number)),)
    return [(source, str(key)) for source, key in row.get("identities", ())]


def _email(row: Row) -> str:
    return plain_email(str(row.get("email", "")))


def _title(row: Row) -> str:
    return str(row.get("name") or row.get("email") or row.get("identity") or "")


INTAKE = Intake(
    name="activity",
    title=N_("Activity"),
    columns=COLUMNS,
    plan=plan_activity,
    apply=apply_activity,
    needs=("kind", "happened_on"),
)
