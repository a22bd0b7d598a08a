"""The way of an ambassador from candidate to thanked: every move dated, with a note."""

from commdesk.features.ambassadors.pipeline.model import Move, since_of

__all__ = ["Move", "since_of"]
