"""The auditor's pages. They stand here because the audit log itself lies below accounts and guards."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from jingge.accounts.terms import Ability
from jingge.common.web.menu import MenuItem, add
from jingge.portal.web import audit_log

app_name = "audit"
urlpatterns = [
    path("", audit_log.events, name="events"),
    path("verify/", audit_log.verify, name="verify"),
    path("<uuid:event_id>/", audit_log.event, name="event"),
]
add(MenuItem(_("Audit log"), "audit:events", Ability.SEE_AUDIT, "system", 30, "log"))
