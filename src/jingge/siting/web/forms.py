"""What people type about a study of sites."""

from collections.abc import Sequence

from django import forms
from django.utils.translation import gettext_lazy as _

from jingge.siting.terms import SiteAsk, SiteModel


class StudyForm(forms.Form):
    name = forms.CharField(label=_("Name of the study"), max_length=60)
    model = forms.ChoiceField(label=_("What is best"), choices=SiteModel.choices)
    count = forms.IntegerField(
        label=_("Offices in all"),
        min_value=1,
        max_value=500,
        help_text=_("Those kept included. For “fewest offices” the engine finds the number itself."),
    )
    keep_today = forms.BooleanField(label=_("Keep today's offices"), required=False, initial=True)
    radius_km = forms.FloatField(
        label=_("Radius in kilometres"),
        required=False,
        min_value=0.1,
        max_value=200,
        help_text=_("By road. Needed for people within a radius; elsewhere nobody may live farther."),
    )
    busy = forms.FloatField(
        label=_("Share of time an office is busy"),
        required=False,
        min_value=0,
        max_value=0.99,
        help_text=_("Only for “when offices are busy”, for example 0.4."),
    )
    capacity = forms.IntegerField(label=_("People an office serves at most"), required=False, min_value=1)
    alternatives = forms.IntegerField(
        label=_("Other plans almost as good"), min_value=0, max_value=6, initial=2
    )
    within_pct = forms.FloatField(
        label=_("At most so many per cent worse"), min_value=0, max_value=50, initial=5
    )
    more = forms.IntegerField(label=_("Try so many further offices"), min_value=0, max_value=10, initial=3)
    seconds = forms.IntegerField(label=_("Seconds"), min_value=1, max_value=300, initial=20)
    forbidden = forms.MultipleChoiceField(
        label=_("No office in"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: object, units: Sequence[tuple[str, str]], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        field = self.fields["forbidden"]
        if isinstance(field, forms.MultipleChoiceField):
            field.choices = units

    def ask(self) -> SiteAsk:
        given = {key: value for key, value in self.cleaned_data.items() if key != "name"}
        return SiteAsk(**{**given, "busy": given["busy"] or 0.0, "forbidden": tuple(given["forbidden"])})


class ProposeForm(forms.Form):
    plan = forms.TypedChoiceField(label=_("Plan"), coerce=int)
    opens_on = forms.DateField(
        label=_("Offices open on"), widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    )

    def __init__(self, *args: object, plans: Sequence[tuple[int, str]], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        field = self.fields["plan"]
        if isinstance(field, forms.TypedChoiceField):
            field.choices = plans
