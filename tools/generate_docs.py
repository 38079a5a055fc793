"""Make docs/generated from the code: settings, permissions, states. `--check` only compares."""

import importlib
import os
import pkgutil
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import ModuleType
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "docs" / "generated"
MADE = "<!-- Made by `make docs` from the code; change the code, not this. -->\n\n"


def settings_page() -> str:
    from jingge.config.environment import SETTINGS

    rows = [f"| `{s.name}` | `{s.default or '(empty)'}` | {s.meaning} |" for s in SETTINGS.values()]
    head = "# Settings\n\nEnvironment variables; an unknown `JINGGE_…` name stops the start.\n\n"
    return head + "| Name | Default | Meaning |\n|---|---|---|\n" + "\n".join(rows) + "\n"


def routes(patterns: list[Any], space: str = "", prefix: str = "/") -> Iterator[tuple[str, str, str]]:
    """(name, address, ability) of every route."""
    for entry in patterns:
        address = prefix + str(entry.pattern)
        if hasattr(entry, "url_patterns"):
            yield from routes(
                entry.url_patterns, f"{entry.namespace}:" if entry.namespace else space, address
            )
        else:
            yield f"{space}{entry.name}", address, str(getattr(entry.callback, "ability", "none"))


def permissions_page() -> str:
    from django.urls import get_resolver

    from jingge.accounts.rules import ABILITIES
    from jingge.accounts.terms import Ability
    from jingge.common.viewer import BUREAU_WIDE, Role

    head = "# Permissions\n\nWho may do what, and on which ground.\n\n"
    columns = "| Ability | " + " | ".join(f"`{role}`" for role in Role) + " |\n|" + "---|" * (len(Role) + 1)
    ground = "| *sees* | " + " | ".join("bureau" if r in BUREAU_WIDE else "station" for r in Role) + " |"
    table = [
        f"| `{ability}` | " + " | ".join("yes" if ability in ABILITIES[role] else "" for role in Role) + " |"
        for ability in Ability
        if ability is not Ability.PUBLIC
    ]
    found = sorted(routes(get_resolver().url_patterns))
    addresses = [f"| `{name}` | `{address}` | `{ability}` |" for name, address, ability in found]
    lower = "## Routes\n\n| Route | Address | Ability |\n|---|---|---|\n"
    return "\n".join([head + columns, ground, *table, "", lower + "\n".join(addresses), ""])


def rule_modules() -> Iterator[ModuleType]:
    import jingge

    for context in pkgutil.iter_modules(jingge.__path__):
        for place in (ROOT / "src" / "jingge" / context.name).glob("rules*"):
            top = importlib.import_module(f"jingge.{context.name}.{place.stem}")
            yield top
            for inner in pkgutil.iter_modules(getattr(top, "__path__", [])):
                yield importlib.import_module(f"{top.__name__}.{inner.name}")


def diagram(table: Mapping[str, Any]) -> str:
    """A Mermaid state diagram; a table is state → next states, or state → {verb: next state}."""
    lines = ["```mermaid", "stateDiagram-v2", f"    [*] --> {next(iter(table))}"]
    for state, following in table.items():
        steps = (
            following.items() if isinstance(following, Mapping) else ((None, s) for s in sorted(following))
        )
        lines += [f"    {state} --> {target}" + (f": {verb}" if verb else "") for verb, target in steps]
        if not following:
            lines.append(f"    {state} --> [*]")
    return "\n".join([*lines, "```"])


def states_page() -> str:
    tables: dict[int, tuple[str, Mapping[str, Any]]] = {}
    for module in rule_modules():
        for name, table in vars(module).items():
            if name.endswith("TRANSITIONS"):
                context = module.__name__.split(".")[1]
                what = name.removesuffix("TRANSITIONS").strip("_").lower().replace("_", " ")
                tables.setdefault(id(table), (f"{context} {what}".strip(), table))
    parts = [
        f"## {title}\n\n{diagram(table)}\n" for title, table in sorted(tables.values(), key=lambda t: t[0])
    ]
    return "# States\n\nThe transition tables of `rules`, drawn.\n\n" + "\n".join(parts)


PAGES = {"settings.md": settings_page, "permissions.md": permissions_page, "states.md": states_page}


def main(argv: list[str]) -> int:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "jingge.config.settings")
    import django
    from django.utils import translation

    django.setup()
    translation.activate("en")
    FOLDER.mkdir(parents=True, exist_ok=True)
    stale = []
    for name, make in PAGES.items():
        text, path = MADE + make(), FOLDER / name
        if not path.exists() or path.read_text() != text:
            stale.append(name)
            if "--check" not in argv:
                path.write_text(text)
    if stale and "--check" in argv:
        print(f"docs/generated is older than the code: {', '.join(stale)}; run: make docs", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
