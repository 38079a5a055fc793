"""The import contracts have teeth: planted in a copy of the tree, every kind of breach is named."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from tests.repo.source import ROOT

PLANTED = {
    "jingge_engines/core/rng.py": "import django, jingge.common.clock, jingge_engines.districting\n",
    "jingge_engines/surprise.py": "an_engine_outside_the_order = 1\n",
    "jingge/surprise.py": "a_context_outside_the_order = 1\n",
    "jingge/runs/helpers.py": "a_file_without_a_place = 1\n",
    "jingge/staffing/apps.py": "import jingge_engines.core\n",
    "jingge/territory/terms.py": "import jingge.planning.terms\n",
    "jingge/runs/models.py": "import jingge.runs.actions\n",
    "jingge/runs/web/urls.py": "import jingge.runs.models\n",
    "jingge/planning/web/urls.py": "import jingge.territory.models\n",
    "jingge/accounts/one.py": "import jingge.accounts.two\n",
    "jingge/accounts/two.py": "import jingge.accounts.one\n",
}
NAMED = [
    "jingge_engines.core.rng -> django",
    "jingge_engines.core.rng -> jingge.common.clock",
    "jingge_engines.core.rng -> jingge_engines.districting",
    "- jingge_engines.surprise",
    "- jingge.surprise",
    "- jingge.runs.helpers",
    "jingge.staffing.apps -> jingge_engines.core",
    "jingge.territory.terms -> jingge.planning.terms",
    "jingge.runs.models -> jingge.runs.actions",
    "jingge.runs.web.urls -> jingge.runs.models",
    "jingge.planning.web.urls -> jingge.territory.models",
    "jingge.accounts",
]


def lint(folder: Path) -> tuple[int, str]:
    done = subprocess.run(
        [Path(sys.executable).parent / "lint-imports", "--no-logo", "--no-cache"],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(folder / "src")},
        capture_output=True,
        text=True,
        check=False,
    )
    return done.returncode, done.stdout + done.stderr


def test_the_tree_keeps_every_contract() -> None:
    status, said = lint(ROOT)
    assert status == 0, said


def test_every_planted_breach_is_found(tmp_path: Path) -> None:
    shutil.copytree(
        ROOT / "src", tmp_path / "src", ignore=shutil.ignore_patterns("__pycache__", "static", "data")
    )
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    for name, line in PLANTED.items():
        with (tmp_path / "src" / name).open("a") as file:
            file.write("\n" + line)
    status, said = lint(tmp_path)
    assert status != 0
    assert [breach for breach in NAMED if breach not in said] == []
    assert "No cycles are allowed in jingge.accounts" in said
