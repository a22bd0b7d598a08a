"""Taking back what a colleague changed: all of it as one act, in the colleague's name."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import partial

from commdesk.core.database import Database, insert
from commdesk.core.desk import Desk
from commdesk.core.errors import Refused
from commdesk.core.journal import op
from commdesk.core.returning import Giver
from commdesk.core.words import say
from commdesk.features.exchange.returning.model import Mark
from commdesk.features.exchange.returning.taking import Act, Returned

_POINT = "taken_back"
_LONGEST_NAME = 200


def take_all(desk: Desk, returned: Returned, choices: Mapping[Mark, bool | None]) -> int:
    """Take what is chosen, as an act of who sent the file; returns how many rows that were.

    Raises Refused without a name, and when a feature refuses; nothing is taken then.
    """
    giver = returned.giver
    if not giver.name:
        raise Refused("Say who sent the file back; it stands in history.", field="name")
    if len(giver.name) > _LONGEST_NAME:
        raise Refused("A name has at most {most} characters.", most=_LONGEST_NAME, field="name")
    acts = returned.acts(choices)
    if not acts:
        return 0
    with _as(desk, giver.name):
        is_as_compared = partial(returned.refuse_if_moved_on, acts=acts)
        export = returned.stamp.export
        return desk.do(take_back, acts, giver, returned.file, export, check=is_as_compared)


@op("Take back {file} of {name} (rows: {count})")
def take_back(
    db: Database,
    acts: Sequence[Act],
    giver: Giver,
    file: str,
    export: str = "",
    *,
    check: Callable[[Database], object] = lambda _db: None,
) -> int:
    """Do all of it or nothing; what must wait for another row of the file is tried again.

    `export` names what went out: its new rows are known when they come again. `check` refuses what
    was decided on a workbook that is another one by now.
    """
    check(db)
    left = list(acts)
    while left:
        refused = [(act, why) for act in left if (why := _try(db, act, giver))]
        if len(refused) == len(left):
            raise _at_its_row(*refused[0])
        left = [act for act, _ in refused]
    _remember(db, acts, export, giver)
    db.about(file=file, name=giver.name, count=len(acts))
    return len(acts)


def _remember(db: Database, acts: Sequence[Act], export: str, giver: Giver) -> None:
    """That something of this export was taken back, and which rows were new."""
    rows = [("", ""), *((act.sheet, act.once) for act in acts if act.once)]
    for sheet, key in rows:
        line = {"export": export, "sheet": sheet, "row_key": key}
        insert(db, "returned_row", line | {"taken_on": giver.today.isoformat()})


def _try(db: Database, act: Act, giver: Giver) -> Refused | None:
    """Do one act; when its feature refuses, nothing of it is done."""
    db.execute(f"SAVEPOINT {_POINT}")
    try:
        _do(db, act, giver)
    except Refused as refused:
        db.execute(f"ROLLBACK TO {_POINT}")
        return refused
    finally:
        db.execute(f"RELEASE {_POINT}")
    return None


def _do(db: Database, act: Act, giver: Giver) -> None:
    returns = act.returns
    if act.kind == "deleted" and returns.remove:
        returns.remove(db, act.id, giver)
    elif act.kind == "new" and returns.add:
        returns.add(db, act.values, giver)
    elif act.kind == "changed":
        returns.change(db, act.id, act.values, giver)


def _at_its_row(act: Act, refused: Refused) -> Refused:
    if act.row is None:
        return refused
    return Refused(
        say("Row {row}: {why} Nothing was changed.", row=str(act.row), why=refused.text),
        field=refused.field,
    )


@contextmanager
def _as(desk: Desk, name: str) -> Iterator[None]:
    """History names who made the changes, not who took them in."""
    before, desk.my_name = desk.my_name, name
    try:
        yield
    finally:
        desk.my_name = before
