from django.urls import path
from django.utils.translation import gettext_lazy as _

from jingge.accounts.terms import Ability
from jingge.accounts.web import keeping, own, preferences, signing
from jingge.common.web.menu import MenuItem, add

app_name = "accounts"
urlpatterns = [
    path("sign-in/", signing.sign_in, name="sign_in"),
    path("sign-out/", signing.sign_out, name="sign_out"),
    path("text-size/", preferences.text_size, name="text_size"),
    path("language/", preferences.language, name="language"),
    path("me/", own.me, name="me"),
    path("me/password/", own.change_password, name="change_password"),
    path("accounts/", keeping.accounts, name="accounts"),
    path("accounts/new/", keeping.new, name="new"),
    path("accounts/<uuid:account_id>/", keeping.account, name="account"),
    path("accounts/<uuid:account_id>/change/", keeping.change, name="change"),
    path("accounts/<uuid:account_id>/reset/", keeping.reset, name="reset"),
    path("accounts/<uuid:account_id>/close/", keeping.close, name="close"),
    path("accounts/<uuid:account_id>/reopen/", keeping.reopen, name="reopen"),
]
add(MenuItem(_("Accounts"), "accounts:accounts", Ability.EDIT_ACCOUNTS, "system", 20, "key"))
