"""Write the access file: a .zip with a page to read and the rows for a program."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from commdesk.core.desk import Desk
from commdesk.core.exports import export_entry, note_export
from commdesk.core.packing import pack_texts
from commdesk.core.people import Person
from commdesk.core.sheets.output import check_place, replaced, safe_name
from commdesk.core.values import to_moment
from commdesk.core.words import N_
from commdesk.features.privacy.access.gathering import Access, gather
from commdesk.features.privacy.access.writing import html_page
from commdesk.features.privacy.model import Kind
from commdesk.features.privacy.ops import answer_requests
from commdesk.features.privacy.queries import open_requests

ENDING = ".zip"
_DATA = "data.json"
_ACCESS = N_("access")
_ANSWERED = (Kind.ACCESS, Kind.HAND_OUT)


def file_name(desk: Desk, name: str) -> str:
    """What the file is called unless somebody chooses otherwise."""
    return safe_name(f"{desk.words(_ACCESS)} {name} {desk.today()}") + ENDING


def save_access(desk: Desk, person: Person, path: Path) -> Access:
    """Write it and note it in the export log: both or neither; open requests for it are answered.

    It is made in its place at once: no half of it stands anywhere else meanwhile.
    """
    check_place(path, ENDING, workbook=desk.path)
    access = gather(desk, person)
    title = desk.words("access request")
    entry = export_entry(
        desk, file_name=path.name, sheets=[title], rows=access.row_count, people=1, purpose=title,
        is_their_own=True,
    )  # fmt: skip
    pages = {
        f"{safe_name(desk.words(_ACCESS))}.html": html_page(desk, access),
        _DATA: json.dumps(document(desk, access), ensure_ascii=False, indent=1),
    }
    desk.do(note_export, entry, save=lambda: _write(pages, path))
    if any(each.kind in _ANSWERED for each in open_requests(desk.db, person)):
        desk.do(answer_requests, person, _ANSWERED, today=desk.today())
    return access


def document(desk: Desk, access: Access) -> dict[str, Any]:
    """Everything for a program: rows as they are stored, ids as text, moments as ISO has them."""
    return {
        "made_at": to_moment(desk.now()),
        "workbook": desk.workbook.name,
        "person": access.name,
        "why": dict(access.why),
        "tables": {
            each.table: {"title": each.title, "rows": [_plain(row) for row in each.rows]}
            for each in access.tables
        },
        "exports": [
            {
                "at": to_moment(each.at),
                "purpose": each.purpose,
                "sheets": each.sheets.split(","),
                "people": each.people,
            }
            for each in access.exports
        ],
        "history": [{"at": to_moment(each.at), "what": each.what} for each in access.moments],
    }


def _plain(row: dict[str, Any]) -> dict[str, Any]:
    return {key: str(value) if _is_id(key, value) else value for key, value in row.items()}


def _is_id(key: str, value: Any) -> bool:
    """Programs that read JSON lose the last digits of so large a number."""
    return value is not None and (key == "id" or key.endswith("_id"))


def _write(pages: dict[str, str], path: Path) -> None:
    with replaced(path) as place:
        pack_texts(pages, place)
