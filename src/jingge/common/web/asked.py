"""What a person asked of a list: filters, order, page, columns, density. Read from the address,
columns, density and page size also from a cookie of their own, so that the choice stays."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Protocol
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse

SIZES = (20, 50, 100)
YEAR = 365 * 24 * 3600


class Askable(Protocol):
    """One field of a query form, as far as the address matters."""

    @property
    def key(self) -> str: ...
    @property
    def kind(self) -> str: ...
    @property
    def choices(self) -> Sequence[tuple[str, object]]: ...
    @property
    def default(self) -> str: ...


class Head(Protocol):
    """One column, as far as the address matters."""

    @property
    def key(self) -> str: ...
    @property
    def sort_key(self) -> str: ...


class Listing(Protocol):
    """What a list offers to be asked for."""

    @property
    def name(self) -> str: ...
    @property
    def columns(self) -> Sequence[Head]: ...
    @property
    def filters(self) -> Sequence[Askable]: ...
    @property
    def default_sort(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Asked:
    """One request's wishes; every method gives an address query for a link."""

    name: str
    path: str
    filters: dict[str, str]
    sort: str
    page: str
    size: int
    compact: bool
    columns: tuple[str, ...]
    export: str = ""
    printing: bool = False
    chosen: bool = False  # columns or density were chosen just now
    secure: bool = True

    def query(self, **changes: object) -> str:
        values = {k: v for k, v in self.filters.items() if v}
        values |= {"sort": self.sort, "size": str(self.size)}
        values |= {k: str(v) for k, v in changes.items()}
        return "?" + urlencode({k: v for k, v in values.items() if v})

    def sorted_by(self, key: str) -> str:
        return self.query(sort=f"-{key}" if self.sort == key else key)

    def direction(self, key: str) -> str:
        """For `aria-sort`: ascending, descending or nothing."""
        return {key: "ascending", f"-{key}": "descending"}.get(self.sort, "")

    def remember(self, response: HttpResponse) -> None:
        if self.chosen:
            value = f"{self.size}|{'compact' if self.compact else ''}|{','.join(self.columns)}"
            response.set_cookie(
                f"list-{self.name}", value, max_age=YEAR, samesite="Lax", httponly=True, secure=self.secure
            )


def read_asked(request: HttpRequest, page: Listing) -> Asked:
    """Anything unknown in the address falls back to the default: an address is not a form to correct."""
    given = request.GET
    keys = [column.key for column in page.columns]
    saved_size, _, rest = request.COOKIES.get(f"list-{page.name}", "").partition("|")
    saved_density, _, saved_columns = rest.partition("|")
    sortable = {c.key for c in page.columns if c.sort_key}
    sort = given.get("sort", "")
    asked = Asked(
        name=page.name,
        path=request.path,
        filters={f.key: _value(given.get(f.key), f.kind, f.choices, f.default) for f in page.filters},
        sort=sort if sort.removeprefix("-") in sortable else page.default_sort,
        page=given.get("page", "1"),
        size=_size(given.get("size") or saved_size),
        compact=saved_density == "compact",
        columns=tuple(key for key in saved_columns.split(",") if key in keys),
        export=given.get("export", "") if given.get("export") in ("xlsx", "csv") else "",
        printing="print" in given,
        chosen="chosen" in given,
        secure=request.is_secure(),
    )
    if asked.chosen:
        columns = tuple(key for key in given.getlist("column") if key in keys)
        return replace(asked, compact=given.get("density") == "compact", columns=columns)
    return asked


def _value(given: str | None, kind: str, choices: Sequence[tuple[str, object]], default: str) -> str:
    if given is None:
        return default
    given = given.replace("\0", "").strip()[:200]
    if kind == "choice" and given not in {value for value, _label in choices}:
        return ""
    return given


def _size(given: str) -> int:
    return int(given) if given in {str(size) for size in SIZES} else SIZES[0]
