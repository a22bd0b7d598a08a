"""What is done to keep it safe, and for whom it is meant: facts of the workbook, in sentences."""

from __future__ import annotations

from collections.abc import Iterator

from commdesk.core.words import N_, Text, say, say_n
from commdesk.features.register.model import NOBODY_OUTSIDE, Kind, Register, counted, said_of

_STAGES = {"prospect": N_("prospects"), "member": N_("members"), "former": N_("former members")}
NOT_SAID = N_("not filled in yet")


def measures(register: Register) -> list[Text]:
    """Security measures (art. 32), in the order of a reader's worry."""
    return [*_of_the_file(register), *_of_leaving(register), *_of_the_work(register)]


def _of_the_file(register: Register) -> Iterator[Text]:
    kept = register.protection
    yield say("One local file; the program makes no connection.")
    if kept.has_passphrase:
        yield say("The file is encrypted; it opens with a passphrase only.")
    else:
        yield say("The file has no passphrase: who reaches it can read it.")
    if kept.is_shared:
        yield say("It lies in a shared folder; one person at a time can open it.")
    if kept.last_backup:
        yield say_n(
            "{n} backup is kept, verified; the last of {day}.",
            "{n} backups are kept, verified; the last of {day}.",
            kept.backups,
            day=kept.last_backup,
        )
    else:
        yield say("There is no backup yet.")


def _of_leaving(register: Register) -> Iterator[Text]:
    kept = register.protection
    if not kept.may_people_leave:
        yield say("The organisation does not allow files with people in them.")
    elif kept.last_export:
        yield say_n(
            "People leave in a file only for a purpose, which is kept: {n} time, the last on "
            "{day}.",
            "People leave in a file only for a purpose, which is kept: {n} times, the last on "
            "{day}.",
            kept.exports,
            day=kept.last_export,
        )
    else:
        yield say("People leave in a file only for a purpose, which is kept: not once so far.")


def _of_the_work(register: Register) -> Iterator[Text]:
    yield say("Every change is kept with who, when and on which computer.")
    yield say("BSN, date of birth, sex, home address and the like are refused at the door.")
    if register.people.restricted:
        yield say_n(
            "The use of {n} person's data is restricted: in no list and no export.",
            "The use of {n} people's data is restricted: in no list and no export.",
            register.people.restricted,
        )
    if more := register.fact("register_security"):
        yield Text("{more}", {"more": more})


def people_said(register: Register) -> list[Text]:
    """Categories of people, with how many."""
    people = register.people
    said = [counted(say(_STAGES.get(stage, stage)), count) for stage, count in people.by_stage]
    if people.moderators:
        said.append(counted(say("moderators"), people.moderators))
    if people.interviewed:
        said.append(counted(say("people interviewed"), people.interviewed))
    return said


def kept_said(register: Register, kind: Kind) -> list[Text]:
    """How long this kind is kept: as written, as its rules say, or until the day of each person."""
    if kind.line.keeping:
        return [Text("{said}", {"said": kind.line.keeping})]
    rules = [each for each in register.retention if each.feature == kind.subject]
    if rules:
        return [said_of(say(each.title), each.kept) for each in rules]
    if kind.subject != "members":
        return [say("as long as the person")]
    dated = register.people.with_date
    return [
        say_n(
            "until a day of each person: {n} of {all} has one",
            "until a day of each person: {n} of {all} have one",
            dated,
            all=register.people.members,
        )
    ]


def recipients_said(register: Register, kind: Kind | None = None) -> Text:
    """Who gets it; of a kind, when that says more than the register as a whole."""
    own = kind.line.recipients if kind else ""
    said = own or register.fact("register_recipients")
    return Text("{said}", {"said": said}) if said else say(NOBODY_OUTSIDE)
