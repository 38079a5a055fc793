"""The command line says what to do where a new person meets it first."""

import os
import subprocess
import sys
from pathlib import Path


def test_a_command_on_a_database_without_tables_says_to_migrate(tmp_path: Path) -> None:
    environment = {**os.environ, "JINGGE_HOME": str(tmp_path)}
    environment.pop("JINGGE_DATABASE", None)
    asked = subprocess.run(
        [
            sys.executable,
            "-c",
            "from jingge.config.cli import main; main()",
            "found",
            "--code",
            "640181",
            "--name",
            "局",
        ],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert asked.returncode == 1
    assert "jingge migrate" in asked.stderr
    assert "Traceback" not in asked.stderr
