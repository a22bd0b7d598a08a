"""Agreements with ambassadors: what, how many hours, from when until when, and who follows."""

from commdesk.features.ambassadors.agreements.model import (
    Agreement,
    AgreementDraft,
    Capacity,
    Ending,
    agreed_minutes,
    capacity_of,
    current_agreement,
    ending_of,
    has_agreement,
    lasts_of,
)

__all__ = [
    "Agreement", "AgreementDraft", "Capacity", "Ending", "agreed_minutes", "capacity_of",
    "current_agreement", "ending_of", "has_agreement", "lasts_of",
]  # fmt: skip
