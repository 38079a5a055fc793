"""Sign-ins in the audit log. A name that is no account is not written down: it may be a password."""

from django.db import transaction

from jingge.accounts.models import Account
from jingge.audit import actions as audit
from jingge.common.viewer import Viewer, system_viewer


@transaction.atomic
def record_sign_in(*, by: Viewer) -> None:
    audit.record(action="accounts.sign_in", by=by, subject_label=by.label)


@transaction.atomic
def record_sign_out(*, by: Viewer) -> None:
    audit.record(action="accounts.sign_out", by=by, subject_label=by.label)


@transaction.atomic
def record_refused_sign_in(
    *, username: str, locked_out: bool, by: Viewer | None = None, request_id: str, address: str
) -> None:
    """A wrong name or password, or a closed door. Costs the same whether the name exists or not."""
    action = "accounts.lock_out" if locked_out else "accounts.sign_in"
    account = Account.objects.filter(username=username).first()
    first = Account.objects.order_by("id").first()  # asked for in both cases, so that both cost the same
    if first is None:
        return  # nobody can sign in to an installation without accounts
    home = account or first
    label = account.username if account else "?"
    visitor = system_viewer(home.bureau_id, label)
    visitor = Viewer(
        account_id=visitor.account_id,
        bureau_id=visitor.bureau_id,
        role=visitor.role,
        label=label,
        request_id=request_id,
        address=address,
    )
    audit.record(action=action, by=visitor, subject=account, subject_label=label, result="refused")
