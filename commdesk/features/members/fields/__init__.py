"""Own fields: what a workbook wants to know of its members beyond what every member has."""

from commdesk.features.members.fields.model import (
    FIELD_KINDS,
    OwnField,
    OwnFieldDraft,
    column_of,
    stored_value,
    typed_value,
    worded_value,
)
from commdesk.features.members.fields.ops import (
    add_field,
    change_field,
    keep_values,
    remove_field,
)
from commdesk.features.members.fields.queries import (
    count_values,
    find_field,
    list_fields,
    name_of_field,
    own_columns,
    own_values,
    values_of_everyone,
)

__all__ = [
    "FIELD_KINDS", "OwnField", "OwnFieldDraft", "add_field", "change_field", "column_of",
    "count_values", "find_field", "keep_values", "list_fields", "name_of_field", "own_columns",
    "own_values", "remove_field", "stored_value", "typed_value", "values_of_everyone",
    "worded_value",
]  # fmt: skip
