from django.urls import path
from django.utils.translation import gettext_lazy as _

from jingge.accounts.terms import Ability
from jingge.common.web import menu
from jingge.followups.web import deeds, grounds, reading, tables

app_name = "followups"
urlpatterns = [
    path("", reading.dues, name="dues"),
    path("records/", reading.records, name="records"),
    path("counts/", reading.counts, name="counts"),
    path("looks/", reading.looks, name="looks"),
    path("grounds/", grounds.grounds, name="grounds"),
    path("grounds/<slug:code>/<slug:to>/", grounds.switch, name="switch"),
    path("grounds/changes/<uuid:change_id>/<slug:deed>/", grounds.decide, name="decide"),
    path("new/", deeds.new, name="new"),
    path("table/", tables.records, name="table"),
    path("dues/<uuid:due_id>/<slug:deed>/", deeds.mark, name="mark"),
    path("<uuid:record_id>/", reading.record, name="record"),
    path("<uuid:record_id>/look/", deeds.look, name="look"),
    path("<uuid:record_id>/pass-on/", deeds.pass_on, name="pass_on"),
    path("<uuid:record_id>/end/", deeds.end, name="end"),
    path("<uuid:record_id>/reopen/", deeds.reopen, name="reopen"),
]

menu.add(
    menu.MenuItem(_("Follow-ups by document"), "followups:dues", Ability.SEE_FOLLOWUPS, "work", 12, "clock")
)
menu.add(
    menu.MenuItem(
        _("Figures of follow-ups"), "followups:counts", Ability.COUNT_FOLLOWUPS, "work", 13, "ratio"
    )
)
