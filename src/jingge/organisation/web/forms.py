"""What may be set about a station and the bureau."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from jingge.organisation.web.words import MODES, RATIO_DISPLAYS


class ModeForm(forms.Form):
    """The working mode of one station (勤务模式)."""

    mode = forms.ChoiceField(label=_("Working mode"), widget=forms.RadioSelect, choices=tuple(MODES.items()))
    from_date = forms.DateField(
        label=_("From day"),
        help_text=_("The first day in the new mode; earlier days stay as they were."),
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
    )


class RatioDisplayForm(forms.Form):
    """How percentages are shown. The figures themselves stay exact fractions."""

    display = forms.ChoiceField(
        label=_("Percentages"),
        widget=forms.RadioSelect,
        choices=tuple(RATIO_DISPLAYS.items()),
        help_text=_("One decimal. The article of 2021 cuts; rounding is usual."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["display"].required = True


class ReasonForm(forms.Form):
    reason = forms.CharField(label=_("Reason"), max_length=300, widget=forms.Textarea(attrs={"rows": 3}))
