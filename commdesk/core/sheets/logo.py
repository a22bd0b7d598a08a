"""The organisation's logo in an Excel file, as it is: openpyxl alone wants Pillow to read one."""

from __future__ import annotations

from typing import Any

from openpyxl.drawing.image import Image

from commdesk.core.housestyle import HouseStyle

_LONGEST, _PIXEL = 180, 9525  # pixels; English Metric Units in one


class Logo(Image):
    """A PNG or JPEG of a size that is known already; pixels as Excel shows them."""

    def __init__(self, content: bytes, kind: str, width: int, height: int) -> None:
        self._content = content
        self.format, self.width, self.height = kind, width, height

    def _data(self) -> bytes:
        return self._content


def logo_in(style: HouseStyle, height: int) -> Logo | None:
    """The logo at most so many pixels high; None without one."""
    picture = style.picture
    if picture is None:
        return None
    scale = min(height / picture.height, _LONGEST / picture.width)
    sides = (max(round(side * scale), 1) for side in (picture.width, picture.height))
    return Logo(style.logo, picture.kind, *sides)


def put(sheet: Any, logo: Logo, column: int, left: int, top: int) -> None:
    """Lay it on the first row of a column, from 0, so many pixels from its edges."""
    from openpyxl.drawing.spreadsheet_drawing import AnchorMarker, OneCellAnchor
    from openpyxl.drawing.xdr import XDRPositiveSize2D

    logo.anchor = OneCellAnchor(
        _from=AnchorMarker(col=column, colOff=left * _PIXEL, row=0, rowOff=top * _PIXEL),
        ext=XDRPositiveSize2D(logo.width * _PIXEL, logo.height * _PIXEL),
    )
    sheet.add_image(logo)
