from django.urls import path
from django.utils.translation import gettext_lazy as _

from jingge.accounts.terms import Ability
from jingge.common.web import menu, modules
from jingge.staffing.web.views import (
    areas,
    entries,
    figures,
    furnishing,
    hours,
    limits,
    nearest,
    offices,
    people,
    station,
    work,
    worktable,
)

app_name = "staffing"
urlpatterns = [
    path("", figures.overview, name="overview"),
    path("cover/", figures.cover, name="cover"),
    path("pairing/", figures.pairing, name="pairing"),
    path("modes/", figures.modes, name="modes"),
    path("reasons/", figures.reasons, name="reasons"),
    path("officers/", people.officers, name="officers"),
    path("officers/<uuid:officer_id>/", people.officer, name="officer"),
    path("officers/<uuid:officer_id>/transfer/", people.transfer, name="transfer"),
    path("officers/<uuid:officer_id>/end/", people.end, name="end"),
    path("officers/<uuid:officer_id>/pair/", people.pair, name="pair"),
    path("officers/<uuid:officer_id>/place/", people.place, name="place"),
    path("services/<uuid:service_id>/end/", people.end_link, name="end_service"),
    path("entries/", entries.entries, name="entries"),
    path("entries/<uuid:entry_id>/take-back/", entries.take_back, name="take_back_entry"),
    path("sheets/", areas.sheets, name="sheets"),
    path("sheets/<str:code>/", areas.sheet, name="sheet"),
    path("sheets/<str:code>/reassign/", areas.reassign, name="reassign"),
    path("offices/", offices.offices, name="offices"),
    path("offices/new/", offices.new, name="new_office"),
    path("offices/equipment/", furnishing.equipment_list, name="equipment"),
    path("offices/nearest/", nearest.nearest, name="nearest"),
    path("offices/<uuid:office_id>/", offices.office, name="office"),
    path("offices/<uuid:office_id>/services/", offices.services, name="office_services"),
    path("offices/<uuid:office_id>/close/", offices.close, name="close_office"),
    path("offices/<uuid:office_id>/take-back/", offices.take_back_closing, name="take_back_closing"),
    path("offices/<uuid:office_id>/class/", furnishing.office_class, name="office_class"),
    path("offices/<uuid:office_id>/equipment/", furnishing.office_equipment, name="office_equipment"),
    path("offices/<uuid:office_id>/plan/", furnishing.opening_plan, name="opening_plan"),
    path("stations/<str:code>/", station.station, name="station"),
    path("stations/<str:code>/join/", station.join, name="join_team"),
    path("teams/<uuid:member_id>/leave/", station.leave, name="leave_team"),
    path("work/", work.bookings, name="work"),
    path("work/alerts/", work.alerts, name="alerts"),
    path("work/hours/", hours.hours, name="hours"),
    path("work/new/", work.new, name="new_work"),
    path("work/table/", worktable.work_table, name="work_table"),
    path("work/table/<uuid:origin_id>/take-back/", work.take_back_table, name="take_back_work_table"),
    path("work/<uuid:booking_id>/correct/", work.correct, name="correct_work"),
    path("work/<uuid:booking_id>/cancel/", work.cancel, name="cancel_work"),
    path("limits/", limits.limit_list, name="limits"),
]

modules.add("nearest", "staffing/js/nearest.js")
STAFF, OWN, GROUND = Ability.SEE_STAFF, Ability.SEE_OWN_POSTING, Ability.SEE_GROUND
menu.add(menu.MenuItem(_("Staffing figures"), "staffing:overview", STAFF, "staff", 10, "ratio"))
menu.add(menu.MenuItem(_("People in post"), "staffing:officers", STAFF, "staff", 20, "users"))
menu.add(menu.MenuItem(_("Entries and taking back"), "staffing:entries", STAFF, "staff", 25, "undo"))
menu.add(menu.MenuItem(_("Posting sheets"), "staffing:sheets", OWN, "staff", 30, "badge"))
menu.add(menu.MenuItem(_("Cover of units"), "staffing:cover", STAFF, "staff", 40, "grid"))
menu.add(menu.MenuItem(_("Auxiliaries' pairing"), "staffing:pairing", STAFF, "staff", 42, "user"))
menu.add(menu.MenuItem(_("Police offices"), "staffing:offices", GROUND, "staff", 80, "home"))
menu.add(menu.MenuItem(_("Mode check"), "staffing:modes", STAFF, "staff", 44, "good"))
menu.add(menu.MenuItem(_("Postings by reason"), "staffing:reasons", STAFF, "staff", 48, "list"))
menu.add(menu.MenuItem(_("Hours of work"), "staffing:work", OWN, "staff", 70, "clock"))
menu.add(menu.MenuItem(_("Share of community hours"), "staffing:hours", OWN, "staff", 71, "ratio"))
menu.add(menu.MenuItem(_("Alerts on other work"), "staffing:alerts", OWN, "staff", 72, "warn"))
menu.add(menu.MenuItem(_("Nearest office"), "staffing:nearest", GROUND, "staff", 81, "search"))
menu.add(menu.MenuItem(_("Limits of auxiliaries"), "staffing:limits", GROUND, "staff", 46, "scale"))
