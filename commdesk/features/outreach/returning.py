"""What came of messages, as a colleague wrote it in an Excel file."""

from __future__ import annotations

from datetime import date

from commdesk.core.database import Database, update
from commdesk.core.errors import Refused
from commdesk.core.journal import op
from commdesk.core.returning import Giver, Returns, Values
from commdesk.core.words import N_, Words
from commdesk.core.workbook import read_workbook
from commdesk.features.members import find_member, note_contact
from commdesk.features.outreach.model import REPLIES, RESULT_KEYS, Message
from commdesk.features.outreach.ops import set_result
from commdesk.features.outreach.queries import find_message

COLUMNS = ("result", "result_on")


def change(db: Database, row_id: str, values: Values, giver: Giver) -> None:
    """A result came on the day that is said, else on the day on which the file is taken back."""
    check(db, row_id, values, giver)
    message_id = int(row_id)
    if "result" not in values:
        move_result(db, message_id, values["result_on"], today=giver.today)
        return
    day: date = values.get("result_on") or giver.today
    words = Words(read_workbook(db).language)
    reason = words(N_("said in the Excel file of {name}"), name=giver.name)
    set_result(db, message_id, values["result"], today=day, reason=reason)


@op("Move the result of the message to {name}")
def move_result(db: Database, message_id: int, day: date, *, today: date) -> None:
    """Say on which other day the result of a message came; a reaction is contact of that day."""
    message = find_message(db, message_id)
    _check_result_day(message, day, today)
    if not message.result:
        raise Refused("This message has no result yet.", field="result_on")
    db.about(name=message.name)
    update(db, "outreach_message", message_id, {"result_on": day.isoformat()})
    if message.result in REPLIES:
        note_contact(db, message.member_id, day)


def check(db: Database, row_id: str | None, values: Values, giver: Giver) -> None:
    """What `set_result` and `move_result` refuse; a result that is there does not go away."""
    message = find_message(db, int(row_id or 0))
    if find_member(db, message.member_id).is_restricted:
        raise Refused("The data of {name} is restricted.", name=message.name)
    if not message.is_outgoing:
        field = next(iter(values), "")
        raise Refused("Only a message that you sent has a result.", field=field)
    if "result" in values and values["result"] not in RESULT_KEYS:
        raise Refused("A result that was written down stays; choose another one.", field="result")
    if "result_on" in values:
        _check_day(message, values, giver)


def _check_day(message: Message, values: Values, giver: Giver) -> None:
    day = values["result_on"]
    if day is not None:
        _check_result_day(message, day, giver.today)
    if "result" not in values and (day is None or not message.result):
        raise Refused("A day goes with a result: say which.", field="result_on")


def _check_result_day(message: Message, day: date, today: date) -> None:
    """Refuse a result from before the message, or from a day that is still to come."""
    if day > today:
        raise Refused("{day} is still to come.", day=day, field="result_on")
    if day < message.sent_on:
        raise Refused(
            "The message is of {day}; its result cannot be from before.",
            day=message.sent_on,
            field="result_on",
        )


RETURNS = Returns("id", COLUMNS, change, check)
