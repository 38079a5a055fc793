from django.urls import path
from django.utils.translation import gettext_lazy as _

from jingge.accounts.terms import Ability
from jingge.common.web import menu
from jingge.redeployment.web import deeds, tables, views

app_name = "redeployment"
urlpatterns = [
    path("", views.plan_list, name="plans"),
    path("new/", deeds.new, name="new"),
    path("ledger/", views.ledger, name="ledger"),
    path("<uuid:plan_id>/", views.plan, name="plan"),
    path("<uuid:plan_id>/rules/", deeds.wish, name="wish"),
    path("<uuid:plan_id>/moves/", views.moves, name="moves"),
    path("<uuid:plan_id>/moves/new/", deeds.add_move, name="add_move"),
    path("<uuid:plan_id>/moves/table/", tables.moves_table, name="moves_table"),
    path("<uuid:plan_id>/moves/<uuid:move_id>/", deeds.change_move, name="change_move"),
    path("<uuid:plan_id>/moves/<uuid:move_id>/remove/", deeds.remove_move, name="remove_move"),
    path("<uuid:plan_id>/undo/", deeds.undo, name="undo"),
    path("<uuid:plan_id>/draw/", deeds.draw, name="draw"),
    path("<uuid:plan_id>/pick/", deeds.pick, name="pick"),
    path("<uuid:plan_id>/submit/", deeds.submit, name="submit"),
    path("<uuid:plan_id>/approve/", deeds.approve, name="approve"),
    path("<uuid:plan_id>/return/", deeds.give_back, name="return"),
    path("<uuid:plan_id>/effect/", deeds.effect, name="effect"),
    path("<uuid:plan_id>/take-back/", deeds.take_back, name="take_back"),
    path("<uuid:plan_id>/withdraw/", deeds.withdraw, name="withdraw"),
]

menu.add(menu.MenuItem(_("Plans of moves"), "redeployment:plans", Ability.SEE_MOVES, "staff", 60, "users"))
menu.add(
    menu.MenuItem(_("Redeployment ledger"), "redeployment:ledger", Ability.SEE_MOVES, "staff", 61, "log")
)
