"""What may be done to the bureau, its organs and its working calendar."""

from jingge.organisation.actions.calendars import load_holidays, take_back_holidays
from jingge.organisation.actions.organs import (
    change_mode,
    change_ratio_display,
    found_bureau,
    put_organisation,
    revert_changes,
    take_back_mode,
)

__all__ = [
    "change_mode",
    "change_ratio_display",
    "found_bureau",
    "load_holidays",
    "put_organisation",
    "revert_changes",
    "take_back_holidays",
    "take_back_mode",
]
