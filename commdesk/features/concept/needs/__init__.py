"""Needs: the interviews taken together, and what is done with those who want to contribute."""

from commdesk.features.concept.needs.model import Taken
from commdesk.features.concept.needs.queries import interviews_for, namesakes, taken_up

__all__ = ["Taken", "interviews_for", "namesakes", "taken_up"]
