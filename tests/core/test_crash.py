"""A crash report says where it went wrong and nothing of what was in the file."""

import pytest

from commdesk.core import crash
from commdesk.core.paths import user_data


def _broken() -> Exception:
    name = "Fatma Yilmaz"
    try:
        try:
            {}[name]
        except KeyError as error:
            raise ValueError(f"no {name}, of fatma@voorbeeld.example") from error
    except ValueError as error:
        return error


def test_names_the_errors_and_their_places() -> None:
    text = crash.report(_broken())
    assert "builtins.KeyError" in text
    assert "builtins.ValueError" in text
    assert "test_crash.py:" in text


def test_holds_no_value_and_no_folder_of_the_user() -> None:
    text = crash.report(_broken())
    for secret in ("Fatma", "voorbeeld.example", "/"):
        assert secret not in text.split("\n", 3)[3]


def test_is_kept_in_the_users_folder() -> None:
    path = crash.save_report(_broken())
    assert path is not None
    assert path.parent == user_data() / "crash"


def test_a_folder_that_cannot_be_written_does_not_crash_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("COMMDESK_HOME", "/dev/null")
    assert crash.save_report(_broken()) is None
