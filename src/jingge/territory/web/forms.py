"""What people may ask of the grid."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _


class WhereForm(forms.Form):
    """A point or part of a name or code, and a day."""

    lon = forms.FloatField(
        label=_("Longitude"),
        min_value=-180,
        max_value=180,
        required=False,
        help_text=_("Degrees of CGCS2000"),
    )
    lat = forms.FloatField(
        label=_("Latitude"), min_value=-90, max_value=90, required=False, help_text=_("Degrees of CGCS2000")
    )
    q = forms.CharField(label=_("or name or code"), max_length=60, required=False)
    on = forms.DateField(
        label=_("Day"), required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )

    def clean(self) -> dict[str, Any]:
        values: dict[str, Any] = super().clean() or {}
        half = (values.get("lon") is None) != (values.get("lat") is None)
        if half and not self.errors:
            raise forms.ValidationError(_("A point has both a longitude and a latitude."))
        return values

    def point(self) -> tuple[float, float] | None:
        """The point, or None when a name or code was asked for."""
        lon, lat = self.cleaned_data.get("lon"), self.cleaned_data.get("lat")
        return None if lon is None or lat is None else (lon, lat)
