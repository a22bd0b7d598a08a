"""Where things lie: the places that the functional manager is told of."""

from __future__ import annotations

import sys
from pathlib import Path, PureWindowsPath

import pytest
from platformdirs.macos import MacOS
from platformdirs.windows import Windows

from commdesk.core import paths


def test_on_windows_all_is_in_two_folders(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WIN_PD_OVERRIDE_COMMON_APPDATA", r"C:\ProgramData")
    monkeypatch.setenv("WIN_PD_OVERRIDE_LOCAL_APPDATA", r"C:\Users\noor\AppData\Local")
    places = Windows(paths.APP, appauthor=False, roaming=False)
    own = PureWindowsPath(r"C:\Users\noor\AppData\Local\commdesk")
    assert PureWindowsPath(places.user_config_dir) == own
    assert PureWindowsPath(places.user_data_dir) == own
    assert PureWindowsPath(places.site_config_dir) == PureWindowsPath(r"C:\ProgramData\commdesk")


def test_on_macos_the_policy_is_beside_the_settings_of_all() -> None:
    places = MacOS(paths.APP, appauthor=False)
    assert places.site_config_dir == "/Library/Application Support/commdesk"


def test_a_variable_moves_the_policy_of_a_tree_only(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COMMDESK_POLICY", str(tmp_path / "mine.toml"))
    assert paths.machine_policy() == tmp_path / "mine.toml"
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert paths.machine_policy() != tmp_path / "mine.toml", "A user does not choose the policy."
    assert paths.machine_policy().name == "policy.toml"


@pytest.mark.skipif(sys.platform != "linux", reason="the place is the system's own there")
def test_no_variable_moves_the_policy_of_a_build(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CONFIG_DIRS", str(tmp_path))
    monkeypatch.delenv("COMMDESK_POLICY")
    assert paths.machine_policy().is_relative_to(tmp_path)
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert paths.machine_policy() == Path("/etc/xdg/commdesk/policy.toml")


def test_the_folder_of_a_build_is_the_one_with_the_program(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert paths.program_folder() is None
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(sys, "executable", str(tmp_path / "commdesk"))
    assert paths.program_folder() == tmp_path.resolve()
