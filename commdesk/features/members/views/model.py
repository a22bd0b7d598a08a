"""What a view is: conditions that all hold; pure: to one SQL condition, and to words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import Any, Literal

from msgspec import Struct, field

from commdesk.core.errors import Refused
from commdesk.core.words import N_, Text, say, say_n

SubjectKind = Literal["text", "choice", "date", "number", "flag", "tags"]
ValueKind = Literal["none", "text", "choice", "date", "days", "number", "tag"]
Value = str | int | float | None
MOST_DAYS = 36_500
_NOTHING = "0"  # SQL that nobody fits


class Condition(Struct, frozen=True):
    """One thing that must hold: of which field, how, and with what."""

    field: str
    operator: str
    value: Value = None


class View(Struct, frozen=True):
    """A list by name. `columns` and `sort` are keys of the members table; empty: as it was."""

    name: str
    """English msgid of a built-in one, else what somebody typed."""
    conditions: tuple[Condition, ...] = ()
    sort: str = ""
    is_descending: bool = False
    columns: tuple[str, ...] = ()
    key: str = ""
    """Of a built-in one its word, of an own one its id."""

    @property
    def id(self) -> int:
        """0: it is built in."""
        return int(self.key) if self.key.isdecimal() else 0


class Subject(Struct, frozen=True):
    """What a condition can be about: one thing known of every member, as SQL over `member`.

    A text and a choice are never NULL; a date is ISO text or NULL, a number a number or NULL.
    """

    key: str
    title: str
    """English msgid, or what somebody called an own field."""
    kind: SubjectKind
    sql: str
    params: Mapping[str, Any] = field(default_factory=dict)
    choices: tuple[tuple[str, str], ...] = ()
    sort: str = ""
    """By what it is sorted, where that is not the value."""
    is_shown_only: bool = False
    """A column, but nothing to make a condition of."""


class Operator(Struct, frozen=True):
    """One way to compare: `{x}` in its SQL is the subject, the rest are named parameters."""

    key: str
    words: str
    """English msgid, as it stands between the field and the value in a form."""
    takes: ValueKind
    sql: str
    sentence: str = ""
    """English msgid with {field} and {value}; empty where a number of days is in it."""


_TAGGED = """EXISTS (SELECT 1 FROM member_tag JOIN tag ON tag.id = member_tag.tag_id
                 WHERE member_tag.member_id = member.id AND tag.name = :value)"""
_ANY_TAG = "EXISTS (SELECT 1 FROM member_tag WHERE member_tag.member_id = member.id)"

_IS, _IS_NOT = N_("{field} is {value}"), N_("{field} is not {value}")
_EMPTY, _FILLED = N_("{field} is empty"), N_("{field} is filled in")
OPERATORS: dict[SubjectKind, tuple[Operator, ...]] = {
    "text": (
        Operator(
            "contains",
            N_("contains"),
            "text",
            "instr(folded({x}), folded(:value)) > 0",
            N_("{field} contains {value}"),
        ),
        Operator(
            "lacks",
            N_("does not contain"),
            "text",
            "instr(folded({x}), folded(:value)) = 0",
            N_("{field} does not contain {value}"),
        ),
        Operator("is", N_("is"), "text", "folded({x}) = folded(:value)", _IS),
        Operator("is-not", N_("is not"), "text", "folded({x}) <> folded(:value)", _IS_NOT),
        Operator("empty", N_("is empty"), "none", "{x} = ''", _EMPTY),
        Operator("filled", N_("is filled in"), "none", "{x} <> ''", _FILLED),
    ),
    "choice": (
        Operator("is", N_("is"), "choice", "{x} = :value", _IS),
        Operator("is-not", N_("is not"), "choice", "{x} <> :value", _IS_NOT),
        Operator("empty", N_("is empty"), "none", "{x} = ''", _EMPTY),
        Operator("filled", N_("is filled in"), "none", "{x} <> ''", _FILLED),
    ),
    "date": (
        Operator(
            "older",
            N_("longer ago, or never"),
            "days",
            "({x} IS NULL OR {x} < :ago)",
        ),
        Operator(
            "within",
            N_("in the last … days"),
            "days",
            "({x} > :ago AND {x} <= :today)",
        ),
        Operator(
            "this-month",
            N_("this month"),
            "none",
            "({x} >= :first AND {x} <= :today)",
            N_("{field}: this month"),
        ),
        Operator("before", N_("before"), "date", "{x} < :value", N_("{field}: before {value}")),
        Operator("after", N_("after"), "date", "{x} > :value", N_("{field}: after {value}")),
        Operator("empty", N_("is empty"), "none", "{x} IS NULL", _EMPTY),
        Operator("filled", N_("is filled in"), "none", "{x} IS NOT NULL", _FILLED),
    ),
    "number": (
        Operator(
            "at-least", N_("at least"), "number", "{x} >= :value", N_("{field}: at least {value}")
        ),
        Operator(
            "at-most", N_("at most"), "number", "{x} <= :value", N_("{field}: at most {value}")
        ),
        Operator("is", N_("is"), "number", "{x} = :value", _IS),
        Operator("empty", N_("is empty"), "none", "{x} IS NULL", _EMPTY),
        Operator("filled", N_("is filled in"), "none", "{x} IS NOT NULL", _FILLED),
    ),
    "flag": (
        Operator("yes", N_("is so"), "none", "{x}", N_("{field}: yes")),
        Operator("no", N_("is not so"), "none", "NOT {x}", N_("{field}: no")),
    ),
    "tags": (
        Operator("has", N_("has the tag"), "tag", _TAGGED, N_("has the tag {value}")),
        Operator(
            "lacks", N_("does not have the tag"), "tag", f"NOT {_TAGGED}", N_("without tag {value}")
        ),
        Operator("empty", N_("has no tag"), "none", f"NOT {_ANY_TAG}", N_("without any tag")),
        Operator("filled", N_("has some tag"), "none", _ANY_TAG, N_("with some tag")),
    ),
}
Subjects = Mapping[str, Subject]


class Where(Struct, frozen=True):
    """A condition in SQL over `member`, empty for everybody, with its named parameters."""

    sql: str = ""
    params: Mapping[str, Any] = field(default_factory=dict)


def operator_of(condition: Condition, subjects: Subjects) -> Operator | None:
    """How the condition compares; None when its field or its way of comparing is not known."""
    subject = subjects.get(condition.field)
    if subject is None or subject.is_shown_only:
        return None
    known = OPERATORS[subject.kind]
    return next((each for each in known if each.key == condition.operator), None)


def where_of(conditions: Iterable[Condition], subjects: Subjects, today: date) -> Where:
    """All conditions as one; nobody fits a condition on something that is not known."""
    parts: list[str] = []
    params: dict[str, Any] = {}
    for number, condition in enumerate(conditions):
        compare = operator_of(condition, subjects)
        if compare is None or not _is_filled(compare, condition.value):
            return Where(_NOTHING)
        subject = subjects[condition.field]
        sql = compare.sql
        for name, value in _bound(compare, condition.value, today).items():
            params[f"{name}_{number}"] = value
            sql = sql.replace(f":{name}", f":{name}_{number}")
        params |= subject.params
        parts.append(sql.replace("{x}", subject.sql))
    return Where(" AND ".join(parts), params)


def describe(conditions: Sequence[Condition], subjects: Subjects) -> list[Text]:
    """Each condition in words."""
    return [_said(condition, subjects) for condition in conditions]


def checked(condition: Condition, subjects: Subjects) -> Condition:
    """The condition as it is kept; refuses one that is not whole or of something unknown."""
    compare = operator_of(condition, subjects)
    if compare is None:
        raise Refused("There is no such field any more.", field="field")
    value = condition.value
    title = Text(subjects[condition.field].title)
    if compare.takes == "none":
        return Condition(condition.field, condition.operator)
    if compare.takes == "days" and not _is_filled(compare, value):
        raise Refused("{title}: type a number of days, from 1.", title=title, field="value")
    if not _is_filled(compare, value):
        raise Refused("{title}: fill in what to compare with.", title=title, field="value")
    kept = value.strip() if isinstance(value, str) else value
    return Condition(condition.field, condition.operator, kept)


def _is_filled(compare: Operator, value: Value) -> bool:
    if compare.takes == "none":
        return True
    if compare.takes == "days":
        return isinstance(value, int) and 1 <= value <= MOST_DAYS
    if compare.takes == "number":
        return isinstance(value, int | float)
    if compare.takes == "date":
        return isinstance(value, str) and _day(value) is not None
    return isinstance(value, str) and bool(value.strip())


def _bound(compare: Operator, value: Value, today: date) -> dict[str, Any]:
    """The named parameters of a way of comparing."""
    if compare.takes == "days":
        ago = today - timedelta(days=int(value or 0))
        both = {"ago": ago.isoformat(), "today": today.isoformat()}
        return both if compare.key == "within" else {"ago": both["ago"]}
    if compare.key == "this-month":
        return {"first": today.replace(day=1).isoformat(), "today": today.isoformat()}
    if compare.takes == "none":
        return {}
    return {"value": value.strip() if isinstance(value, str) else value}


def _said(condition: Condition, subjects: Subjects) -> Text:
    compare = operator_of(condition, subjects)
    if compare is None:
        return say("a field that is no longer there")
    subject = subjects[condition.field]
    title = Text(subject.title)
    value: Any = condition.value
    if compare.takes == "days":
        return _days_said(compare, title, int(value or 0))
    if compare.takes == "choice":
        value = Text(dict(subject.choices).get(str(value), str(value)))
    elif compare.takes == "date":
        value = _day(str(value))
    elif compare.takes in {"text", "tag"}:
        value = f"“{value}”"
    return Text(compare.sentence, {"field": title, "value": value})


def _days_said(compare: Operator, title: Text, n: int) -> Text:
    if compare.key == "within":
        return say_n(
            "{field}: in the last {n} day", "{field}: in the last {n} days", n, field=title
        )
    return say_n(
        "{field}: more than {n} day ago or never",
        "{field}: more than {n} days ago or never",
        n,
        field=title,
    )


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
