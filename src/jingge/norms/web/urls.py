from django.urls import path, re_path
from django.utils.translation import gettext_lazy as _

from jingge.accounts.terms import Ability
from jingge.common.web import menu
from jingge.norms.web import clock, editions, previews, register, rules_lists

WRITING = r"(?P<deed>propose|discard)"
EDITION = r"(?P<edition_id>[0-9a-f-]{36})"
DECIDING = r"(?P<deed>agree|hand_back|take_back)"

app_name = "norms"
urlpatterns = [
    path("", register.norms, name="register"),
    path("new/", register.enter, name="enter"),
    path("clock/", clock.clock, name="clock"),
    path("rules/", rules_lists.matrix, name="matrix"),
    path("rules/limits/", rules_lists.limits, name="limits"),
    path("rules/powers/", rules_lists.powers, name="powers"),
    path("rules/steps/", rules_lists.steps, name="steps"),
    path("rules/forms/", rules_lists.forms, name="forms"),
    path("editions/", editions.editions, name="editions"),
    path("editions/new/", editions.begin, name="begin"),
    path("editions/bring/", editions.bring, name="bring"),
    path("editions/<uuid:edition_id>/", editions.edition, name="edition"),
    path("editions/<uuid:edition_id>/pack.zip", editions.pack, name="pack"),
    path("editions/<uuid:edition_id>/name/", editions.redate, name="redate"),
    path("editions/<uuid:edition_id>/preview/", previews.preview, name="preview"),
    path("editions/<uuid:edition_id>/undo/", editions.undo, name="undo"),
    path("editions/<uuid:edition_id>/<slug:table>/new/", editions.edit_row, name="add_row"),
    path("editions/<uuid:edition_id>/<slug:table>/row/<str:code>/", editions.edit_row, name="row"),
    re_path(rf"^editions/{EDITION}/{WRITING}/$", editions.write_step, name="edition_step"),
    re_path(rf"^editions/{EDITION}/{DECIDING}/$", editions.decide_step, name="edition_decide"),
    path("<int:number>/", register.norm, name="norm"),
    path("<int:number>/rename/", register.rename, name="rename"),
    path("<int:number>/write/", register.write, name="write"),
    path("<int:number>/<int:version>/change/", register.change, name="change"),
    re_path(rf"^(?P<number>\d+)/(?P<version>\d+)/{WRITING}/$", register.write_step, name="step"),
    re_path(rf"^(?P<number>\d+)/(?P<version>\d+)/{DECIDING}/$", register.decide_step, name="decide"),
]

menu.add(menu.MenuItem(_("Work norms"), "norms:register", Ability.SEE_GROUND, "work", 10, "scale"))
