"""The left menu: every context says what it offers, the shell shows what the role may see.

In a context's `web/urls.py`:

    menu.add(MenuItem(_("Stations"), "organisation:stations", Ability.SEE_GROUND, "ground", 10, "building"))
"""

from dataclasses import dataclass

from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

# Two levels: these groups, then the items. Later contexts put theirs between by number.
GROUPS: dict[str, tuple[int, str | Promise]] = {
    "overview": (10, _("At a glance")),
    "ground": (20, _("Grid")),
    "staff": (30, _("Officers and posts")),
    "work": (35, _("Matters and norms")),
    "plans": (40, _("Plans")),
    "data": (50, _("Data")),
    "system": (90, _("System")),
}


@dataclass(frozen=True, slots=True)
class MenuItem:
    """One line of the menu. `ability` is an `accounts.terms.Ability`, spelt as its value here."""

    label: str | Promise
    url_name: str
    ability: str
    group: str
    order: int = 100
    icon: str = "dot"
    own: bool = False  # about the person's own post: only for accounts linked to a police number


@dataclass(frozen=True, slots=True)
class Shown:
    """A line as one person sees it on one page."""

    label: str | Promise
    url: str
    icon: str
    current: bool


_items: dict[str, MenuItem] = {}


def add(item: MenuItem) -> None:
    """Offer an item. Adding the same route again replaces it."""
    if item.group not in GROUPS:
        raise ValueError(f"menu group {item.group!r}: use one of {', '.join(GROUPS)}")
    _items[item.url_name] = item


def shown_to(
    abilities: frozenset[str], path: str, *, own: bool = True
) -> list[tuple[str | Promise, list[Shown]]]:
    """The groups and items for someone with these abilities; the item of this page is current.

    `own` is whether the account belongs to somebody with a post of their own.
    """
    urls = {name: url for name in list(_items) if (url := _address(name))}
    mine = sorted(
        (i for n, i in _items.items() if n in urls and i.ability in abilities and (own or not i.own)),
        key=lambda i: i.order,
    )
    here = max((url for url in urls.values() if _covers(url, path)), key=len, default="")
    groups = []
    for key, (_order, label) in sorted(GROUPS.items(), key=lambda pair: pair[1][0]):
        lines = [
            Shown(i.label, urls[i.url_name], i.icon, urls[i.url_name] == here) for i in mine if i.group == key
        ]
        if lines:
            groups.append((label, lines))
    return groups


def _address(url_name: str) -> str:
    """Empty when this installation leaves the context out."""
    try:
        return reverse(url_name)
    except NoReverseMatch:
        return ""


def _covers(url: str, path: str) -> bool:
    return path == url or (url != "/" and path.startswith(url))
