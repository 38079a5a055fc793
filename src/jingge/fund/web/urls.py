from django.urls import path
from django.utils.translation import gettext_lazy as _

from jingge.accounts.terms import Ability
from jingge.common.web import menu
from jingge.fund.web import keeping, reading, tables, years

app_name = "fund"
urlpatterns = [
    path("", reading.overview, name="overview"),
    path("contracts/", reading.contracts, name="contracts"),
    path("contracts/new/", keeping.new_contracts, name="new_contracts"),
    path("contracts/table/", tables.contracts, name="contracts_table"),
    path("contracts/<uuid:contract_id>/withdraw/", keeping.withdraw_contract, name="withdraw_contract"),
    path("contracts/<uuid:contract_id>/end/", keeping.end_contract, name="end_contract"),
    path("contracts/<uuid:contract_id>/pay/", keeping.pay, name="pay"),
    path("entries/", reading.entries, name="entries"),
    path("entries/<uuid:entry_id>/reverse/", keeping.reverse_entry, name="reverse"),
    path("lines/new/", keeping.new_line, name="new_line"),
    path("lines/<uuid:line_id>/budget/", keeping.add_budget, name="add_budget"),
    path("lines/<uuid:line_id>/change/", keeping.change_line, name="change_line"),
    path("pay/table/", tables.payments, name="payments_table"),
    path("pay/", keeping.pay_month, name="pay_month"),
    path("years/", years.years, name="years"),
    path("years/<int:year>/close/", years.close_year, name="close_year"),
    path("years/<int:year>/reopen/", years.reopen_year, name="reopen_year"),
    path("years/<int:year>/", reading.account, name="account"),
    path("check/", reading.check, name="check"),
]

menu.add(menu.MenuItem(_("Special fund"), "fund:overview", Ability.SEE_FUND, "staff", 88, "box"))
