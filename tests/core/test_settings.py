"""Preferences: kept and read back, never an obstacle, and the organisation's word is last."""

import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commdesk.core import settings
from commdesk.core.settings import Settings, load, remember, save, settings_file, to_toml


def test_without_a_file_the_defaults_hold() -> None:
    assert load() == Settings()


def test_what_is_saved_is_read_back() -> None:
    kept = Settings(theme="dark", text_size=150, recent=("/a", 'b"\\\n'), layout={"Leden.1": "=="})
    save(kept)
    assert load() == kept


@given(st.text(st.characters(exclude_categories=["Cs"])), st.text(st.characters(codec="utf-8")))
def test_any_text_survives_the_file(key: str, value: str) -> None:
    text = to_toml({"my_name": value, "recent": (value,), "layout": {key: value}})
    read = tomllib.loads(text)
    assert read == {"my_name": value, "recent": [value], "layout": {key: value}}


def test_a_broken_file_does_not_count_and_is_set_aside_before_it_is_replaced() -> None:
    settings_file().parent.mkdir(parents=True)
    settings_file().write_text("theme = [")
    found = load()
    assert found.theme == "system"
    assert "settings.toml could not be read" in str(found.troubles[0])
    settings.remember(my_name="Noor")
    assert settings_file().with_suffix(".broken.toml").read_text() == "theme = ["
    assert load() == Settings(my_name="Noor"), "it is said until it is replaced"


@pytest.mark.parametrize(
    "line", ["theme = 'purple'", "text_size = 101", "text_size = true", "recent = [1]", "x = 1"]
)
def test_a_value_that_does_not_fit_is_the_default(line: str) -> None:
    settings_file().parent.mkdir(parents=True)
    settings_file().write_text(f"{line}\nmy_name = 'Noor'")
    assert load() == Settings(my_name="Noor")


def test_the_policy_of_the_organisation_wins_and_shows(home: Path) -> None:
    save(Settings(language="en", theme="dark"))
    (home / "policy.toml").write_text("language = 'nl'")
    found = load()
    assert (found.language, found.theme, found.fixed) == ("nl", "dark", {"language"})


def test_saving_under_a_policy_keeps_what_the_user_had(home: Path) -> None:
    save(Settings(language="en"))
    (home / "policy.toml").write_text("language = 'nl'")
    remember(theme="light")
    (home / "policy.toml").unlink()
    assert load() == Settings(language="en", theme="light")


def test_an_unreadable_policy_is_said_and_left_alone(home: Path) -> None:
    home.mkdir()
    (home / "policy.toml").write_text("= no")
    assert "policy.toml" in str(load().troubles[0])
    assert (home / "policy.toml").exists()


def test_recent_files_are_newest_first_without_doubles(tmp_path: Path) -> None:
    found = Settings()
    for name in ("a", "b", "a"):
        found = found.with_recent(tmp_path / name)
    assert found.recent == (str(tmp_path / "a"), str(tmp_path / "b"))
    for n in range(20):
        found = found.with_recent(tmp_path / str(n))
    assert len(found.recent) == settings.RECENT


def test_what_a_newer_program_keeps_here_stays() -> None:
    settings_file().parent.mkdir(parents=True)
    newer = """
font = "Serif"
zoom = 1.5
since = 2026-11-23
shifts = [1, 2]
[panes]
left = {width = 3, open = true}
"""
    settings_file().write_text(newer)
    remember(theme="dark")
    found = tomllib.loads(settings_file().read_text("utf-8"))
    assert found.pop("theme") == "dark"
    assert {key: found[key] for key in tomllib.loads(newer)} == tomllib.loads(newer)


def test_a_folder_in_the_place_of_the_file_is_said_and_set_aside() -> None:
    settings_file().mkdir(parents=True)
    settings_file().with_suffix(".broken.toml").write_text("theme = [")
    assert "settings.toml could not be read" in str(load().troubles[0])
    remember(theme="dark")
    assert load() == Settings(theme="dark")
    assert settings_file().with_suffix(".broken1.toml").is_dir()
    assert settings_file().with_suffix(".broken.toml").is_file(), "what was set aside before stays"
