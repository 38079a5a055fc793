"""Everything that changes an account or tells of a sign-in."""

from jingge.accounts.actions.keeping import (
    change_account,
    choose_language,
    close_account,
    create_account,
    reopen_account,
)
from jingge.accounts.actions.passwords import change_password, reset_password
from jingge.accounts.actions.signing import record_refused_sign_in, record_sign_in, record_sign_out

__all__ = [
    "change_account",
    "change_password",
    "choose_language",
    "close_account",
    "create_account",
    "record_refused_sign_in",
    "record_sign_in",
    "record_sign_out",
    "reopen_account",
    "reset_password",
]
