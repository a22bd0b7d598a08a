"""Command line: the pairs of members who may be one, most likely first."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from commdesk.core.terminal import Program, file_argument, json_option, print_json, print_table
from commdesk.core.words import N_
from commdesk.features.duplicates.model import Person, Suspect, find_suspects
from commdesk.features.duplicates.queries import dismissed_pairs, list_people

_HEADINGS = (N_("Member"), N_("And"), N_("Evidence"), N_("Likely"))


@click.command()
@file_argument
@json_option
@click.pass_obj
def duplicates(program: Program, file: Path, as_json: bool) -> None:
    """List pairs of members who may be one person, with the evidence."""
    with program.read(file) as desk:
        people = list_people(desk.db)
        by_id = {person.id: person for person in people}
        apart = dismissed_pairs(desk.db)
        pairs = [each for each in find_suspects(people) if (each.a, each.b) not in apart]
        if as_json:
            print_json([_document(each, by_id) for each in pairs], desk.words)
            return
        lines = [
            (_called(by_id[each.a]), _called(by_id[each.b]), list(each.evidence),
             desk.words.percent(each.score))
            for each in pairs
        ]  # fmt: skip
        empty = N_("Nobody seems to be in the workbook twice.")
        print_table(desk.words, _HEADINGS, lines, right=(3,), empty=empty)


def _document(pair: Suspect, by_id: dict[int, Person]) -> dict[str, Any]:
    return {
        "a": _person(by_id[pair.a]),
        "b": _person(by_id[pair.b]),
        "evidence": list(pair.evidence),
        "score": pair.score,
    }


def _person(person: Person) -> dict[str, Any]:
    return {
        "id": person.id,
        "name": person.name,
        "email": person.email,
        "organisation": person.organisation,
    }


def _called(person: Person) -> str:
    more = person.email or person.organisation
    return f"{person.name} ({more})" if more and more != person.name else person.name


COMMANDS = (duplicates,)
