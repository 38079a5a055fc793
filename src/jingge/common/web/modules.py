"""Browser modules that `data-module` may name. A context adds its own in its `web/urls.py`."""

MODULES: dict[str, str] = {
    "map": "common/map/map.js",
    "print": "common/js/print.js",
    "popover": "common/js/popover.js",
    "sidemenu": "common/js/sidemenu.js",
    "drawer": "common/js/drawer.js",
    "submit": "common/js/submit.js",
}


def add(name: str, path: str) -> None:
    """Let `data-module="name"` start the module at this static path."""
    MODULES[name] = path
