"""What people type about a study of sites."""

from collections.abc import Sequence

from django import forms
from django.utils.translation import gettext_lazy as _

from jingge.siting.terms import SiteAsk, SiteModel, SiteWeight


class StudyForm(forms.Form):
    name = forms.CharField(label=_("Name of the study"), max_length=60)
    model = forms.ChoiceField(label=_("What is best"), choices=SiteModel.choices)
    weight = forms.ChoiceField(
        label=_("Each level-4 grid counts by its"),
        choices=SiteWeight.choices,
        initial=SiteWeight.PEOPLE,
        required=False,
        help_text=_("People is the usual choice; incidents bring offices to where calls come from."),
    )
    count = forms.IntegerField(
        label=_("Offices in all"),
        min_value=1,
        max_value=500,
        help_text=_("Those kept included. For “fewest offices” the engine finds the number itself."),
    )
    keep_today = forms.BooleanField(
        label=_("Keep today's offices"),
        required=False,
        initial=True,
        help_text=_("Without the tick the engine looks for the best places as if none stood anywhere."),
    )
    radius_km = forms.FloatField(
        label=_("Radius in kilometres"),
        required=False,
        min_value=0.1,
        max_value=200,
        help_text=_("By road. Needed for people within a radius; elsewhere nobody may live farther."),
    )
    minutes = forms.FloatField(
        label=_("Or radius in minutes"),
        required=False,
        min_value=1,
        max_value=240,
        help_text=_("Turned into kilometres at the speed below; then leave the kilometres empty."),
    )
    speed_kmh = forms.FloatField(
        label=_("Speed in km an hour"),
        required=False,
        min_value=5,
        max_value=120,
        initial=40,
        help_text=_("40 suits country roads with villages; in a town 25."),
    )
    busy = forms.FloatField(
        label=_("Share of time an office is busy"),
        required=False,
        min_value=0,
        max_value=0.99,
        help_text=_("Only for “when offices are busy”, for example 0.4."),
    )
    capacity = forms.IntegerField(
        label=_("An office serves at most"),
        required=False,
        min_value=1,
        help_text=_("Counted by what is chosen above; empty: no limit."),
    )
    alternatives = forms.IntegerField(
        label=_("Other plans almost as good"),
        min_value=0,
        max_value=6,
        initial=2,
        help_text=_("Many plans are nearly as good as the best; others leave room to choose."),
    )
    within_pct = forms.FloatField(
        label=_("At most so many per cent worse"), min_value=0, max_value=50, initial=5
    )
    more = forms.IntegerField(
        label=_("Try so many further offices"),
        min_value=0,
        max_value=10,
        initial=3,
        help_text=_("Shows what one more, two more … would bring."),
    )
    seconds = forms.IntegerField(
        label=_("Seconds"),
        min_value=1,
        max_value=300,
        initial=20,
        help_text=_("A county is proven in a few seconds; the engine ends earlier when it is."),
    )
    released = forms.MultipleChoiceField(
        label=_("Of today's offices these need not stay"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    forbidden = forms.MultipleChoiceField(
        label=_("No office in"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(
        self,
        *args: object,
        units: Sequence[tuple[str, str]],
        offices: Sequence[tuple[str, str]],
        **kwargs: object,
    ) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        for name, choices in (("forbidden", units), ("released", offices)):
            field = self.fields[name]
            if isinstance(field, forms.MultipleChoiceField):
                field.choices = choices

    def clean(self) -> dict[str, object]:
        given = super().clean() or {}
        if given.get("radius_km") and given.get("minutes"):
            self.add_error("minutes", _("Write the radius in kilometres or in minutes, not both."))
        return given

    def ask(self) -> SiteAsk:
        given = {key: value for key, value in self.cleaned_data.items() if key != "name"}
        speed = given["speed_kmh"] or 40.0
        if given["minutes"]:
            given["radius_km"] = round(given["minutes"] * speed / 60, 3)
        return SiteAsk(
            **{
                **given,
                "weight": given["weight"] or SiteWeight.PEOPLE.value,
                "speed_kmh": speed,
                "busy": given["busy"] or 0.0,
                "forbidden": tuple(given["forbidden"]),
                "released": tuple(given["released"]),
            }
        )


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
