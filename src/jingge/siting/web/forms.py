"""What people type about a study of sites."""

from collections.abc import Iterator, Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext as now_
from django.utils.translation import gettext_lazy as _

from jingge.siting.queries import Choice
from jingge.siting.terms import ClassAsk, SiteAsk, SiteModel, SiteWeight

CLASSES = (1, 2, 3)
USUAL_COST = {1: 3.0, 2: 2.0, 3: 1.0}
CLASS_PARTS: tuple[tuple[str, Any], ...] = (
    ("cost", lambda n: forms.FloatField(label=_("Cost"), min_value=0, initial=USUAL_COST[n], required=False)),
    ("capacity", lambda n: forms.IntegerField(label=_("Serves at most"), min_value=1, required=False)),
    (
        "radius",
        lambda n: forms.FloatField(label=_("Radius in km"), min_value=0.1, max_value=200, required=False),
    ),
    ("least", lambda n: forms.IntegerField(label=_("At least"), min_value=0, max_value=500, required=False)),
    ("most", lambda n: forms.IntegerField(label=_("At most"), min_value=0, max_value=500, required=False)),
)
PARTS: tuple[tuple[Any, tuple[str, ...]], ...] = (
    (_("Question"), ("name", "model", "count", "weight", "pack")),
    (_("Within reach"), ("radius_km", "minutes", "speed_kmh", "busy", "capacity")),
    (_("Places"), ("keep_today", "released", "wanted", "forbidden")),
    (_("How many answers"), ("alternatives", "within_pct", "more", "seconds")),
)


class StudyForm(forms.Form):
    name = forms.CharField(label=_("Name of the study"), max_length=60)
    model = forms.ChoiceField(label=_("What is best"), choices=SiteModel.choices)
    weight = forms.ChoiceField(
        label=_("Each level-4 grid counts by its"),
        choices=SiteWeight.choices,
        initial=SiteWeight.PEOPLE,
        required=False,
        help_text=_(
            "People is the usual choice; incidents bring offices to where calls come from; hours of work to "
            "where officers are needed."
        ),
    )
    pack = forms.ChoiceField(
        label=_("Weights of hours of work"),
        required=False,
        help_text=_("Only for hours of work; the way from today's office is left out of them."),
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
    by_class = forms.BooleanField(
        label=_("Offices differ by class"),
        required=False,
        help_text=_(
            "Today's offices keep their class; of a new one the engine chooses the class that suits best."
        ),
    )
    budget = forms.FloatField(
        label=_("All offices cost at most"),
        required=False,
        min_value=0,
        help_text=_("In the unit of the costs below, today's offices that stay included; empty: no limit."),
    )
    released = forms.MultipleChoiceField(
        label=_("Of today's offices these need not stay"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    wanted = forms.MultipleChoiceField(
        label=_("An office must stand in"), required=False, widget=forms.CheckboxSelectMultiple
    )
    forbidden = forms.MultipleChoiceField(
        label=_("No office in"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: object, choice: Choice, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.standing = choice.standing
        packs = (("", now_("The usual weights")), *choice.packs)
        offered = {
            "forbidden": choice.units,
            "released": choice.offices,
            "wanted": choice.free,
            "pack": packs,
        }
        for name, choices in offered.items():
            field = self.fields[name]
            if isinstance(field, forms.ChoiceField):
                field.choices = choices
        for number in CLASSES:
            for part, made in CLASS_PARTS:
                self.fields[f"class_{number}_{part}"] = made(number)

    def parts(self) -> Iterator[tuple[Any, list[forms.BoundField]]]:
        """The fields under their headings, those of the classes apart."""
        for title, names in PARTS:
            yield title, [self[name] for name in names]

    def class_rows(self) -> Iterator[tuple[int, int, list[forms.BoundField]]]:
        """Class, how many stand today, its fields."""
        for number in CLASSES:
            fields = [self[f"class_{number}_{part}"] for part, _made in CLASS_PARTS]
            yield number, self.standing.get(number, 0), fields

    def clean(self) -> dict[str, object]:
        given = super().clean() or {}
        if given.get("radius_km") and given.get("minutes"):
            self.add_error("minutes", _("Write the radius in kilometres or in minutes, not both."))
        return given

    def pack_id(self) -> UUID | None:
        chosen = self.cleaned_data["pack"]
        return UUID(chosen) if chosen else None

    def ask(self) -> SiteAsk:
        other = ("name", "by_class", "pack")
        given = {
            key: value
            for key, value in self.cleaned_data.items()
            if key not in other and not key.startswith("class_")
        }
        speed = given["speed_kmh"] or 40.0
        if given["minutes"]:
            given["radius_km"] = round(given["minutes"] * speed / 60, 3)
        return SiteAsk(
            **{
                **given,
                "weight": given["weight"] or SiteWeight.PEOPLE.value,
                "speed_kmh": speed,
                "busy": given["busy"] or 0.0,
                "wanted": tuple(given["wanted"]),
                "forbidden": tuple(given["forbidden"]),
                "released": tuple(given["released"]),
                "classes": tuple(self.class_ask(n) for n in CLASSES) if self.cleaned_data["by_class"] else (),
            }
        )

    def class_ask(self, number: int) -> ClassAsk:
        given = {part: self.cleaned_data[f"class_{number}_{part}"] for part, _made in CLASS_PARTS}
        return ClassAsk(
            office_class=number,
            cost=USUAL_COST[number] if given["cost"] is None else given["cost"],
            capacity=given["capacity"],
            radius_km=given["radius"],
            least=given["least"] or 0,
            most=given["most"],
        )


class ProposeForm(forms.Form):
    plan = forms.TypedChoiceField(label=_("Plan"), coerce=int)
    opens_on = forms.DateField(
        label=_("Carried out on"), widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    )

    def __init__(self, *args: object, plans: Sequence[tuple[int, str]], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        field = self.fields["plan"]
        if isinstance(field, forms.TypedChoiceField):
            field.choices = plans
