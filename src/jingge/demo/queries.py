"""Whether and where the demonstration stands in this database."""

from uuid import UUID

from jingge.demo.terms import BUREAU_CODE
from jingge.organisation.models import Bureau


def demonstration_bureau_id() -> UUID | None:
    """The bureau of the demonstration; None before it is loaded or where the real one has its code."""
    return Bureau.objects.filter(code=BUREAU_CODE, is_synthetic=True).values_list("pk", flat=True).first()
