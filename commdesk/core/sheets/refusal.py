"""Every sentence that refuses a file: what was found, what to do, and that nothing was changed."""

from pathlib import Path

from commdesk.core.errors import Refused
from commdesk.core.words import Text, say


def refusal(problem: Text) -> Refused:
    """A refusal that ends as all of them do."""
    return Refused("{problem} Nothing was changed.", problem=problem)


def no_list(path: Path) -> Refused:
    sentence = say(
        "{file} is not a list that can be read. Save the list as .xlsx, .ods or .csv and try "
        "that one.",
        file=path.name,
    )
    return refusal(sentence)


def damaged(path: Path) -> Refused:
    sentence = say(
        "{file} is damaged or incomplete. Download or save it again and try that one.",
        file=path.name,
    )
    return refusal(sentence)


def too_large(path: Path) -> Refused:
    sentence = say(
        "{file} asks for more room or time than a list of people ever needs. Copy only the rows "
        "and columns that matter to a new file and try that one.",
        file=path.name,
    )
    return refusal(sentence)


def too_many_rows(path: Path, limit: int) -> Refused:
    sentence = say(
        "{file} has more than {rows} rows. Split it into smaller files and read those.",
        file=path.name,
        rows=limit,
    )
    return refusal(sentence)


def too_wide(file: str | Text, cell: str, limit: int) -> Refused:
    sentence = say(
        "{file} has something in cell {cell}, past the {columns} columns that are read. Empty "
        "that cell, save the file and try again.",
        file=file,
        cell=cell,
        columns=limit,
    )
    return refusal(sentence)


def too_long(file: str | Text, cell: str, length: int, limit: int) -> Refused:
    sentence = say(
        "{file} holds a text of {length} characters in cell {cell}; at most {limit} are read. "
        "Shorten it, save the file and try again.",
        file=file,
        cell=cell,
        length=length,
        limit=limit,
    )
    return refusal(sentence)


def unclosed_quote(path: Path, row: int, found: str) -> Refused:
    sentence = say(
        "{file} has a quotation mark in row {row} that is never closed: {found} Close or remove "
        "it, save the file and try again.",
        file=path.name,
        row=row,
        found=found,
    )
    return refusal(sentence)


def unreadable(path: Path, error: OSError) -> Refused:
    """Not there, not allowed, or what the system says of it."""
    if isinstance(error, FileNotFoundError):
        sentence = say("{file} is not there. Choose the file again.", file=path.name)
    elif isinstance(error, PermissionError):
        sentence = say(
            "{file} may not be read here. Close it where it is open, or copy it to your own "
            "folder, and try again.",
            file=path.name,
        )
    else:
        sentence = say(
            "{file} could not be read: {reason}. Copy it to this computer and try again.",
            file=path.name,
            reason=error.strerror or str(error),
        )
    return refusal(sentence)


def folder(path: Path) -> Refused:
    return refusal(
        say("{file} is a folder. Choose the list inside it.", file=path.name or str(path))
    )


def empty(path: Path, sheet: str = "") -> Refused:
    if not sheet:
        sentence = say("{file} is empty. Export the list again and try that one.", file=path.name)
    else:
        sentence = say(
            "Sheet {sheet} of {file} is empty. Choose another sheet or another file.",
            file=path.name,
            sheet=sheet,
        )
    return refusal(sentence)


def no_such_sheet(path: Path, wanted: str, names: list[str]) -> Refused:
    sentence = say(
        "{file} has no sheet {sheet}; it has {names}. Choose one of those.",
        file=path.name,
        sheet=wanted,
        names=names[:10],
    )
    return refusal(sentence)


def web_page(path: Path) -> Refused:
    sentence = say(
        "{file} is a web page or XML, whatever its name says. Open it in Excel, save it as .xlsx "
        "and try that one.",
        file=path.name,
    )
    return refusal(sentence)


def text_named_sheet(path: Path) -> Refused:
    sentence = say(
        "{file} holds plain text, although its name says it is a workbook. Give it a name that "
        "ends in .csv, or save it from Excel as .xlsx.",
        file=path.name,
    )
    return refusal(sentence)


def strange_packing(path: Path) -> Refused:
    sentence = say(
        "{file} is packed in a way that cannot be read. Unpack it and try the file inside it.",
        file=path.name,
    )
    return refusal(sentence)


def lists_in_zip(path: Path, names: list[str], *, is_bare: bool = False) -> Refused:
    """A zip that does not hold exactly one list; a bare one holds nothing at all."""
    if is_bare:
        sentence = say(
            "There is nothing in {file}. Download or save it again and try that one.",
            file=path.name,
        )
    elif not names:
        sentence = say(
            "{file} holds no .csv file. Unpack it and choose the list itself.", file=path.name
        )
    else:
        sentence = say(
            "{file} holds more than one list: {names}. Unpack it and choose one.",
            file=path.name,
            names=names[:5],
        )
    return refusal(sentence)


def encrypted(path: Path, *, by_label: bool, by_password: bool) -> Refused:
    """Says which of the two it is where the file tells, else that it is one of them."""
    if by_password:
        sentence = say(
            "{file} is protected with a password. Open it in Excel, save a copy without a "
            "password and try that one.",
            file=path.name,
        )
    elif by_label:
        sentence = say(
            "{file} is encrypted by a sensitivity label. Open it in Excel, choose a label without "
            "encryption, save a copy and try that one.",
            file=path.name,
        )
    else:
        sentence = say(
            "{file} is encrypted, by a password or by a sensitivity label. Open it in Excel, save "
            "a copy without either and try that one.",
            file=path.name,
        )
    return refusal(sentence)


def password(path: Path) -> Refused:
    if path.suffix.lower() == ".zip":
        sentence = say(
            "{file} is protected with a password. Unpack it with that password, and try the file "
            "inside it or a .zip without a password.",
            file=path.name,
        )
        return refusal(sentence)
    return encrypted(path, by_label=False, by_password=True)
