"""One's own account."""

from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_http_methods

from jingge.accounts import actions
from jingge.accounts.queries import get_account, must_change_password
from jingge.accounts.terms import Ability
from jingge.accounts.web.forms import PasswordForm
from jingge.accounts.web.guards import requires, viewer_in
from jingge.common.errors import Invalid


@require_GET
@requires(Ability.SIGNED_IN)
def me(request: HttpRequest) -> HttpResponse:
    viewer = viewer_in(request)
    return render(request, "accounts/me.html", {"account": get_account(viewer, viewer.account_id, own=True)})


@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
@requires(Ability.SIGNED_IN, one_time_password=True)
def change_password(request: HttpRequest) -> HttpResponse:
    form = PasswordForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            account = actions.change_password(
                old=form.cleaned_data["old"], new=form.cleaned_data["new"], by=viewer_in(request)
            )
        except Invalid as wrong:
            form.add_error(wrong.field, str(wrong.reason))
        else:
            update_session_auth_hash(request, account)  # this session stays, the others end
            messages.success(request, _("Your password is changed. Other devices were signed out."))
            return HttpResponseRedirect(reverse("portal:home"))
    forced = must_change_password(request.user)
    context = {
        "form": form,
        "title": _("Change the password"),
        "text": _("The one-time password is only for this. Choose your own now.") if forced else "",
        "label": _("Change"),
        "back": "" if forced else reverse("accounts:me"),
    }
    return render(request, "common/form.html", context, status=200 if request.method == "GET" else 422)
