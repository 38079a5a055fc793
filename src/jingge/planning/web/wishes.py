"""The part of the form that says what a plan must also keep to: ground, locked areas, places, officers."""

from collections.abc import Callable
from typing import Any, TypeVar

from django import forms
from django.utils.translation import gettext_lazy as _

from jingge.planning.queries import Forming
from jingge.planning.rules import placenames
from jingge.planning.terms import OWN, POSTS, PRESENT, LockedArea, Wishes

COUNTING = (
    (OWN, _("The figures written below")),
    (POSTS, _("Posts: every community officer posted on the planning date")),
    (PRESENT, _("Officers present: posts less those ticked as absent")),
)
LINES = {"rows": 3}
Found = TypeVar("Found")


class StationsForm(forms.Form):
    """Which stations take part, and on which day."""

    stations = forms.MultipleChoiceField(
        label=_("Stations that take part"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_(
            "None ticked: the whole bureau. Otherwise only these are drawn; the ground and the officers of the "
            "others stay as they are, also when the plan is adopted."
        ),
    )
    planning_date = forms.DateField(
        label=_("Planning date"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=_("Posts and police offices are counted as on this day. Empty: the day the plan is drawn."),
    )

    def __init__(self, *args: Any, forming: Forming, **kwargs: Any) -> None:
        super().__init__(*args, **{"label_suffix": "", **kwargs})
        self.forming = forming
        self._offer("stations", [(one.code, one.name) for one in forming.stations])

    def _offer(self, name: str, choices: list[tuple[str, str]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.MultipleChoiceField)
        field.choices = choices

    def wishes(self) -> Wishes:
        """What was said, by code; whether it can be is the action's to say."""
        return Wishes(stations=self._stations(), planning_date=self._day())

    def _stations(self) -> tuple[str, ...]:
        chosen = tuple(self.cleaned_data["stations"])
        return () if len(chosen) == len(self.forming.stations) else chosen

    def _day(self) -> str:
        day = self.cleaned_data["planning_date"]
        return day.isoformat() if day else ""


class WishesForm(StationsForm):
    """Everything a plan of officers' areas may also be asked to keep."""

    counting = forms.ChoiceField(
        label=_("How the areas of a station are counted"),
        required=False,
        choices=COUNTING,
        widget=forms.RadioSelect,
        help_text=_("With posts or officers present the figures below are replaced by the count."),
    )
    absent = forms.MultipleChoiceField(
        label=_("Absent on the planning date"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_(
            "On leave, in training or ordered away. They are given no area, unless areas are counted by posts. "
            "Only the number is kept, never the reason."
        ),
    )
    locked = forms.MultipleChoiceField(
        label=_("Areas that stay as they are"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_(
            "A locked area keeps exactly its ground and its officer, whatever its workload; it counts as one of "
            "the areas wanted. If it is part of a community, the rest of that community is divided by itself."
        ),
    )
    together = forms.CharField(
        label=_("Places that share one officer"),
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs=LINES),
        help_text=_(
            "One group a line, names or codes with 、 between them: two communities or villages, or more."
        ),
    )
    apart = forms.CharField(
        label=_("Places that must not share an officer"),
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs=LINES),
        help_text=_("One group a line; no two places of a line lie in one area."),
    )
    divided = forms.CharField(
        label=_("Communities with several officers of their own"),
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs=LINES),
        help_text=_(
            "One a line: the place and the number of its officers. The place is divided into that many areas inside "
            "itself, because an area has exactly one officer who answers for it."
        ),
    )
    own_offices = forms.BooleanField(
        label=_("No two police offices of a station in one area"),
        required=False,
        help_text=_("With as many areas as offices, every area then holds exactly one."),
    )

    def __init__(self, *args: Any, kept_locks: dict[str, LockedArea] | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kept_locks = kept_locks or {}
        kept = [(code, str(_("%(area)s (as in the plan copied)") % {"area": area.name}))
                for code, area in self.kept_locks.items()]  # fmt: skip
        self._offer(
            "absent",
            [
                (one.code, f"{one.station_name} · {one.name} {one.code}")
                for one in self.forming.officers_by_name
            ],
        )
        self._offer("locked", [*kept, *((one.code, f"{one.station_name} · {one.name}")
                                        for one in self.forming.areas if one.code not in self.kept_locks)])  # fmt: skip

    def clean_together(self) -> tuple[tuple[str, ...], ...]:
        return self._read("together", placenames.groups)

    def clean_apart(self) -> tuple[tuple[str, str], ...]:
        return self._read("apart", placenames.pairs)

    def clean_divided(self) -> dict[str, int]:
        return self._read("divided", placenames.numbers)

    def _read(self, name: str, read: Callable[[str, placenames.Gazetteer], Found]) -> Found:
        try:
            return read(self.cleaned_data[name], self.forming.places)
        except placenames.Unreadable as wrong:
            raise forms.ValidationError(str(wrong)) from wrong

    def wishes(self) -> Wishes:
        data = self.cleaned_data
        return Wishes(
            stations=self._stations(),
            locked={code: self.kept_locks.get(code, LockedArea("", ())) for code in data["locked"]},
            together=data["together"],
            apart=data["apart"],
            divided=data["divided"],
            own_offices=data["own_offices"],
            counting=data["counting"] or OWN,
            planning_date=self._day(),
            absent=tuple(data["absent"]),
        )


def initial_wishes(forming: Forming, wishes: Wishes) -> dict[str, Any]:
    """The wishes of another scenario as they are written in the form."""
    places = forming.places
    return {
        "stations": list(wishes.stations),
        "planning_date": wishes.planning_date or None,
        "counting": wishes.counting,
        "absent": list(wishes.absent),
        "locked": list(wishes.locked),
        "together": placenames.text_of_groups(wishes.together, places),
        "apart": placenames.text_of_groups(wishes.apart, places),
        "divided": placenames.text_of_numbers(wishes.divided, places),
        "own_offices": wishes.own_offices,
    }
