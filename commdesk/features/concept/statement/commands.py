"""Command line: the concept as it stands."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from commdesk.core.terminal import Program, file_argument, json_option, print_json, print_table
from commdesk.core.words import N_, Words
from commdesk.features.concept.boundaries import SIDES
from commdesk.features.concept.questions import QUESTIONS
from commdesk.features.concept.readiness import STATES, SUBJECTS, standing
from commdesk.features.concept.statement.comparing import OURS, THEIRS
from commdesk.features.concept.statement.model import COMMUNITY_KINDS, Side, Version
from commdesk.features.concept.statement.whole import Whole, read_whole


@click.command(help=N_("Show the concept: five questions, boundaries, readiness, its versions."))
@file_argument
@json_option
@click.pass_obj
def concept(program: Program, file: Path, as_json: bool) -> None:
    with program.read(file) as desk:
        whole = read_whole(desk.db)
        if as_json:
            print_json(_document(whole), desk.words)
        else:
            _print(whole, desk.words)


def _print(whole: Whole, words: Words) -> None:
    version = whole.version
    rows = []
    for key, title in QUESTIONS if version else ():
        side = version.answers.get(key, Side()) if version else Side()
        rows.append((words(title), side.theirs, side.ours))
    print_table(words, ("", THEIRS, OURS), rows, title=_title(version, words),
                empty=words("Nothing of the concept is written yet."))  # fmt: skip
    sides = dict(SIDES)
    lines = [(words(sides[each.side]), each.text, each.example) for each in whole.boundaries]
    if lines:
        headings = (N_("Kind"), N_("Boundary"), N_("Example"))
        print_table(words, headings, lines, title=words("Boundaries"))
    states = {each.key: each for each in whole.subjects}
    told = [
        (words(kind.title), words(dict(STATES)[states[kind.key].state]), states[kind.key].answer)
        for kind in SUBJECTS
    ]
    headings = (N_("Subject"), N_("State"), N_("Answer"))
    said = words(standing(whole.subjects, whole.decisions))
    print_table(words, headings, told, title=words("Readiness of the organisation"))
    click.echo(said)


def _title(version: Version | None, words: Words) -> str:
    if version is None:
        return ""
    day = words.full_date(version.started_on)
    kind = words(dict(COMMUNITY_KINDS)[version.kind])
    number = words("version {number} of {day}", number=str(version.number), day=day)
    return f"{number} · {kind}"


def _document(whole: Whole) -> dict[str, Any]:
    """The version of now with everything around it; no person is in it."""
    version = whole.version
    return {
        "version": _version(version) if version else None,
        "versions": [
            {"number": each.number, "started_on": each.started_on, "change": each.change}
            for each in whole.versions
        ],
        "boundaries": list(whole.boundaries),
        "plain": whole.plain,
        "readiness": list(whole.subjects),
        "says": standing(whole.subjects, whole.decisions),
        "decisions": list(whole.decisions),
    }


def _version(version: Version) -> dict[str, Any]:
    return {
        "id": version.id,
        "number": version.number,
        "started_on": version.started_on,
        "kind": version.kind,
        "shared_values": version.shared_values,
        "goal": version.goal,
        "answered": version.answered,
        "answers": {key: version.answers.get(key, Side()) for key, _ in QUESTIONS},
    }


COMMANDS = (concept,)
