"""What people fill in on the pages of imports and packs."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from jingge.common.clock import today

ACCEPTED = ".zip,.xlsx,.csv,.geojson,.json,.gpkg,.kml"


class UploadForm(forms.Form):
    """A file and the day its tables begin to hold. `size` is filled in by script, to know a cut-off upload."""

    file = forms.FileField(
        label=_("File"),
        help_text=_(
            "A .zip of CSV tables and layers, one .xlsx workbook, GeoJSON, GeoPackage, zipped Shapefile or KML."
        ),
        widget=forms.ClearableFileInput(attrs={"accept": ACCEPTED}),
        required=False,
    )
    in_force_from = forms.DateField(
        label=_("In force from"),
        help_text=_("The first day on which the map and the postings of these tables hold."),
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        initial=today,
    )
    size = forms.IntegerField(required=False, min_value=0, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["file"].error_messages["missing"] = _("Choose a file.")


class PackForm(forms.Form):
    file = forms.FileField(
        label=_("Pack"),
        help_text=_("A .json file exported as a pack, here or at another bureau."),
        widget=forms.ClearableFileInput(attrs={"accept": ".json"}),
    )
