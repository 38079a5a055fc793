from django.urls import path
from django.utils.translation import gettext_lazy as _

from jingge.accounts.terms import Ability
from jingge.common.web import menu
from jingge.staffing.web.views import areas, figures, offices, people

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
    path("sheets/", areas.sheets, name="sheets"),
    path("sheets/<str:code>/", areas.sheet, name="sheet"),
    path("sheets/<str:code>/reassign/", areas.reassign, name="reassign"),
    path("offices/", offices.offices, name="offices"),
    path("offices/new/", offices.new, name="new_office"),
    path("offices/<uuid:office_id>/", offices.office, name="office"),
    path("offices/<uuid:office_id>/services/", offices.services, name="office_services"),
    path("offices/<uuid:office_id>/close/", offices.close, name="close_office"),
]

STAFF, OWN, GROUND = Ability.SEE_STAFF, Ability.SEE_OWN_POSTING, Ability.SEE_GROUND
menu.add(menu.MenuItem(_("Staffing figures"), "staffing:overview", STAFF, "staff", 10, "ratio"))
menu.add(menu.MenuItem(_("People in post"), "staffing:officers", STAFF, "staff", 20, "users"))
menu.add(menu.MenuItem(_("Posting sheets"), "staffing:sheets", OWN, "staff", 30, "badge"))
menu.add(menu.MenuItem(_("Cover of units"), "staffing:cover", STAFF, "staff", 40, "grid"))
menu.add(menu.MenuItem(_("Auxiliaries' pairing"), "staffing:pairing", STAFF, "staff", 50, "user"))
menu.add(menu.MenuItem(_("Police offices"), "staffing:offices", GROUND, "staff", 60, "home"))
menu.add(menu.MenuItem(_("Mode check"), "staffing:modes", STAFF, "staff", 70, "good"))
menu.add(menu.MenuItem(_("Postings by reason"), "staffing:reasons", STAFF, "staff", 80, "list"))
