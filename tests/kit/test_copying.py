"""What is copied is read back, and on Windows stays out of the history of the clipboard."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QClipboard
from PySide6.QtWidgets import QApplication

from commdesk.kit.copying import copy_privately, private


def test_windows_keeps_a_private_copy_out_of_history_and_cloud() -> None:
    data = private("Hoi", "win32")
    assert data.text() == "Hoi"
    held = {name: bytes(data.data(name).data()) for name in data.formats() if "value=" in name}
    assert held == {
        'application/x-qt-windows-mime;value="CanIncludeInClipboardHistory"': bytes(4),
        'application/x-qt-windows-mime;value="CanUploadToCloudClipboard"': bytes(4),
        'application/x-qt-windows-mime;value="ExcludeClipboardContentFromMonitorProcessing"': b"1",
    }


@pytest.mark.parametrize("platform", ["linux", "darwin"])
def test_elsewhere_it_is_a_text(platform: str) -> None:
    assert private("Hoi", platform).formats() == ["text/plain"]


def test_it_says_whether_the_text_is_there(
    qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert copy_privately("a\r\nb\nc")
    monkeypatch.setattr(QClipboard, "setMimeData", lambda *_args: None)
    assert not copy_privately("something else")
