"""Addresses of rosters."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from jingge.accounts.terms import Ability
from jingge.common.web import menu, modules
from jingge.rosters.web import (
    absence,
    changing,
    feeds,
    leave,
    leavetable,
    months,
    needs,
    own,
    readiness,
    settings,
    swaps,
)

app_name = "rosters"
urlpatterns = [
    path("", months.rosters, name="rosters"),
    path("new/", months.new, name="new"),
    path("readiness/", readiness.readiness, name="readiness"),
    path("leave/", leave.leaves, name="leaves"),
    path("leave/table/", leavetable.table, name="leave_table"),
    path("leave/table/<uuid:table_id>/take-back/", leavetable.take_back, name="take_back_leave_table"),
    path("leave/enter/<str:code>/", leave.enter, name="enter_leave"),
    path("leave/ask/", leave.ask, name="ask_leave"),
    path("leave/<uuid:leave_id>/<slug:verb>/", leave.decide, name="decide_leave"),
    path("swaps/", swaps.swaps, name="swaps"),
    path("swaps/<uuid:swap_id>/<slug:verb>/", swaps.step, name="step_swap"),
    path("mine/", own.mine, name="mine"),
    path("mine/feed/", feeds.make, name="make_feed"),
    path("mine/feed/revoke/", feeds.revoke, name="revoke_feed"),
    path("feed/<str:secret>.ics", feeds.feed, name="feed"),
    path("stations/<str:code>/", settings.station, name="settings"),
    path("stations/<str:code>/first/", settings.first, name="first_kinds"),
    path("stations/<str:code>/rules/", settings.rules, name="rules"),
    path("stations/<str:code>/needs/", needs.needs, name="needs"),
    path("stations/<str:code>/needs/enter/", needs.enter, name="set_need"),
    path("stations/<str:code>/needs/table/", needs.table, name="need_table"),
    path("stations/<str:code>/needs/<slug:kind>/<str:day>/take-out/", needs.remove, name="remove_need"),
    path("stations/<str:code>/kinds/new/", settings.kind, name="new_kind"),
    path("stations/<str:code>/kinds/<slug:kind>/", settings.kind, name="kind"),
    path("stations/<str:code>/kinds/<slug:kind>/close/", settings.close, name="close_kind"),
    path("proposals/<uuid:proposal_id>/", absence.proposal, name="proposal"),
    path("proposals/<uuid:proposal_id>/accept/", absence.accept, name="accept_proposal"),
    path("proposals/<uuid:proposal_id>/drop/", absence.drop, name="drop_proposal"),
    path("<uuid:roster_id>/", months.month, name="month"),
    path("<uuid:roster_id>/print/", months.sheet, name="sheet"),
    path("<uuid:roster_id>/export.xlsx", months.export, name="export"),
    path("<uuid:roster_id>/draw/", months.draw, name="draw"),
    path("<uuid:roster_id>/publish/", months.publish, name="publish"),
    path("<uuid:roster_id>/take-back/", months.take_back, name="take_back"),
    path("<uuid:roster_id>/change/", changing.change, name="change"),
    path("<uuid:roster_id>/undo/", changing.undo, name="undo"),
    path("<uuid:roster_id>/absence/", absence.report, name="absence"),
    path("<uuid:roster_id>/swap/", swaps.ask, name="ask_swap"),
]

menu.add(menu.MenuItem(_("Rosters"), "rosters:rosters", Ability.SEE_STAFF, "staff", 60, "list"))
menu.add(
    menu.MenuItem(_("My shifts"), "rosters:mine", Ability.SEE_OWN_POSTING, "overview", 30, "clock", own=True)
)
menu.add(menu.MenuItem(_("Leave"), "rosters:leaves", Ability.SEE_OWN_POSTING, "staff", 61, "leave"))
menu.add(menu.MenuItem(_("Swaps"), "rosters:swaps", Ability.SEE_OWN_POSTING, "staff", 62, "users"))
menu.add(menu.MenuItem(_("Readiness"), "rosters:readiness", Ability.SEE_STAFF, "staff", 63, "scale"))
modules.add("rostergrid", "rosters/rostergrid.js")
