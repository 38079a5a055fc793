from django.urls import path
from django.utils.translation import gettext_lazy as _

from jingge.accounts.terms import Ability
from jingge.common.web import menu
from jingge.portal.web import about, baseline, results, views

app_name = "portal"
urlpatterns = [
    path("", views.home, name="home"),
    path("baseline/", baseline.baseline, name="baseline"),
    path("map/", views.command_map, name="map"),
    path("map/grids/<str:code>/", views.grid_detail, name="grid_detail"),
    path("wall-map/", views.wall_map, name="wall_map"),
    path("wall-map/<str:paper>.pdf", views.wall_map_pdf, name="wall_map_pdf"),
    path("search/", views.search, name="search"),
    path("results/", results.results, name="results"),
    path("charter/", about.charter, name="charter"),
    path("help/", about.help_index, name="help"),
]

menu.add(menu.MenuItem(_("Overview"), "portal:home", Ability.SIGNED_IN, "overview", 10, "home"))
menu.add(menu.MenuItem(_("Command map"), "portal:map", Ability.SEE_GROUND, "overview", 20, "map"))
menu.add(menu.MenuItem(_("Wall map"), "portal:wall_map", Ability.SEE_GROUND, "overview", 30, "print"))
menu.add(
    menu.MenuItem(_("Results of a month"), "portal:results", Ability.COUNT_FOLLOWUPS, "overview", 35, "ratio")
)
menu.add(menu.MenuItem(_("Search"), "portal:search", Ability.SEE_GROUND, "overview", 40, "search"))
