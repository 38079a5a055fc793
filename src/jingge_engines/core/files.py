"""Results as files that other programs read: each is written whole or not at all."""

import csv
import io
import json
import os
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from jingge_engines.core.reading import InputError


def write_answer(folder: Path, rows: Sequence[Sequence[object]], report: Mapping[str, Any]) -> None:
    """`rows` as plan.csv and `report` as report.json, each whole or not at all."""
    try:
        write_table(folder / "plan.csv", rows)
        write_json(folder / "report.json", report)
    except OSError as error:
        raise InputError(
            f"--out {folder.name}: cannot be written ({error.strerror}); give another folder"
        ) from error


def write_table(path: Path, rows: Sequence[Sequence[object]]) -> None:
    """Rows as CSV in UTF-8; the first is the heading."""
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator="\n").writerows(rows)
    write_whole(path, text.getvalue())


def write_json(path: Path, told: Mapping[str, Any]) -> None:
    """Plain values as JSON; a number that is none is refused."""
    write_whole(path, json.dumps(told, ensure_ascii=False, indent=1, allow_nan=False) + "\n")


def write_whole(path: Path, text: str) -> None:
    """Into a file beside it first, so that nobody ever reads half of it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        os.chmod(name, 0o644)
        os.replace(name, path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
