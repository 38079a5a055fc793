"""The figures that remain: raised with every deed, never worked out from records, which will be gone."""

from datetime import date
from typing import Any

from django.db.models import F

from jingge.followups.models import FollowUp, Tally


def count(record: FollowUp, day: date, **more: int) -> None:
    """Add to the figures of the month of `day`; `more` may be below zero when a deed is taken back."""
    month = day.replace(day=1)
    place: dict[str, Any] = {
        "bureau_id": record.bureau_id,
        "station_id": record.station_id,
        "ground": record.ground,
        "month": month,
    }
    Tally.objects.get_or_create(**place)
    Tally.objects.filter(**place).update(**{name: F(name) + n for name, n in more.items()})
