"""What holds from a day to a day.

What holds is a row with a first day and an exclusive last one; a change closes one row and
opens another. That no two rows of one person, area or office share a day is refused by the
database itself (migrations 0002 and 0003).
"""

from datetime import date

from django.db import models

from jingge.common.models import Row


def held_on(day: date, *, at: str = "") -> models.Q:
    """What holds on a day; `at` is the path to the dated row ("officer__postings__")."""
    return models.Q(**{f"{at}valid_from__lte": day}) & reaching(day, at=at)


def reaching(day: date, *, at: str = "") -> models.Q:
    """What holds on a day or will hold after it."""
    return models.Q(**{f"{at}valid_to__isnull": True}) | models.Q(**{f"{at}valid_to__gt": day})


def dates_forward(name: str) -> models.CheckConstraint:
    return models.CheckConstraint(
        condition=models.Q(valid_to__isnull=True) | models.Q(valid_to__gt=models.F("valid_from")), name=name
    )


class Dated(Row):
    """Something that holds from a day until the day before another."""

    valid_from = models.DateField()
    valid_to = models.DateField(null=True)
    origin_id = models.UUIDField(null=True)  # the import or scenario that made it

    class Meta:
        abstract = True
