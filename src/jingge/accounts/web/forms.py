"""The forms of accounts. What is allowed is decided by the rules; here stands what is asked."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from jingge.accounts.terms import ROLE_LABELS

PASSWORD_MAX = 200  # a hasher fed with megabytes would be a way to stop the server


class SignInForm(forms.Form):
    username = forms.CharField(
        label=_("User name"),
        max_length=40,
        widget=forms.TextInput(
            attrs={"autocomplete": "username", "autocapitalize": "none", "autofocus": True}
        ),
    )
    password = forms.CharField(
        label=_("Password"),
        max_length=PASSWORD_MAX,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )


class PasswordForm(forms.Form):
    old = forms.CharField(
        label=_("Present password"),
        max_length=PASSWORD_MAX,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )
    new = forms.CharField(
        label=_("New password"),
        max_length=PASSWORD_MAX,
        strip=False,
        help_text=_(
            "At least 12 characters. Several words are better than signs. Not your name, not a common one."
        ),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    again = forms.CharField(
        label=_("New password again"),
        max_length=PASSWORD_MAX,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        if values.get("new") and values.get("again") and values["new"] != values["again"]:
            self.add_error("again", _("The two are not equal."))
        return values


class AccountForm(forms.Form):
    """`stations` and `brigades` are the choices of ground, code to name."""

    display_name = forms.CharField(label=_("Name shown"), max_length=60)
    role = forms.ChoiceField(
        label=_("Role"), choices=[(role.value, label) for role, label in ROLE_LABELS.items()]
    )
    station_code = forms.ChoiceField(
        label=_("Station"), required=False, help_text=_("For station heads and community officers only.")
    )
    brigade_code = forms.ChoiceField(
        label=_("Brigade"), required=False, help_text=_("For the accounts of a brigade only.")
    )
    police_number = forms.CharField(
        label=_("Police number"),
        max_length=20,
        required=False,
        help_text=_("Links the account to the officer's own postings and areas."),
    )

    def __init__(
        self, *args: Any, stations: Mapping[str, str], brigades: Mapping[str, str], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        for field, known in (("station_code", stations), ("brigade_code", brigades)):
            choices = [("", "—"), *((code, f"{name} ({code})") for code, name in known.items())]
            self.fields[field].choices = choices  # type: ignore[attr-defined]


class NewAccountForm(AccountForm):
    username = forms.CharField(
        label=_("User name"),
        max_length=40,
        help_text=_("2 to 40 letters, figures or . @ + - _"),
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "none"}),
    )
    field_order = ("username", "display_name", "role", "station_code", "brigade_code", "police_number")
