"""What import-linter cannot see: keys by string, models by name, signals, templates, browser modules."""

import ast
import re

from django.apps import apps
from django.db.models import ForeignKey

from tests.repo.source import PACKAGE, ROOT, calls, context_of, contexts, looks_down, order, readable

EXTENDS = re.compile(r"""{%\s*(?:extends|include)\s+["']([^"']+)["']""")
IMPORTS = re.compile(r"""(?:import|from)\s*\(?\s*["']([^"']+)["']""")
SIGNALS = re.compile(
    r"django\.(?:db\.models|core|contrib\.auth|test)[.\w]* import .*\b(?:signals|receiver|Signal)\b"
)


def test_no_foreign_key_points_up() -> None:
    up = [
        f"{model._meta.label}.{field.name} → {field.related_model._meta.label}"
        for model in apps.get_models()
        if model._meta.app_label in order()
        for field in model._meta.get_fields()
        if isinstance(field, ForeignKey)
        and field.related_model._meta.app_label in order()
        and not looks_down(model._meta.app_label, field.related_model._meta.app_label)
    ]
    assert up == []


def test_models_are_imported_and_not_fetched_by_name() -> None:
    fetched = [
        f"{path}:{call.lineno}"
        for path, text in readable(".py")
        if context_of(path) and "migrations" not in path.parts and path.parts[2:] != ("common", "changes.py")
        for call in calls(ast.parse(text))
        if isinstance(call.func, ast.Attribute) and call.func.attr == "get_model"
    ]
    assert fetched == []


def test_nobody_uses_signals() -> None:
    users = [str(path) for path, text in readable(".py") if context_of(path) and SIGNALS.search(text)]
    assert users == []
    assert SIGNALS.search("from django.db.models.signals import post_save, Signal")  # the test has teeth


def test_templates_look_down() -> None:
    """A template lies in `<context>/templates/<context>/` and extends or includes its own or lower ones."""
    wrong = []
    for path, text in readable(".html"):
        context = context_of(path)
        if context is None or path.parts[3] != "templates":
            continue
        if path.parts[4] != context:
            wrong.append(f"{path}: lies outside templates/{context}/")
        for name in EXTENDS.findall(text):
            owner = name.split("/")[0]
            if owner not in contexts() or not looks_down(context, owner):
                wrong.append(f"{path}: {name}")
            elif not (PACKAGE / owner / "templates" / name).exists():
                wrong.append(f"{path}: {name} does not exist")
    assert wrong == []


def test_only_the_map_folder_imports_the_map_library_and_only_charts_the_chart_library() -> None:
    doors = {"maplibre": "map", "echarts": "chart"}
    wrong = []
    for path, text in readable(".js", ".mjs"):
        if context_of(path) is None:
            continue
        for name in IMPORTS.findall(text):
            for library, folder in doors.items():
                if library in name and path.parent.name != folder:
                    wrong.append(f"{path}: {name}")
            if name.startswith(("http:", "https:", "//")):
                wrong.append(f"{path}: {name} comes from outside")
    assert wrong == []


def test_no_page_names_an_outside_address() -> None:
    """The platform works with no internet at all: no outside font, tile, script, style or frame."""
    outside = re.compile(r"""(?:src|href|action|url\()\s*=?\s*["']?(https?:)?//(?!www\.w3\.org)""")
    wrong = [
        f"{path}: {match.group(0)}"
        for path, text in readable(".html", ".css", ".js")
        if context_of(path) and (match := outside.search(text))
    ]
    assert wrong == []


def test_no_page_carries_inline_script_style_or_handler() -> None:
    """The content security policy would block it; better to know here."""
    inline = re.compile(
        r"<script(?![^>]*\b(?:src=|type=\"(?:application/json|importmap)\"))[^>]*>|<style|\sstyle=|\son[a-z]+=\"|javascript:"
    )
    wrong = [
        f"{path}: {match.group(0)}"
        for path, text in readable(".html")
        if context_of(path) and (match := inline.search(text))
    ]
    assert wrong == []


def test_there_is_no_module_for_odds_and_ends() -> None:
    odd = [
        str(p.relative_to(ROOT))
        for p in PACKAGE.parent.rglob("*.py")
        if p.stem in {"utils", "helpers", "misc"}
    ]
    assert odd == []
