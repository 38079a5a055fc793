"""Keeping the list of accounts: create, change, close, open again."""

from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from jingge.accounts.actions.passwords import one_time_password
from jingge.accounts.models import Account
from jingge.accounts.queries import brigades_of, count_open, get_account, stations_of
from jingge.accounts.rules import why_not_change, why_not_close, why_not_ground, why_not_username
from jingge.audit import actions as audit
from jingge.common import clock
from jingge.common.errors import Invalid, Reason, Refused, refuse_if
from jingge.common.viewer import Role, Viewer


@transaction.atomic
def create_account(
    *,
    bureau_id: UUID,
    username: str,
    display_name: str,
    role: Role | str,
    station_code: str = "",
    brigade_code: str = "",
    police_number: str = "",
    by: Viewer,
) -> tuple[Account, str]:
    """A new account and its one-time password, which is returned here and kept nowhere."""
    if bureau_id != by.bureau_id:
        raise Refused(_("Accounts are made by the IT clerk of the same bureau."))
    username = Account.normalize_username(username.strip())
    _invalid_if("username", username, why_not_username(username))
    _check_ground(by, Role(role), station_code, brigade_code, police_number)
    account = Account(
        bureau_id=bureau_id,
        username=username,
        display_name=display_name.strip(),
        role=Role(role).value,
        station_code=station_code,
        brigade_code=brigade_code,
        police_number=police_number,
        created_at=clock.now(),
    )
    password = one_time_password()
    account.set_password(password)
    _save(account)
    _record("create_account", account, by)
    return account, password


@transaction.atomic
def change_account(
    *,
    account_id: object,
    display_name: str,
    role: Role | str,
    station_code: str,
    brigade_code: str = "",
    police_number: str,
    by: Viewer,
) -> Account:
    """Another name, post or ground. It acts with the person's next request."""
    account = get_account(by, account_id, lock=True)
    own = account.pk == by.account_id
    refuse_if(
        why_not_change(own=own, same_role=Role(account.role) == Role(role), is_active=account.is_active)
    )
    _check_ground(by, Role(role), station_code, brigade_code, police_number)
    before = _ground_of(account)
    account.display_name = display_name.strip()
    account.role = Role(role).value
    account.station_code = station_code
    account.brigade_code = brigade_code
    account.police_number = police_number
    _save(account)
    _record("change_account", account, by, before=before)
    return account


@transaction.atomic
def close_account(*, account_id: object, by: Viewer) -> Account:
    """注销: the account stays in every record but signs in no more. Open sessions end at once."""
    account = get_account(by, account_id, lock=True)
    last_clerk = account.role == Role.IT_CLERK and count_open(by, Role.IT_CLERK) == 1
    refuse_if(
        why_not_close(own=account.pk == by.account_id, last_clerk=last_clerk, is_active=account.is_active)
    )
    account.is_active = False
    account.closed_at = clock.now()
    account.set_unusable_password()
    account.save(update_fields=["is_active", "closed_at", "password"])
    _record("close_account", account, by)
    return account


@transaction.atomic
def reopen_account(*, account_id: object, by: Viewer) -> tuple[Account, str]:
    """Take back a closing, with a new one-time password."""
    account = get_account(by, account_id, lock=True)
    if account.is_active:
        raise Refused(_("This account is open."))
    password = one_time_password()
    account.set_password(password)
    account.is_active, account.closed_at, account.must_change_password = True, None, True
    account.save(update_fields=["is_active", "closed_at", "must_change_password", "password"])
    _record("reopen_account", account, by)
    return account, password


@transaction.atomic
def choose_language(*, language: str, by: Viewer) -> None:
    account = get_account(by, by.account_id, lock=True, own=True)
    account.language = language
    account.save(update_fields=["language"])
    audit.record(action="accounts.choose_language", by=by, subject=account, detail={"language": language})


def _check_ground(by: Viewer, role: Role, station_code: str, brigade_code: str, police_number: str) -> None:
    stations, brigades = stations_of(by), brigades_of(by)
    for field, value, reason in why_not_ground(
        role,
        station_code,
        police_number,
        brigade_code=brigade_code,
        station_known=None if stations is None else station_code in stations,
        brigade_known=None if brigades is None else brigade_code in brigades,
    ):
        _invalid_if(field, value, reason)


def _invalid_if(field: str, value: str, reason: Reason | None) -> None:
    if reason is not None:
        raise Invalid(field, value, reason)


def _save(account: Account) -> None:
    """The database knows which names and numbers are taken."""
    try:
        with transaction.atomic():
            account.save()
    except IntegrityError as error:
        if Account.objects.filter(username=account.username).exclude(pk=account.pk).exists():
            raise Invalid("username", account.username, _("This user name is taken.")) from error
        taken = _("Another account has this police number.")
        raise Invalid("police_number", account.police_number, taken) from error


def _record(verb: str, account: Account, by: Viewer, **detail: object) -> None:
    audit.record(
        action=f"accounts.{verb}",
        by=by,
        subject=account,
        subject_label=f"{account.username} ({account.display_name})",
        detail={**_ground_of(account), **detail},
    )


def _ground_of(account: Account) -> dict[str, str]:
    ground = {"role": account.role, "station": account.station_code, "number": account.police_number}
    return ground | ({"brigade": account.brigade_code} if account.brigade_code else {})
