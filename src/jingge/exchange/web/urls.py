from django.urls import path, re_path
from django.utils.translation import gettext_lazy as _

from jingge.accounts.terms import Ability
from jingge.common.web import menu, modules
from jingge.common.web.menu import MenuItem
from jingge.exchange.web import handing, imports, packs

app_name = "exchange"

urlpatterns = [
    path("imports/", imports.imports, name="imports"),
    path("imports/new/", handing.upload, name="upload"),
    path("imports/templates/", handing.templates, name="templates"),
    re_path(r"^imports/templates/(?P<kind>xlsx|zip)$", handing.template_file, name="template_file"),
    path("imports/export/", handing.export, name="export"),
    path("imports/<uuid:import_id>/", imports.one, name="import"),
    path("imports/<uuid:import_id>/columns/", handing.mapping, name="mapping"),
    path("imports/<uuid:import_id>/problems/", imports.problems, name="problems"),
    path("imports/<uuid:import_id>/problems.xlsx", handing.problem_file, name="problem_file"),
    path("imports/<uuid:import_id>/apply/", imports.apply, name="apply"),
    path("imports/<uuid:import_id>/undo/", imports.undo, name="undo"),
    path("packs/", packs.packs, name="packs"),
    path("packs/file/", packs.pack_file, name="pack_file"),
    path("packs/preview/", packs.pack_preview, name="pack_preview"),
    path("packs/load/", packs.pack_load, name="pack_load"),
]

menu.add(MenuItem(_("Imports"), "exchange:imports", Ability.SEE_IMPORTS, "data", 10, "upload"))
menu.add(MenuItem(_("Configuration packs"), "exchange:packs", Ability.EDIT_SETTINGS, "data", 20, "box"))
modules.add("exchange-upload", "exchange/js/upload.js")
