"""Every list page: query form, tools, table with 序号 first and 操作 last, pager, export, print.

A page says what its columns and filters are and where its rows come from; see
docs/how-to/build-a-page.md. `rows` may be a QuerySet (sorted and cut by the database) or a
sequence of dataclasses (sorted and cut here).
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from operator import attrgetter
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.functional import cached_property
from django.utils.text import slugify
from django.utils.translation import gettext as _

from jingge.common import clock, sheets
from jingge.common.web.asked import SIZES, Asked, read_asked
from jingge.common.web.htmx import wants_fragment
from jingge.common.web.parts import Link, Text

PRINT_LIMIT = 5000  # more on paper helps nobody; the export has all
EXPORTS = {"xlsx": sheets.XLSX_TYPE, "csv": sheets.CSV_TYPE}

Rows = QuerySet[Any] | Sequence[Any]


@dataclass(frozen=True, slots=True)
class Column:
    """One column. `value` reads a row (default: the attribute named `key`, dots allowed).

    `sort` is the field or attribute to order by ("" = cannot be sorted; default `key`).
    `export` gives the plain value for files when the shown one is a badge or a link.
    """

    key: str
    label: Text
    value: Callable[[Any], object] | None = None
    sort: str | None = None
    right: bool = False  # figures
    hint: Text = ""  # the definition of the figure
    url: Callable[[Any], str] | None = None  # drill down; "" where nothing is behind
    drawer: bool = False  # open that address beside the list
    export: Callable[[Any], object] | None = None
    optional: bool = False  # hidden until chosen

    @property
    def sort_key(self) -> str:
        return self.key if self.sort is None else self.sort

    def of(self, row: Any) -> object:
        return self.value(row) if self.value else attrgetter(self.key)(row)

    def shown(self, row: Any) -> object:
        value = self.of(row)
        address = "" if self.url is None or value in ("", None) else self.url(row)
        return Link(value, address, drawer=self.drawer) if address else value

    def exported(self, row: Any) -> object:
        return self.export(row) if self.export else self.of(row)


@dataclass(frozen=True, slots=True)
class Filter:
    """One field of the query form: kind text, choice, date or number."""

    key: str
    label: Text
    kind: str = "text"
    choices: Sequence[tuple[str, Text]] = ()
    default: str = ""
    must: bool = False  # a choice that can't be left open: no "All"


class CutPaginator(Paginator):  # type: ignore[type-arg]  # no generic at run time
    """Turns over the first `most` rows: nobody pages through a million, and counting them takes its time."""

    def __init__(self, rows: QuerySet[Any], size: int, most: int) -> None:
        super().__init__(rows, size)
        self.most = most

    @cached_property
    def counted(self) -> int:
        rows = self.object_list
        assert isinstance(rows, QuerySet)
        return rows.order_by().values("pk")[: self.most + 1].count()

    @cached_property
    def count(self) -> int:
        return min(self.counted, self.most)

    @property
    def is_cut(self) -> bool:
        return self.counted > self.most


@dataclass(frozen=True, slots=True)
class ListPage:
    """A whole list page. `respond(request)` answers the page, the fragment or the file."""

    name: str  # unique: names the saved columns and the file
    title: Text
    columns: Sequence[Column]
    rows: Callable[[dict[str, str]], Rows]  # gets the filters' values by key
    filters: Sequence[Filter] = ()
    default_sort: str = ""
    row_links: Callable[[Any], Sequence[Link]] | None = None  # 操作
    toolbar: Sequence[Link] = ()
    subtitle: Text = ""
    note: Text = ""
    empty: Text = ""
    template: str = "common/list.html"
    context: dict[str, Any] = field(default_factory=dict)
    on_export: Callable[[str, int], None] | None = None  # (format, rows): to record it
    most: int = 0  # of a list that may be endless: no more are counted and turned over (files have all)

    def respond(self, request: HttpRequest) -> HttpResponse:
        asked = read_asked(request, self)
        rows = self._sorted(self.rows(asked.filters), asked.sort)
        if asked.export:
            return self._file(asked, list(rows))
        page = self._page(rows, asked)
        context = {
            **self.context,
            "list": self,
            "asked": asked,
            "page": page,
            "heads": self.shown_columns(asked),
            "table": self._table(page, asked),
            "has_links": self.row_links is not None,
            "sizes": SIZES,
        }
        fragment = wants_fragment(request, f"list-{self.name}")
        template = "common/parts/list.html" if fragment else self.template
        response = render(request, template, context)
        asked.remember(response)
        return response

    def _sorted(self, rows: Rows, sort: str) -> Rows:
        if not sort:
            return rows
        column = next(c for c in self.columns if c.key == sort.removeprefix("-"))
        down = sort.startswith("-")
        if isinstance(rows, QuerySet):
            # The key breaks ties, or rows would wander between pages.
            return rows.order_by(("-" if down else "") + column.sort_key.replace(".", "__"), "pk")
        get = attrgetter(column.sort_key)
        # Rows without a value come last both ways.
        filled = sorted((r for r in rows if get(r) is not None), key=get, reverse=down)
        return [*filled, *(r for r in rows if get(r) is None)]

    def _page(self, rows: Rows, asked: Asked) -> Page[Any]:
        size = PRINT_LIMIT if asked.printing else asked.size
        if self.most and isinstance(rows, QuerySet):
            return CutPaginator(rows, size, self.most).get_page(asked.page)
        return Paginator(rows, size).get_page(asked.page)

    def _table(self, page: Page[Any], asked: Asked) -> list[dict[str, Any]]:
        shown = self.shown_columns(asked)
        return [
            {
                "number": number,
                "cells": [(column, column.shown(row)) for column in shown],
                "links": list(self.row_links(row)) if self.row_links else [],
                "row": row,
            }
            for number, row in enumerate(page.object_list, start=page.start_index())
        ]

    def shown_columns(self, asked: Asked) -> list[Column]:
        if asked.columns:
            return [column for column in self.columns if column.key in asked.columns]
        return [column for column in self.columns if not column.optional]

    def _file(self, asked: Asked, rows: list[Any]) -> HttpResponse:
        shown = self.shown_columns(asked)
        header = [_("No."), *(column.label for column in shown)]
        body = [[number, *(c.exported(row) for c in shown)] for number, row in enumerate(rows, start=1)]
        data = (
            sheets.to_xlsx(str(self.title), header, body)
            if asked.export == "xlsx"
            else sheets.to_csv(header, body)
        )
        if self.on_export:
            self.on_export(asked.export, len(rows))
        name = f"{slugify(self.name)}-{clock.today():%Y%m%d}.{asked.export}"
        return HttpResponse(
            data,
            content_type=EXPORTS[asked.export],
            headers={"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store"},
        )
