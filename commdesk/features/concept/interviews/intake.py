"""Taking in interviews out of a list or the answers to a form.

The same file twice changes nothing: every row keeps a key, made of who it is and when it was.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from hashlib import blake2b
from typing import Any

from msgspec import Struct, field
from msgspec.structs import asdict, replace

from commdesk.core.database import Database, update
from commdesk.core.errors import Refused
from commdesk.core.intaking import Change, Intake, Plan
from commdesk.core.journal import op
from commdesk.core.sheets.spec import Column, Problem
from commdesk.core.stored import MOST_CHARACTERS
from commdesk.core.words import N_, Text, say
from commdesk.features.concept.interviews.model import (
    WILLING,
    Answer,
    Interview,
    InterviewDraft,
    check_interview,
    willing_of,
)
from commdesk.features.concept.interviews.ops import record_interview
from commdesk.features.concept.interviews.queries import (
    answers_of,
    interviews_by_key,
    members_by_email,
)
from commdesk.features.concept.questions import QUESTIONS, Question
from commdesk.features.members import (
    folded,
    is_email,
    member_names,
    plain_email,
    restricted_members,
)

LIST = "list"
_KEY_BYTES = 12
_SAID = "said_"
_ALIASES: dict[str, tuple[str, ...]] = {
    Question.FOR_WHOM: ("voor wie", "for whom", "doelgroep", "target group"),
    Question.DRIVES: (
        "drijfveren", "drijfveer", "drives", "motivatie", "motivation", "wat drijft je",
        "wat drijft jou", "wat drijft u", "what drives you",
    ),
    Question.TOPICS: (
        "onderwerpen", "topics", "waarover", "waarover wil je praten", "waarover wilt u praten",
        "waar wil je het over hebben", "what do you want to talk about",
    ),
    Question.WHOM_NEEDED: (
        "wie nodig", "whom needed", "wie heb je daarvoor nodig", "wie hebt u daarvoor nodig",
        "whom do you need", "who do you need in that conversation",
    ),
    Question.GAIN: (
        "opbrengst", "gain", "wat levert het op", "wat moet het opleveren", "wat levert het je op",
        "what does it give you", "what would it bring you",
    ),
}  # fmt: skip
COLUMNS = (
    Column("name", N_("Name"), width=26, aliases=("naam", "interviewee", "geïnterviewde", "wie")),
    Column("email", N_("E-mail"), width=30, aliases=("email", "e-mailadres", "mail")),
    Column("circle", N_("Group"), width=20,
           aliases=("groep", "group", "circle", "kring", "achterban", "voor welke groep spreek je",
                    "voor welke groep spreekt u", "which group do you speak for")),
    Column("held_on", N_("Date"), "date", 14,
           ("datum", "date", "held on", "gehouden op", "gesproken op", "interview date")),
    Column("willing", N_("Willing to contribute"), width=18,
           aliases=("willing", "wil bijdragen", "bijdragen", "bijdrage", "wil je bijdragen",
                    "wilt u bijdragen", "wil je actief bijdragen", "wilt u actief bijdragen",
                    "contribute", "would you contribute", "do you want to contribute"),
           choices=WILLING),
    Column("weekly_minutes", N_("Hours a week"), "hours", 14,
           ("uren per week", "uur per week", "hours a week", "hours per week",
            "hoeveel uur per week", "how many hours a week")),
    *(Column(f"{_SAID}{key}", title, width=40, aliases=_ALIASES[key]) for key, title in QUESTIONS),
    Column("would_do", N_("Would do"), width=30,
           aliases=("wil doen", "wat wil je doen", "wat wilt u doen", "what would you do")),
    Column("wants_back", N_("Wants in return"), width=30,
           aliases=("wil terug", "wat wil je ervoor terug", "wat wilt u ervoor terug",
                    "in return", "what do you want in return")),
)  # fmt: skip
_PLAIN = ("circle", "would_do", "wants_back", "email")
_SHOWN = ("circle", "planned_on", "held_on", "willing", "weekly_minutes", "would_do", "wants_back")
Row = Mapping[str, Any]


class Known(Struct, frozen=True):
    """Who is a member, and what came in before."""

    by_name: Mapping[str, int | None] = field(default_factory=dict)
    """Folded name -> member; None for a name that two have."""
    by_email: Mapping[str, int] = field(default_factory=dict)
    restricted: frozenset[int] = frozenset()
    stored: Mapping[tuple[str, str], tuple[Interview, Sequence[Answer]]] = field(
        default_factory=dict
    )


class _Unfit(Exception):
    """Why a row is not taken in, and the column that is to blame."""

    def __init__(self, column: str, why: Text) -> None:
        super().__init__(column)
        self.column = column
        self.why = why


def plan_interviews(db: Database, rows: Sequence[Row], today: date) -> Plan:
    """What taking these interviews in would do."""
    keyed = [_keyed(row) for row in rows]
    return plan_rows(_read_known(db, keyed), keyed, today)


def plan_rows(known: Known, rows: Sequence[Row], today: date) -> Plan:
    """As `plan_interviews`, of what is known: pure. Every row has its `source` and `key`."""
    changes, problems = [], []
    seen: dict[str, int] = {}
    for row in rows:
        try:
            _refuse_repeated(seen.setdefault(row["key"], row["row"]), row["row"])
            changes.append(_change(known, row, today))
        except _Unfit as unfit:
            if unfit.column:
                found = row.get(unfit.column)
                problems.append(Problem(row["row"], unfit.column, found, unfit.why))
            changes.append(Change(row["row"], "skipped", _title(row), reason=unfit.why))
    return Plan("interviews", tuple(changes), tuple(problems))


@op("Take in {count} interviews from {source}")
def apply_interviews(
    db: Database,
    plan: Plan,
    *,
    today: date,
    source: str,
    people: Mapping[int, int] | None = None,  # noqa: ARG001 - members are known by name
) -> dict[int, int]:
    """Write what the plan says; gives row -> the interview."""
    due = [change for change in plan.changes if change.kind in {"new", "changed"}]
    made = {change.row: _write(db, change.extra, today) for change in due}
    db.about(count=len(due), source=source)
    return made


def _write(db: Database, extra: Mapping[str, Any], today: date) -> int:
    draft: InterviewDraft = extra["draft"]
    values, known = asdict(draft), extra["id"]
    if known is not None:
        del values["version_id"]
    interview_id = record_interview(db, values, extra["answers"], today=today, interview_id=known)
    if known is None:
        update(db, "interview", interview_id, {"source": extra["source"], "key": extra["key"]})
    return interview_id


def _read_known(db: Database, rows: Sequence[Row]) -> Known:
    names: dict[str, int | None] = {}
    for member_id, name in member_names(db).items():
        plain = folded(name)
        names[plain] = None if plain in names else member_id
    by_key = interviews_by_key(db, [(row["source"], row["key"]) for row in rows])
    said = answers_of(db, [each.id for each in by_key.values()])
    return Known(
        names,
        members_by_email(db),
        restricted_members(db),
        {key: (each, said.get(each.id, ())) for key, each in by_key.items()},
    )


def _keyed(row: Row) -> Row:
    """With a key made of who it is and when."""
    who = plain_email(str(row.get("email", ""))) or folded(str(row.get("name", "")))
    said = "\n".join((who, str(row.get("held_on", ""))))
    key = blake2b(said.encode(), digest_size=_KEY_BYTES).hexdigest()
    return {**row, "source": row.get("source", LIST), "key": key}


def _refuse_repeated(earlier: int, number: int) -> None:
    if earlier != number:
        raise _Unfit("", say("the same as row {row}", row=str(earlier)))


def _change(known: Known, row: Row, today: date) -> Change:
    stored = known.stored.get((row["source"], row["key"]))
    draft = _draft(known, row, today, stored[0] if stored else None)
    answers = _answers(row, stored[1] if stored else ())
    extra = {
        "draft": draft,
        "answers": answers,
        "id": stored[0].id if stored else None,
        "source": row["source"],
        "key": row["key"],
    }
    new = _fields(draft, answers)
    old = _fields(stored[0], stored[1]) if stored else {}
    fields = {k: (old.get(k), v) for k, v in new.items() if v != old.get(k) and v not in (None, "")}
    kind = "new" if not stored else "changed" if fields else "same"
    return Change(row["row"], kind, draft.name, fields, extra=extra)  # type: ignore[arg-type]


def _draft(known: Known, row: Row, today: date, stored: Interview | None) -> InterviewDraft:
    """What the row says over what is stored; a cell that is empty leaves that as it is."""
    begun: InterviewDraft = stored or InterviewDraft()
    name = str(row.get("name") or "").strip() or _address(row)
    if not name:
        raise _Unfit("name", say("no name in this row"))
    given = {key: str(row[key]) for key in _PLAIN if row.get(key)}
    minutes = row.get("weekly_minutes", begun.weekly_minutes)
    willing = _willing(row) or begun.willing
    draft = replace(begun, name=name, willing=willing, weekly_minutes=minutes, **given)
    draft = replace(draft, **_day(row, draft, today))
    if draft.member_id is None:
        draft = replace(draft, member_id=_member(known, draft))
    if draft.member_id in known.restricted:
        raise _Unfit("", say("the use of this person's data is restricted"))
    try:
        check_interview(draft, today)
    except Refused as refused:
        raise _Unfit(refused.field, refused.text) from None
    return InterviewDraft(**{key: getattr(draft, key) for key in InterviewDraft.__struct_fields__})


def _day(row: Row, draft: InterviewDraft, today: date) -> dict[str, date]:
    """A day to come is a plan, unless the row says what came of it; no day: it was held today.

    A day that is there and cannot be read is none of these: nobody knows when it was.
    """
    if "held_on" in row.get("told", ()):
        raise _Unfit("", say("the day cannot be read"))
    day = row.get("held_on") or draft.held_on
    if day is None:
        return {} if draft.planned_on else {"held_on": today}
    if day <= today:
        return {"held_on": day}
    if draft.willing:
        raise _Unfit("held_on", say("this day lies in the future"))
    return {"planned_on": day}


def _address(row: Row) -> str:
    """What somebody is called who gave no name: by their address."""
    address = str(row.get("email") or "").strip()
    return address if is_email(address) else ""


def _willing(row: Row) -> str:
    try:
        return willing_of(row.get("willing"))
    except ValueError:
        raise _Unfit("willing", say("this is neither yes, no, maybe nor already")) from None


def _member(known: Known, draft: InterviewDraft) -> int | None:
    found = known.by_email.get(plain_email(draft.email or draft.name))
    return found if found is not None else known.by_name.get(folded(draft.name))


def _answers(row: Row, stored: Sequence[Answer]) -> tuple[Answer, ...]:
    """The answers of the row; quotes and themes that were coded here stay."""
    known = {each.question: each for each in stored}
    found = []
    for key in Question:
        text = str(row.get(f"{_SAID}{key}") or "").strip()
        if len(text) > MOST_CHARACTERS:
            why = say("This text is longer than {most} characters.", most=MOST_CHARACTERS)
            raise _Unfit(f"{_SAID}{key}", why)
        if text:
            found.append(replace(known.get(key, Answer(key)), text=text))
    return tuple(found)


def _fields(draft: InterviewDraft, answers: Sequence[Answer]) -> dict[str, Any]:
    said = {f"{_SAID}{each.question}": each.text for each in answers}
    return {key: getattr(draft, key) for key in _SHOWN} | said


def _title(row: Row) -> str:
    return str(row.get("name") or row.get("email") or "")


INTAKE = Intake(
    name="interviews",
    title=N_("Interviews"),
    columns=COLUMNS,
    plan=plan_interviews,
    apply=apply_interviews,
    needs=("willing",),
)
