"""A trip through LibreOffice: it opens a workbook, works every formula out anew, and saves it."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

needs_libreoffice = pytest.mark.skipif(
    shutil.which("soffice") is None,
    reason="needs LibreOffice: no soffice on this computer",
)
_SECONDS = 180
# Always recalculate: else it trusts what stands in the file, and the trip would prove nothing.
_SETTINGS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load">
<prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item>
</oor:items>
"""


def through_libreoffice(path: Path, folder: Path) -> Path:
    """The same workbook as LibreOffice saves it; `folder` gets its profile and the result."""
    user = folder / "profile" / "user"
    user.mkdir(parents=True, exist_ok=True)
    (user / "registrymodifications.xcu").write_text(_SETTINGS)
    out = folder / "saved"
    subprocess.run(
        [
            "soffice", f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless",
            "--norestore", "--convert-to", "xlsx", "--outdir", str(out), str(path),
        ],
        check=True,
        capture_output=True,
        timeout=_SECONDS,
    )  # fmt: skip
    return out / path.name
