"""Until when something entered by hand can be taken back as if it had never been."""

from datetime import date

from django.utils.translation import gettext_lazy as _

from jingge.common.errors import Reason


def why_not_take_back_entry(
    *, taken_back: bool, entered_on: date, holds_from: date, today: date
) -> Reason | None:
    """On the day of entry, and before it takes effect. Later it is history: a new change is entered."""
    if taken_back:
        return _("It has been taken back already.")
    if entered_on < today and holds_from <= today:
        return _("In force since %(day)s: enter a new change instead.") % {"day": holds_from.isoformat()}
    return None
