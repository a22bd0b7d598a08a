"""An invented person, to show how a template reads."""

from __future__ import annotations

from collections.abc import Mapping

from commdesk.core.database import Database
from commdesk.features.outreach.templates.model import greeting
from commdesk.features.outreach.templates.values import of_ourselves

FIRST_NAME, NAME = "Fatma", "Fatma Yılmaz"
_TOLD: Mapping[str, Mapping[str, str]] = {
    "nl": {
        "organisation": "Gemeente Oosterveen",
        "looking_for": "voorbeelden van groene schoolpleinen",
        "content_title": "Wie heeft ervaring met bomen op een parkeerterrein?",
        "content_link": "https://netwerk.example/bomen",
        "last_topic": "de proef met minder verharding",
        "promise": "een verslag van de proef met minder verharding",
        "other_name": "Jan de Wit",
        "privacy_notice": "Je staat op de ledenlijst; die komt uit een lijst van vorig jaar.",
    },
    "en": {
        "organisation": "Oosterveen town council",
        "looking_for": "examples of green school yards",
        "content_title": "Who has planted trees in a car park?",
        "content_link": "https://network.example/trees",
        "last_topic": "the trial with less paving",
        "promise": "a report of the trial with less paving",
        "other_name": "Jan de Wit",
        "privacy_notice": "You are on the list of members; that comes from last year's list.",
    },
}


def example_values(db: Database, language: str, formality: str) -> dict[str, str]:
    """A value for every field about them; what is ours is as the workbook has it."""
    return {
        "first_name": FIRST_NAME,
        "name": NAME,
        "greeting": greeting(language, formality, FIRST_NAME, NAME),
        **_TOLD["nl" if language == "nl" else "en"],
        **of_ourselves(db),
    }
