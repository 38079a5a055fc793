"""The secret address of an officer's calendar: shown once, replaced or revoked at will."""

import secrets

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from jingge.common.clock import now
from jingge.common.errors import Refused
from jingge.common.viewer import Viewer
from jingge.rosters.actions.locking import record
from jingge.rosters.models import FeedKey
from jingge.rosters.queries.asking import own_officer
from jingge.rosters.queries.feeds import hash_of
from jingge.staffing.models import Officer


@transaction.atomic
def make_feed(*, by: Viewer) -> str:
    """A new address for oneself; the one before stops at once. The secret is returned and kept nowhere."""
    officer = _own(by)
    FeedKey.objects.filter(officer=officer, revoked_at__isnull=True).update(revoked_at=now())
    secret = secrets.token_urlsafe(32)
    key = FeedKey.objects.create(officer=officer, hashed=hash_of(secret), created_at=now())
    record("make_feed", key, officer.police_number, by)
    return secret


@transaction.atomic
def revoke_feed(*, by: Viewer) -> None:
    officer = _own(by)
    FeedKey.objects.filter(officer=officer, revoked_at__isnull=True).update(revoked_at=now())
    record("revoke_feed", officer, officer.police_number, by)


def _own(by: Viewer) -> Officer:
    officer = own_officer(by)
    if officer is None:
        raise Refused(_("Your account names no police number, so it has no calendar. Ask the IT clerk."))
    return Officer.objects.select_for_update().get(pk=officer.pk)
