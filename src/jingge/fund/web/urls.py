from django.urls import path
from django.utils.translation import gettext_lazy as _

from jingge.accounts.terms import Ability
from jingge.common.web import menu
from jingge.fund.web import keeping, reading

app_name = "fund"
urlpatterns = [
    path("", reading.overview, name="overview"),
    path("contracts/", reading.contracts, name="contracts"),
    path("contracts/new/", keeping.new_contracts, name="new_contracts"),
    path("contracts/<uuid:contract_id>/end/", keeping.end_contract, name="end_contract"),
    path("contracts/<uuid:contract_id>/pay/", keeping.pay, name="pay"),
    path("entries/", reading.entries, name="entries"),
    path("entries/<uuid:entry_id>/reverse/", keeping.reverse_entry, name="reverse"),
    path("lines/new/", keeping.new_line, name="new_line"),
    path("lines/<uuid:line_id>/budget/", keeping.add_budget, name="add_budget"),
    path("pay/", keeping.pay_month, name="pay_month"),
    path("years/<int:year>/", reading.account, name="account"),
    path("check/", reading.check, name="check"),
]

menu.add(menu.MenuItem(_("Special fund"), "fund:overview", Ability.SEE_FUND, "staff", 88, "box"))
