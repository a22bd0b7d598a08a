"""Where things lie on this computer: the only place that knows about a frozen build."""

import os
import sys
from functools import cache
from pathlib import Path

APP = "commdesk"
_POLICY = "policy.toml"
_MOVES_PROGRAM_DATA = "WIN_PD_OVERRIDE_COMMON_APPDATA"
"""A variable by which platformdirs looks elsewhere than in %PROGRAMDATA%."""


@cache
def resources() -> Path:
    """The resources folder: inside an installed package, beside the program, or in the tree."""
    package = Path(__file__).resolve().parent.parent
    candidates = [package / "resources", package.parent / "resources"]
    if bundle := getattr(sys, "_MEIPASS", None):
        candidates.insert(0, Path(bundle) / "commdesk" / "resources")
    return next((folder for folder in candidates if folder.is_dir()), candidates[0])


def program_folder() -> Path | None:
    """The folder that was handed out, with the program in it; None where a Python runs us."""
    return Path(sys.executable).resolve().parent if getattr(sys, "frozen", False) else None


def resource(*parts: str) -> Path:
    return resources().joinpath(*parts)


def user_config() -> Path:
    """This computer's preferences folder (COMMDESK_HOME moves all user folders, for tests)."""
    return _user("config")


def user_data() -> Path:
    """Backups, the demo and crash reports of this user."""
    return _user("data")


def machine_policy() -> Path:
    """The administrator's policy file, read-only to us.

    COMMDESK_POLICY moves it, for tests; what was handed out heeds no variable that a user can set.
    """
    if program_folder():
        os.environ.pop(_MOVES_PROGRAM_DATA, None)
        if sys.platform == "linux":
            return Path("/etc/xdg", APP, _POLICY)
    elif given := os.environ.get("COMMDESK_POLICY"):
        return Path(given)
    from platformdirs import site_config_path

    return site_config_path(APP, appauthor=False) / _POLICY


def _user(kind: str) -> Path:
    if home := os.environ.get("COMMDESK_HOME"):
        return Path(home) / kind
    from platformdirs import user_config_path, user_data_path

    place = user_config_path if kind == "config" else user_data_path
    return place(APP, appauthor=False, roaming=False)
