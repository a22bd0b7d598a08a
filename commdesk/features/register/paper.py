"""The record of processing (GDPR art. 30) and the DPIA aid (art. 35) as pages to print."""

from __future__ import annotations

from commdesk.core.printed import Grid, Printed, PrintedCell, Said, Tone
from commdesk.core.words import N_, Text, Words, say, say_n
from commdesk.features.register.criteria import (
    Judged,
    judge,
    open_questions,
    outcome,
)
from commdesk.features.register.measures import (
    NOT_SAID,
    kept_said,
    measures,
    people_said,
    recipients_said,
)
from commdesk.features.register.model import (
    FACTS,
    GROUNDS,
    ImportLine,
    Kind,
    Register,
    counted,
    sources_said,
)

RECORD, DPIA = N_("Record of processing"), N_("DPIA aid")
_RECORD_LAW, _DPIA_LAW = N_("GDPR art. 30"), N_("GDPR art. 35, criteria of WP248")
_POINTS = 8.5
_PAIR = (34, 66)
_MOST_FIELDS, _MOST_IMPORTS = 9, 12
_TONES: dict[str, Tone] = {"": "warn", "yes": "bad", "no": "good"}
_RISKS: tuple[tuple[str, str], ...] = (
    (
        N_("The computer or a copy is lost or stolen"),
        N_("A passphrase; the organisation's own encryption of the disk."),
    ),
    (
        N_("More is kept than the work needs"),
        N_("Columns refused at the door; free texts say what may not be in them."),
    ),
    (
        N_("It is kept too long"),
        N_("A day to be kept until, and rules per kind; erasing goes for the bytes too."),
    ),
    (
        N_("It reaches somebody it is not meant for"),
        N_(
            "A purpose for every file with people, kept in a log; hand-over without what is "
            "restricted."
        ),
    ),
    (
        N_("Somebody is written to who does not want that"),
        N_("No contact is absolute; at most two messages in seven days to one person."),
    ),
    (
        N_("Work is lost"),
        N_("Everything is saved as it is made and can be undone; verified backups."),
    ),
)


def record_paper(register: Register, words: Words) -> Printed:
    """One or two pages: who answers for it, what is kept, why, how long, and how it is guarded."""
    parts: list[Said | Grid] = [
        _pairs(_responsible(register), words),
        Said(words("What is kept, why and how long"), "section"),
        _kinds(register, words),
    ]
    if register.imports:
        parts += [Said(words("Lists taken in"), "section"), _imports(register, words)]
    parts.append(_measures(register, words))
    return _printed(words(RECORD), words(_RECORD_LAW), parts, register, words)


def dpia_paper(register: Register, words: Words) -> Printed:
    """What the privacy officer needs to decide whether an assessment is due, and what is asked."""
    judged = judge(register)
    parts: list[Said | Grid] = [
        Said(words(outcome(register))),
        Said(words("Description"), "section"),
        _pairs(_description(register), words),
        Said(words("Necessity"), "section"),
        _necessity(register, words),
        Said(words("The nine criteria"), "section"),
        _criteria(judged, words),
        Said(words("Risks and measures"), "section"),
        _risks(register, words),
        Said(words("Open for the privacy officer"), "section"),
        _bullets(_questions(register, judged), words),
    ]
    return _printed(words(DPIA), words(_DPIA_LAW), parts, register, words)


def as_text(printed: Printed) -> str:
    """For a terminal or a letter: a row of a table a line."""
    blocks = [f"{printed.title}\n{printed.line}"]
    for part in printed.parts:
        if isinstance(part, Said):
            blocks.append(f"\n{part.text}" if part.role == "section" else part.text)
        elif isinstance(part, Grid):
            headings = " | ".join(part.headings) if any(part.headings) else ""
            rows = (" | ".join(_plain(cell) for cell in row) for row in part.rows)
            blocks.append("\n".join(line for line in (headings, *rows) if line))
    return "\n".join(blocks)


def ground_said(ground: str) -> Text:
    return say(dict(GROUNDS).get(ground, ground))


def _printed(
    title: str, law: str, parts: list[Said | Grid], register: Register, words: Words
) -> Printed:
    line = f"{register.community} · {law} · {words.full_date(register.today)}"
    return Printed(title, tuple(parts), line, points=_POINTS)


def _responsible(register: Register) -> list[tuple[str, list[Text]]]:
    asked = [
        (title, [Text("{said}", {"said": said}) if (said := register.fact(key)) else say(NOT_SAID)])
        for key, title in FACTS[:5]
    ]
    return [
        *asked,
        (N_("People it is about"), people_said(register)),
        (N_("Recipients"), [recipients_said(register)]),
        (N_("Transfers outside the EEA"), [say("none: the program makes no connection")]),
    ]


def _description(register: Register) -> list[tuple[str, list[Text]]]:
    sources = next((each.sources for each in register.kinds if each.sources), ())
    named = [counted(say(each.title), each.people or each.rows) for each in register.kinds]
    access = register.fact("register_access")
    return [
        (N_("What"), [say("A local workbook for the manager of one community: who takes part, "
                          "what was said, what was agreed.")]),
        (N_("People it is about"), people_said(register)),
        (N_("Data"), named),
        (N_("Where it came from"), sources_said(sources)),
        (N_("Who can open the workbook"),
         [Text("{said}", {"said": access}) if access else say(NOT_SAID)]),
    ]  # fmt: skip


def _pairs(pairs: list[tuple[str, list[Text]]], words: Words) -> Grid:
    rows = tuple((words(name), words.listed(map(words, said)) or "–") for name, said in pairs)
    return Grid(("", ""), rows, _PAIR)


def _measures(register: Register, words: Words) -> Grid:
    """Under a heading of its own, which stays with the first of them."""
    rows = tuple((f"· {words(each)}",) for each in measures(register))
    return Grid((words("Security measures"),), rows)


def _kinds(register: Register, words: Words) -> Grid:
    headings = (N_("Kind of data"), N_("Purpose and ground"), N_("People and fields"), N_("Kept"))
    rows = tuple(_kind(each, register, words) for each in register.kinds)
    return Grid(tuple(map(words, headings)), rows, (14, 30, 23, 33))


def _kind(kind: Kind, register: Register, words: Words) -> tuple[str | PrintedCell, ...]:
    fields = [words(each.title) for each in kind.fields[:_MOST_FIELDS]]
    rest = len(kind.fields) - _MOST_FIELDS
    listed = ", ".join([*fields, *([words("{n} more", n=rest)] if rest > 0 else [])])
    people = words.plural("{n} person", "{n} people", kind.people)
    why = f"{kind.line.purpose}\n{words(ground_said(kind.line.legal_ground))}"
    others = [
        f"{words(each.title)}: {each.purpose}, {words(ground_said(each.legal_ground))}"
        for each in kind.fields
        if each.is_own
    ]
    if kind.line.recipients:
        others.append(words("Recipients: {who}", who=kind.line.recipients))
    kept = "\n".join(map(words, kept_said(register, kind)))
    return (
        words(kind.title),
        "\n".join([why, *others]),
        f"{people}: {listed}" if listed else people,
        kept,
    )


def _imports(register: Register, words: Words) -> Grid:
    headings = (N_("List"), N_("When and by whom"), N_("Rows"), N_("Purpose and ground"))
    rows = [_import_row(each, words) for each in register.imports[:_MOST_IMPORTS]]
    if (rest := len(register.imports) - _MOST_IMPORTS) > 0:
        rows.append((words("{n} more", n=rest), "", "", ""))
    return Grid(tuple(map(words, headings)), tuple(rows), (30, 22, 8, 40), frozenset({2}))


def _import_row(each: ImportLine, words: Words) -> tuple[str | PrintedCell, ...]:
    when = f"{words.full_date(each.at.astimezone().date())}, {each.actor}"
    if each.line.purpose:
        ground = words(ground_said(each.line.legal_ground))
        why: str | PrintedCell = f"{each.line.purpose}\n{ground}"
    else:
        why = PrintedCell(words(NOT_SAID), "warn")
    return each.file_name, when, words.number(each.rows), why


def _necessity(register: Register, words: Words) -> Grid:
    headings = (N_("Kind of data"), N_("Purpose"), N_("Legal ground"))
    rows = tuple(
        (words(each.title), each.line.purpose, words(ground_said(each.line.legal_ground)))
        for each in register.kinds
    )
    return Grid(tuple(map(words, headings)), rows, (18, 52, 30))


def _criteria(judged: list[Judged], words: Words) -> Grid:
    headings = ("", N_("Criterion"), N_("What the workbook shows"), N_("Holds"))
    rows = tuple(
        (
            str(number),
            words(each.criterion.title),
            "\n".join(filter(None, (words(each.seen), each.note))),
            PrintedCell(words(each.said), _TONES[each.answer]),
        )
        for number, each in enumerate(judged, 1)
    )
    return Grid(tuple(map(words, headings)), rows, (4, 25, 49, 22))


def _risks(register: Register, words: Words) -> Grid:
    rows = [(words(risk), words(measure)) for risk, measure in _RISKS]
    lost = words(say("A passphrase is set: without it nothing can be read."))
    if register.protection.has_passphrase:
        rows[0] = (rows[0][0], lost)
    return Grid((words("Risk"), words("Measure")), tuple(rows), (36, 64))


def _questions(register: Register, judged: list[Judged]) -> list[Text]:
    asked = [say(each.criterion.asks) for each in open_questions(judged) if each.criterion.asks]
    if not register.protection.has_passphrase:
        asked.append(say("Is the disk of the computer encrypted? The workbook has no passphrase."))
    if register.people.uninformed:
        asked.append(
            say_n(
                "{n} person was not told yet that they are in the workbook. Who tells them?",
                "{n} people were not told yet that they are in the workbook. Who tells them?",
                register.people.uninformed,
            )
        )
    if register.without_purpose:
        asked.append(
            say_n(
                "{n} list was taken in without a purpose. What was it for?",
                "{n} lists were taken in without a purpose. What were they for?",
                register.without_purpose,
            )
        )
    if register.missing:
        asked.append(say("Who is the controller, and who the privacy officer?"))
    return asked or [say("Nothing is open. Keep this page, and look again when something changes.")]


def _bullets(texts: list[Text], words: Words) -> Grid:
    return Grid(("", ""), tuple(("·", words(each)) for each in texts), (3, 97))


def _plain(cell: str | PrintedCell) -> str:
    return (cell.text if isinstance(cell, PrintedCell) else cell).replace("\n", "; ")
