"""The letter that goes along with a pack: what is in it, what is not, and what to do first."""

from __future__ import annotations

from collections.abc import Sequence

from commdesk.core.desk import Desk
from commdesk.core.words import N_, Text, say_n
from commdesk.features.report.handover.model import Stripped

_NEVER = (N_("Values of before in the history"),)
STILL = N_(
    "Texts typed by hand may still name people: of who is left out the whole name is taken out, "
    "not a first name or a nickname."
)
_FIRST = (
    N_("Put the .commdesk file in a folder of your own and open it with commdesk."),
    N_("Put your own name under Data, Settings: your messages are signed with it."),
    N_("Read the weekly report and the open promises, and keep those of the coming two weeks."),
    N_("Throw this pack away once you work in the copy: it holds data of people."),
)


def letter(desk: Desk, stripped: Stripped, files: Sequence[str]) -> str:
    """In the language of the workbook; with the names of the files in the pack."""
    words = desk.words
    head = words("Handing over {name}", name=desk.workbook.name)
    made = words("Made on {day} by {who} with commdesk.", day=words.full_date(desk.today()),
                 who=desk.actor)  # fmt: skip
    people = say_n("It holds data of {n} person.", "It holds data of {n} people.", stripped.people)
    blocks = [
        [head, made, words(people)],
        [words("What is in it"), *(f"- {name}" for name in files)],
        [words("What is not in the copy of the workbook"), *_left_out(desk, stripped)],
        [words("What to do first"), *(f"{n}. {words(each)}" for n, each in enumerate(_FIRST, 1))],
    ]
    return "\n\n".join("\n".join(block) for block in blocks) + "\n"


def withheld_titles(desk: Desk) -> list[str]:
    """Msgids of what stays behind, each once."""
    named = [each.title for feature in desk.features for each in feature.withheld]
    return [*dict.fromkeys([*named, *_NEVER])]


def _left_out(desk: Desk, stripped: Stripped) -> list[str]:
    words = desk.words
    told = [words(title) for title in withheld_titles(desk)]
    told += [words(each) for each in says(stripped)]
    return [*(f"- {each}" for each in told), words(STILL)]


def says(stripped: Stripped) -> list[Text]:
    """Who is not in the copy."""
    told = []
    if stripped.restricted:
        told.append(
            say_n(
                "{n} person is not in it: the use of their data is restricted.",
                "{n} people are not in it: the use of their data is restricted.",
                stripped.restricted,
            )
        )
    if stripped.expired:
        told.append(
            say_n(
                "{n} person is not in it: the day until which to keep them has passed.",
                "{n} people are not in it: the day until which to keep them has passed.",
                stripped.expired,
            )
        )
    return told
