"""Reads about people who log in."""

from django.contrib.auth.models import AnonymousUser

from jingge.accounts.models import Account
from jingge.common.viewer import Role, Viewer


def viewer_of(
    user: Account | AnonymousUser | object, *, request_id: str = "", address: str = ""
) -> Viewer | None:
    """The person behind a signed-in account, or None."""
    if not isinstance(user, Account) or not user.is_active:
        return None
    return Viewer(
        account_id=user.pk,
        bureau_id=user.bureau_id,
        role=Role(user.role),
        label=user.display_name,
        station_code=user.station_code,
        police_number=user.police_number,
        request_id=request_id,
        address=address,
    )
