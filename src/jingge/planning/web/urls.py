from django.urls import include, path
from django.utils.translation import gettext_lazy as _

from jingge.accounts.terms import Ability
from jingge.common.web import menu, modules
from jingge.planning.web import (
    comparing,
    deciding,
    editing,
    forming,
    keeping,
    kind_rows,
    kinds,
    packs,
    proving,
    studies,
    views,
)

app_name = "planning"
urlpatterns = [
    path("", views.scenario_list, name="scenarios"),
    path("new/", forming.new, name="new"),
    path("new/<slug:kind>/", kinds.new, name="new_kind"),
    path("preview/", forming.preview, name="preview"),
    path("compare/", comparing.compare, name="compare"),
    path("packs/", packs.pack_list, name="packs"),
    path("packs/new/", packs.new, name="new_pack"),
    path("packs/<uuid:pack_id>/close/", packs.close, name="close_pack"),
    path("<uuid:scenario_id>/", views.scenario, name="scenario"),
    path("<uuid:scenario_id>/change/", forming.change, name="change"),
    path("<uuid:scenario_id>/keep/", keeping.keep, name="keep"),
    path("<uuid:scenario_id>/results/", kinds.results, name="results"),
    path("<uuid:scenario_id>/areas/", views.areas, name="areas"),
    path("<uuid:scenario_id>/blocks/", views.blocks, name="blocks"),
    path("<uuid:scenario_id>/changes/", views.changes, name="changes"),
    path("<uuid:scenario_id>/review/", views.review, name="review"),
    path("<uuid:scenario_id>/solve/", deciding.solve, name="solve"),
    path("<uuid:scenario_id>/move/", editing.move, name="move"),
    path("<uuid:scenario_id>/undo/", editing.undo, name="undo"),
    path("<uuid:scenario_id>/picked/", kind_rows.picked, name="picked"),
    path("<uuid:scenario_id>/redo/", editing.redo, name="redo"),
    path("<uuid:scenario_id>/divide/", editing.divide, name="divide"),
    path("<uuid:scenario_id>/stations/", proving.stations, name="stations"),
    path("<uuid:scenario_id>/curve/", studies.curve, name="curve"),
    path("<uuid:scenario_id>/alternatives/", studies.alternatives, name="alternatives"),
    path("<uuid:scenario_id>/reasons/", studies.reasons, name="reasons"),
    path("<uuid:scenario_id>/studies/<slug:kind>/", studies.ask, name="ask_study"),
    path("<uuid:scenario_id>/pick/", studies.pick, name="pick"),
    path("<uuid:scenario_id>/draw-with/", studies.draw_with, name="draw_with"),
    path("<uuid:scenario_id>/officer/", editing.officer, name="officer"),
    path("<uuid:scenario_id>/submit/", deciding.submit, name="submit"),
    path("<uuid:scenario_id>/approve/", deciding.approve, name="approve"),
    path("<uuid:scenario_id>/return/", deciding.give_back, name="return"),
    path("<uuid:scenario_id>/adopt/", deciding.adopt, name="adopt"),
    path("<uuid:scenario_id>/withdraw/", deciding.withdraw, name="withdraw"),
    path("api/", include("jingge.planning.rest")),
]

menu.add(menu.MenuItem(_("Scenarios"), "planning:scenarios", Ability.SEE_PLANS, "plans", 10, "plan"))
menu.add(menu.MenuItem(_("Workload weights"), "planning:packs", Ability.SEE_PLANS, "plans", 30, "scale"))
modules.add("planmap", "planning/js/planmap.js")
