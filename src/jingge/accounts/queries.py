"""Reads about people who log in."""

from collections.abc import Callable, Mapping

from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import ValidationError
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from jingge.accounts.models import Account
from jingge.common.errors import NotYours
from jingge.common.viewer import Role, Viewer

StationSource = Callable[[Viewer], Mapping[str, str]]
_station_sources: list[StationSource] = []
_brigade_sources: list[StationSource] = []


def take_stations_from(source: StationSource) -> None:
    """Accounts stand below the organisation, so the organisation says which stations there are."""
    if source not in _station_sources:
        _station_sources.append(source)


def stations_of(viewer: Viewer) -> Mapping[str, str] | None:
    """Code and name of each station in the viewer's bureau; None when nobody can say."""
    return _station_sources[0](viewer) if _station_sources else None


def take_brigades_from(source: StationSource) -> None:
    if source not in _brigade_sources:
        _brigade_sources.append(source)


def brigades_of(viewer: Viewer) -> Mapping[str, str] | None:
    """As `stations_of`, for brigades."""
    return _brigade_sources[0](viewer) if _brigade_sources else None


def list_accounts(
    viewer: Viewer, *, words: str = "", role: str = "", station_code: str = "", closed: str = ""
) -> QuerySet[Account]:
    """The accounts of the viewer's bureau."""
    accounts = Account.objects.filter(bureau_id=viewer.bureau_id)
    if words:
        named = Q(username__icontains=words) | Q(display_name__icontains=words)
        accounts = accounts.filter(named | Q(police_number=words))
    if role:
        accounts = accounts.filter(role=role)
    if station_code:
        accounts = accounts.filter(station_code=station_code)
    if closed:
        accounts = accounts.filter(is_active=closed == "open")
    return accounts


def get_account(viewer: Viewer, account_id: object, *, lock: bool = False, own: bool = False) -> Account:
    """One account of the viewer's bureau (with `own`: only their own)."""
    accounts = Account.objects.filter(bureau_id=viewer.bureau_id)
    if lock:
        accounts = accounts.select_for_update()
    try:
        account = accounts.filter(pk=account_id).first()  # type: ignore[misc]
    except ValidationError:  # not the shape of a key
        account = None
    if account is None or (own and account.pk != viewer.account_id):
        raise NotYours(_("There is no such account."))
    return account


def count_open(viewer: Viewer, role: Role) -> int:
    return Account.objects.filter(bureau_id=viewer.bureau_id, role=role, is_active=True).count()


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
        brigade_code=user.brigade_code,
        request_id=request_id,
        address=address,
    )


def must_change_password(user: object) -> bool:
    """Still on the one-time password."""
    return isinstance(user, Account) and user.must_change_password
