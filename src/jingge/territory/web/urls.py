from django.urls import path
from django.utils.translation import gettext_lazy as _

from jingge.accounts.terms import Ability
from jingge.common.web import menu, modules
from jingge.common.web.menu import MenuItem
from jingge.territory.web import divisions, grids, versions, where

app_name = "territory"
urlpatterns = [
    path("versions/", versions.versions, name="versions"),
    path("versions/<uuid:version_id>/", versions.version, name="version"),
    path("versions/<uuid:version_id>/compare/", versions.compare, name="compare"),
    path("versions/<uuid:version_id>/grids/", grids.version_grids, name="version_grids"),
    path("versions/<uuid:version_id>/grids/<str:code>/", grids.version_grid, name="version_grid"),
    path("grids/", grids.grids, name="grids"),
    path("grids/<str:code>/", grids.grid, name="grid"),
    path("divisions/", divisions.divisions, name="divisions"),
    path("where/", where.where, name="where"),
]

modules.add("where", "territory/js/where.js")
menu.add(MenuItem(_("Grids"), "territory:grids", Ability.SEE_GROUND, "ground", 20, "grid"))
menu.add(MenuItem(_("Which grid"), "territory:where", Ability.SEE_GROUND, "ground", 30, "search"))
menu.add(MenuItem(_("Grid versions"), "territory:versions", Ability.SEE_GROUND, "ground", 40, "layers"))
menu.add(MenuItem(_("Names of units"), "territory:divisions", Ability.SEE_GROUND, "ground", 50, "list"))
