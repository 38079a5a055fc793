"""Small marks for templates: `{% load ui %}`."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django import template
from django.core.paginator import Page
from django.templatetags.static import static
from django.utils import formats, timezone
from django.utils.html import conditional_escape, format_html, json_script
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from jingge.common.icons import ICONS
from jingge.common.web.asked import Asked
from jingge.common.web.lists import Column, Filter
from jingge.common.web.modules import MODULES
from jingge.common.web.parts import Badge, Bar, Link, Tile
from jingge.common.wording import listed

register = template.Library()
SIGNS = {"good": "good", "warn": "warn", "bad": "bad", "info": "info"}


@register.simple_tag
def icon(name: str) -> SafeString:
    """A drawing beside a word; readers of the screen skip it."""
    body = mark_safe(ICONS[name])  # noqa: S308 - our own constants
    return format_html(
        '<svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">{}</svg>', body
    )


@register.filter(name="listed")
def in_a_row(words: Iterable[object]) -> str:
    """Words with the comma of the reader's language between them."""
    return listed(words)


@register.simple_tag
def badge(label: object, tone: str = "neutral") -> SafeString:
    sign = icon(SIGNS[tone]) if tone in SIGNS else ""
    return format_html('<span class="badge {}">{}{}</span>', tone, sign, label)


@register.simple_tag
def bar(value: float, maximum: float, label: str = "", tone: str = "") -> SafeString:
    return _bar(Bar(value, maximum, label, tone))


def _bar(bar: Bar) -> SafeString:
    return format_html(
        '<span class="bar {}"><svg viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true">'
        '<rect width="{}" height="8" rx="0"/></svg><span class="bar-text">{}</span></span>',
        bar.tone,
        f"{bar.share:g}",
        str(bar),
    )


@register.inclusion_tag("common/parts/tile.html")
def tile(
    label: object, value: object, unit: object = "", hint: object = "", url: str = "", tone: str = ""
) -> dict[str, Any]:
    return {"tile": Tile(str(label), value, str(unit), str(hint), url, tone)}


@register.inclusion_tag("common/parts/link.html", takes_context=True)
def button(context: template.Context, link: Link, size: str = "") -> dict[str, Any]:
    """A `Link` as a button: a place, a deed (own form with token) or a disabled one with its reason."""
    return {"link": link, "size": size, "csrf_token": context.get("csrf_token")}


@register.filter
def shown(value: object) -> str | SafeString:
    """Any value of a table as a person reads it."""
    if value is None or value == "":
        return format_html('<span class="soft" title="{}">—</span>', _("No entry"))
    if isinstance(value, Badge):
        return badge(value.label, value.tone)
    if isinstance(value, Bar):
        return _bar(value)
    if isinstance(value, Link):
        drawer = mark_safe(" data-drawer") if value.drawer else ""
        return format_html('<a href="{}"{}>{}</a>', value.url, drawer, shown(value.label))
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if isinstance(value, datetime):
        return timezone.localtime(value).strftime("%Y-%m-%d %H:%M:%S")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, int | float):
        return formats.number_format(value, use_l10n=True, force_grouping=True)
    return conditional_escape(str(value) if not isinstance(value, SafeString) else value)


@register.simple_tag
def js_modules() -> SafeString:
    """The names that `data-module` may use, each with its (hashed) address, for mount.js."""
    return json_script({name: static(path) for name, path in MODULES.items()}, "js-modules")


@register.simple_tag
def querystring_of(asked: Asked, **changes: object) -> str:
    """The address query of this list with some values changed."""
    return asked.query(**changes)


@register.simple_tag
def sort_link(asked: Asked, column: Column) -> str:
    return asked.sorted_by(column.key)


@register.simple_tag
def sort_state(asked: Asked, column: Column) -> str:
    return asked.direction(column.key)


@register.simple_tag
def filter_value(asked: Asked, filter: Filter) -> str:
    return asked.filters[filter.key]


@register.simple_tag
def page_numbers(page: Page[Any]) -> list[int | None]:
    """Numbers for the pager; None stands for a gap."""
    pages = page.paginator.get_elided_page_range(page.number, on_each_side=2, on_ends=1)
    return [number if isinstance(number, int) else None for number in pages]


@register.inclusion_tag("common/parts/row_link.html", takes_context=True)
def row_link(context: template.Context, link: Link) -> dict[str, Any]:
    return {"link": link, "csrf_token": context.get("csrf_token")}
