"""Passwords: chosen by the person alone; the IT clerk only ever sees a one-time one, once."""

import secrets

from axes.utils import reset as forget_wrong_tries
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from jingge.accounts.models import Account
from jingge.accounts.queries import get_account
from jingge.accounts.rules import why_not_reset
from jingge.audit import actions as audit
from jingge.common.errors import Invalid, refuse_if
from jingge.common.viewer import Viewer

# Without signs that look alike on paper: 32 ** 16 possible ones.
ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"


def one_time_password() -> str:
    return "-".join("".join(secrets.choice(ALPHABET) for _n in range(4)) for _m in range(4))


@transaction.atomic
def reset_password(*, account_id: object, by: Viewer) -> tuple[Account, str]:
    """A fresh one-time password, shown once; sessions of the account end, and so does its lock-out."""
    account = get_account(by, account_id, lock=True)
    refuse_if(why_not_reset(is_active=account.is_active))
    password = one_time_password()
    account.set_password(password)
    account.must_change_password = True
    account.save(update_fields=["password", "must_change_password"])
    forget_wrong_tries(username=account.username)
    audit.record(action="accounts.reset_password", by=by, subject=account, subject_label=account.username)
    return account, password


@transaction.atomic
def change_password(*, old: str, new: str, by: Viewer) -> Account:
    """The person's own choice. Other sessions of the account end with the old password."""
    account = get_account(by, by.account_id, lock=True, own=True)
    if not account.check_password(old):
        raise Invalid("old", "", _("This is not your present password."))
    if old == new:
        raise Invalid("new", "", _("The new password must differ from the old one."))
    try:
        validate_password(new, account)
    except ValidationError as error:
        raise Invalid("new", "", " ".join(error.messages)) from error
    account.set_password(new)
    account.must_change_password = False
    account.save(update_fields=["password", "must_change_password"])
    audit.record(action="accounts.change_password", by=by, subject=account, subject_label=account.username)
    return account
