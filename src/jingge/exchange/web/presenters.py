"""Rows of imports to what the pages show."""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from jingge.common.errors import Reason
from jingge.common.web.parts import Badge, Link, Step
from jingge.exchange.rules.mapping import missing
from jingge.exchange.rules.schema import FORMS
from jingge.exchange.rules.states import why_not_read, why_not_step
from jingge.exchange.terms import Column, ImportState

TONES = {
    ImportState.UPLOADED: "neutral",
    ImportState.READING: "info",
    ImportState.NEEDS_MAPPING: "warn",
    ImportState.REFUSED: "bad",
    ImportState.PREVIEWED: "info",
    ImportState.APPLYING: "info",
    ImportState.APPLIED: "good",
    ImportState.UNDONE: "neutral",
    ImportState.FAILED: "bad",
}
AT_WORK = frozenset({ImportState.READING, ImportState.APPLYING})
ORDER = ("upload", "match", "check", "preview", "apply")
PLACE = {
    ImportState.UPLOADED: 1,
    ImportState.READING: 1,
    ImportState.NEEDS_MAPPING: 1,
    ImportState.REFUSED: 2,
    ImportState.FAILED: 2,
    ImportState.PREVIEWED: 3,
    ImportState.APPLYING: 4,
    ImportState.APPLIED: 5,
    ImportState.UNDONE: 5,
}


def state_badge(state: str) -> Badge:
    return Badge(ImportState(state).label, TONES[ImportState(state)])


def steps(state: str) -> list[Step]:
    labels = (_("Upload"), _("Match columns"), _("Check"), _("Preview"), _("Apply"))
    here = PLACE[ImportState(state)]
    return [
        Step(label, "done" if n < here else "current" if n == here else "ahead")
        for n, label in enumerate(labels)
    ]


@dataclass(frozen=True, slots=True)
class TableLine:
    """One table of the file, on the import's page."""

    key: str
    form_label: str
    rows: int
    matched: int
    columns: int
    encoding: str
    missing: list[str]


def table_lines(sheets: dict[str, Any]) -> list[TableLine]:
    return [
        TableLine(
            key=key,
            form_label=str(FORMS[t["form"]].label) if t["form"] else "",
            rows=t["rows"],
            matched=len(t["columns_by_field"]),
            columns=len(t["columns"]),
            encoding=t["encoding"],
            missing=[zh_name(t["form"], name) for name in t.get("missing", [])],
        )
        for key, t in sheets.items()
    ]


def zh_name(form: str, field: str) -> str:
    column = FORMS[form].column(field) if form else None
    return column.zh if column else field


@dataclass(frozen=True, slots=True)
class PreviewLine:
    """What one table would change."""

    form: str
    label: str
    new: int
    changed: int
    same: int
    gone: int
    samples: list[dict[str, Any]]


def preview_lines(preview: dict[str, Any]) -> list[PreviewLine]:
    return [
        PreviewLine(
            form=form,
            label=str(FORMS[form].label),
            new=p["new"],
            changed=p["changed"],
            same=p["same"],
            gone=p["gone"],
            samples=[sample_line(form, s) for s in p["samples"]],
        )
        for form, p in preview.items()
    ]


def sample_line(form: str, sample: dict[str, Any]) -> dict[str, Any]:
    fields = [(zh_name(form, name), before, after) for name, before, after in sample["fields"]]
    return {"key": sample["key"], "what": sample["what"], "fields": fields}


@dataclass(frozen=True, slots=True)
class MappingField:
    """One of our columns on the mapping page, with the header chosen for it."""

    name: str
    column: Column
    chosen: str
    input_name: str


@dataclass(frozen=True, slots=True)
class MappingTable:
    key: str
    index: int
    form: str
    rows: int
    headers: list[tuple[str, str]]  # header, example
    fields: list[MappingField]
    missing: list[str]


def mapping_tables(sheets: dict[str, Any]) -> list[MappingTable]:
    """Tables in order; a table's fields are those of the form chosen for it."""
    tables = []
    for index, (key, t) in enumerate(sheets.items()):
        form = FORMS.get(t["form"])
        examples = t.get("examples") or [""] * len(t["columns"])
        fields = [
            MappingField(c.name, c, t["columns_by_field"].get(c.name, ""), f"c{index}-{c.name}")
            for c in (form.columns if form else ())
        ]
        has_geometry = t["source"] in ("geojson", "gpkg", "shp", "kml")
        lacking = missing(form, t["columns_by_field"], has_geometry=has_geometry) if form else []
        tables.append(
            MappingTable(
                key=key,
                index=index,
                form=t["form"],
                rows=t["rows"],
                headers=list(zip(t["columns"], examples, strict=False)),
                fields=fields,
                missing=[zh_name(t["form"], name) for name in lacking],
            )
        )
    return tables


def mappings_from(post: Any, sheets: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """What a person chose, by table."""
    chosen = {}
    for index, (key, t) in enumerate(sheets.items()):
        form = str(post.get(f"form{index}", t["form"]))
        columns = {}
        if form in FORMS:
            for column in FORMS[form].columns:
                if header := post.get(f"c{index}-{column.name}", ""):
                    columns[column.name] = header
            extra = {f: h for f, h in t["columns_by_field"].items() if FORMS[form].column(f) is None}
            columns |= extra if form == t["form"] else {}
        chosen[key] = {"form": form, "columns": columns}
    return chosen


def import_links(row: Any, *, may_run: bool) -> list[Link]:
    """The deeds on one import, each with the reason it cannot be done now."""
    if not may_run:
        return []
    apply_reason: Reason | None = why_not_step(row.state, "apply")
    links = [
        Link(
            _("Match columns"), reverse("exchange:mapping", args=[row.pk]), "edit",
            why_not=why_not_read(row.state, file_kept=bool(row.stored_as)),
        ),
        Link(_("Apply"), reverse("exchange:apply", args=[row.pk]), "good", "primary", post=True, why_not=apply_reason),
    ]  # fmt: skip
    if row.state == ImportState.APPLIED:
        links = [Link(_("Take back"), reverse("exchange:undo", args=[row.pk]), "undo", "danger")]
    elif row.state in (ImportState.UNDONE,):
        links = []
    return links
