"""Whether a person may write a bureau's staffing tables at all."""

from uuid import UUID

from django.utils.translation import gettext_lazy as _

from jingge.accounts.rules import why_not
from jingge.accounts.terms import Ability
from jingge.common.errors import Reason
from jingge.common.viewer import Viewer


def why_not_in_bureau(by: Viewer, bureau_id: UUID) -> Reason | None:
    """Another bureau's rows: the page never offers them, so this is a last guard."""
    return None if by.bureau_id == bureau_id else _("This belongs to another bureau.")


def why_not_edit_staff(by: Viewer, bureau_id: UUID) -> Reason | None:
    return why_not_in_bureau(by, bureau_id) or why_not(by, Ability.EDIT_STAFF)
