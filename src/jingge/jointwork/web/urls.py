from django.urls import path
from django.utils.translation import gettext_lazy as _

from jingge.accounts.terms import Ability
from jingge.common.web import menu
from jingge.jointwork.web import figures, joint, partners, tables

app_name = "jointwork"
urlpatterns = [
    path("", joint.joint_actions, name="actions"),
    path("new/", joint.new, name="new"),
    path("table/", tables.joint_actions, name="actions_table"),
    path("figures/", figures.figures, name="figures"),
    path("partners/", partners.partners, name="partners"),
    path("partners/new/", partners.new_partner, name="new_partner"),
    path("partners/table/", tables.partners, name="partners_table"),
    path("partners/<uuid:partner_id>/reopen/", partners.reopen_partner, name="reopen_partner"),
    path("partners/<uuid:partner_id>/change/", partners.change_partner, name="change_partner"),
    path("partners/<uuid:partner_id>/close/", partners.close_partner, name="close_partner"),
    path("<uuid:action_id>/", joint.joint_action, name="action"),
    path("<uuid:action_id>/correct/", joint.correct, name="correct"),
    path("<uuid:action_id>/finish/", joint.finish, name="finish"),
    path("<uuid:action_id>/cancel/", joint.cancel, name="cancel"),
]

menu.add(menu.MenuItem(_("Joint actions"), "jointwork:actions", Ability.SEE_GROUND, "staff", 84, "plan"))
