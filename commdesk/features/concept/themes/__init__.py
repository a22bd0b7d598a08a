"""Themes: what interviewees named, coded by typing; merged, ranked, and people made of names."""

from commdesk.features.concept.themes.model import Theme
from commdesk.features.concept.themes.queries import (
    find_theme,
    interviews_with,
    list_themes,
    name_of_theme,
)

__all__ = ["Theme", "find_theme", "interviews_with", "list_themes", "name_of_theme"]
