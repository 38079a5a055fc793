"""Anticipated refusals. Anything else is an accident and fails loudly."""

from collections.abc import Iterable

from django.utils.functional import Promise

Reason = str | Promise


class Refused(Exception):
    """The rules say no; the reason is meant for the person who asked."""

    status = 409

    def __init__(self, reason: Reason) -> None:
        super().__init__(str(reason))
        self.reason = reason


class NotYours(Refused):
    """Not found or not allowed: from outside the two look the same."""

    status = 404


class NotAllowed(Refused):
    """The role lacks the ability, wherever the thing may be."""

    status = 403


class Invalid(Refused):
    """The input is wrong: names field, value and mend."""

    status = 422

    def __init__(self, field: str, value: object, mend: Reason) -> None:
        super().__init__(mend)
        self.field = field
        self.value = value


def refuse(faults: Iterable[tuple[str, object, Reason]]) -> None:
    """Raise `Invalid` with the first of the faults a rule named: field, value, mend."""
    for field, value, mend in faults:
        raise Invalid(field, value, mend)


def refuse_if(reason: Reason | None) -> None:
    """Raise `Refused` when a rule gave a reason."""
    if reason is not None:
        raise Refused(reason)
