from django.urls import path
from django.utils.translation import gettext_lazy as _

from jingge.accounts.terms import Ability
from jingge.common.web import menu
from jingge.common.web.menu import MenuItem
from jingge.organisation.web import calendars, settings, views

app_name = "organisation"
urlpatterns = [
    path("", views.bureau, name="bureau"),
    path("stations/", views.stations, name="stations"),
    path("stations/<str:code>/", views.station, name="station"),
    path("stations/<str:code>/mode/", settings.mode, name="mode"),
    path("stations/<str:code>/mode/take-back/", settings.take_back_mode, name="take_back_mode"),
    path("brigades/", views.brigades, name="brigades"),
    path("ratio-display/", settings.ratio_display, name="ratio_display"),
    path("calendar/", calendars.years, name="calendar"),
    path("calendar/table/", calendars.table, name="calendar_table"),
    path("calendar/<uuid:year_id>/", calendars.days, name="calendar_days"),
    path("calendar/<uuid:year_id>/take-back/", calendars.take_back, name="calendar_take_back"),
]

menu.add(MenuItem(_("The bureau"), "organisation:bureau", Ability.SEE_GROUND, "ground", 5, "building"))
menu.add(MenuItem(_("Stations"), "organisation:stations", Ability.SEE_GROUND, "ground", 10, "badge"))
menu.add(MenuItem(_("Working calendar"), "organisation:calendar", Ability.SEE_GROUND, "ground", 15, "clock"))
