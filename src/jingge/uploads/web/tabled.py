"""A page that takes a table: template, check with a preview, keep. Taken whole or not at all.

What was checked is carried to the keeping in a signed field, so that the file is read once and
nobody keeps rows that were not read by the guarded reader.
"""

import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django import forms
from django.contrib import messages
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from jingge.common import sheets
from jingge.common.errors import Reason
from jingge.uploads.queries import read_tables
from jingge.uploads.rules.tabled import Heading, Line, TableProblem, TableRefused, places_of, refuse_others
from jingge.uploads.rules.words import mend_of, message_of
from jingge.uploads.terms import ReadTable

MOST_ROWS = 5000
SHOWN = 50
SALT = "jingge.uploads.tabled"
VALID_SECONDS = 24 * 3600


class FileForm(forms.Form):
    file = forms.FileField(
        label=gettext_lazy("File"),
        help_text=gettext_lazy("One .xlsx or .csv table with the headings of the template, one thing a row."),
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx,.csv"}),
    )


@dataclass(frozen=True, slots=True)
class Found:
    """What a table would do or did."""

    said: str  # "12 payments, 15,108.00 yuan in all."
    warnings: Sequence[str] = ()
    back: str = ""  # where what was kept is seen; empty: the page's own `back`


@dataclass(frozen=True, slots=True)
class TablePage:
    """`deed(lines, only_check)` tries or keeps the rows and says what they are."""

    title: Reason
    headings: Sequence[Heading]
    example: Sequence[object]  # one row of the template
    template_name: str  # of the file to download
    deed: Callable[[list[Line], bool], Found]
    back: str
    label: Reason  # of the button that keeps
    text: Reason = ""
    only_these: bool = False  # any other column is refused, not left out

    def respond(self, request: HttpRequest) -> HttpResponse:
        if request.method == "GET" and "template" in request.GET:
            return self.template()
        context: dict[str, Any] = {"page": self, "form": FileForm()}
        if request.method != "POST":
            return render(request, "uploads/table.html", context)
        keeps = request.POST.get("deed") == "keep"
        try:
            lines = lines_of(request, self.headings, only_these=self.only_these)
            found = self.deed(lines, not keeps)
        except TableRefused as refusal:
            problems = refusal.problems
            context |= {"problems": problems[:SHOWN], "more": max(0, len(problems) - SHOWN)}
            return render(request, "uploads/table.html", context, status=422)
        if keeps:
            messages.success(request, found.said)
            return redirect(found.back or self.back)
        context |= {"found": found, "signed": sign(lines, self.headings), **self.preview(lines)}
        return render(request, "uploads/table.html", context)

    def preview(self, lines: Sequence[Line]) -> dict[str, Any]:
        heads = [h for h in self.headings if not h.optional or any(line[h.key] for line in lines)]
        rows = [(line.row, [(h.label, line[h.key]) for h in heads]) for line in lines[:SHOWN]]
        return {"heads": heads, "rows": rows, "rest": max(0, len(lines) - SHOWN)}

    def template(self) -> HttpResponse:
        """An empty table with the headings and one row as an example."""
        header = [str(heading.label) for heading in self.headings]
        return HttpResponse(
            sheets.to_xlsx(str(self.title), header, [self.example]),
            content_type=sheets.XLSX_TYPE,
            headers={"Content-Disposition": f'attachment; filename="{self.template_name}.xlsx"'},
        )


def lines_of(request: HttpRequest, headings: Sequence[Heading], *, only_these: bool = False) -> list[Line]:
    """The rows of the file that came with the form, or those that were checked just before."""
    upload = request.FILES.get("file")
    if upload is not None:
        return read_lines(upload, headings, only_these=only_these)
    if signed := request.POST.get("signed", ""):
        return unsign(signed, headings)
    raise TableRefused([TableProblem(0, str(FileForm.base_fields["file"].label), "", _("Choose a file."))])


def read_lines(upload: Any, headings: Sequence[Heading], *, only_these: bool = False) -> list[Line]:
    table = only_table(upload)
    places = places_of(headings, table.columns)
    if only_these:
        refuse_others(places, table.columns)
    lines = [
        Line(number, {key: table.values[place][index].strip() for key, place in places.items()})
        for index, number in enumerate(table.rows)
    ]
    return [line for line in lines if any(line.values.values())]


def only_table(upload: Any) -> ReadTable:
    """The upload's first table, read in another process; everything wrong with the file at once."""
    with tempfile.TemporaryDirectory(prefix="jingge-table-") as folder:
        path = Path(folder) / f"table{Path(upload.name).suffix.lower()}"
        with path.open("wb") as file:
            for chunk in upload.chunks():
                file.write(chunk)
        result = read_tables(path, name=upload.name)
    errors = [p for p in result.problems if p.severity == "error"]
    if errors:
        raise TableRefused(
            [TableProblem(p.row or 0, p.field, p.value, f"{message_of(p)} {mend_of(p)}") for p in errors]
        )
    if not result.tables or not result.tables[0].length:
        raise TableRefused([TableProblem(0, "", upload.name, _("The file holds no rows."))])
    table = result.tables[0]
    if table.length > MOST_ROWS:
        mend = _("At most %(n)d rows at once; hand over the table in parts.") % {"n": MOST_ROWS}
        raise TableRefused([TableProblem(0, "", str(table.length), mend)])
    return table


def sign(lines: Sequence[Line], headings: Sequence[Heading]) -> str:
    rows = [[line.row, [line[heading.key] for heading in headings]] for line in lines]
    return signing.dumps({"keys": [h.key for h in headings], "rows": rows}, salt=SALT, compress=True)


def unsign(signed: str, headings: Sequence[Heading]) -> list[Line]:
    keys = [heading.key for heading in headings]
    try:
        kept = signing.loads(signed, salt=SALT, max_age=VALID_SECONDS)
    except signing.BadSignature:
        kept = {}
    if kept.get("keys") != keys:
        mend = _("This check is too old or of another page: choose the file again.")
        raise TableRefused([TableProblem(0, "", "", mend)])
    return [Line(row, dict(zip(keys, values, strict=True))) for row, values in kept["rows"]]
