"""The engine needs no maps library until somebody hands it a map, and then says which one is missing."""

import subprocess
import sys

import pytest


@pytest.mark.parametrize(
    ("missing", "module", "message"),
    [
        ("shapely", "frames", "maps need Shapely, which is not installed: pip install 'jingge[geo]'"),
        ("shapely", "adjacency", "maps need Shapely, which is not installed: pip install 'jingge[geo]'"),
        ("pyogrio", "geopackage", "not installed: pip install 'jingge[geo]'"),
    ],
)
def test_what_is_missing_is_said(missing: str, module: str, message: str) -> None:
    code = f"import sys; sys.modules[{missing!r}] = None; import jingge_engines.districting.{module}"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert message in done.stderr


def test_the_engine_itself_loads_without_any_of_them() -> None:
    banned = ("shapely", "pyogrio", "pyproj", "geopandas", "pandas", "libpysal", "django")
    code = (
        f"import sys; sys.modules.update(dict.fromkeys({banned!r}))\n"
        "import jingge_engines.districting, jingge_engines.districting.cli, jingge_engines.districting.io"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
