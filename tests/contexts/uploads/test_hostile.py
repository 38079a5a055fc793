"""Hostile files: refused quickly, cheaply, by name of what is wrong; nothing leaves the machine."""

import socket
import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from jingge.uploads.queries import read_tables
from jingge.uploads.rules.words import WORDS, mend_of, message_of
from jingge.uploads.terms import MB, NORMAL
from tests.instances.hostile import HOSTILE, SECRET, VRT, asking_home, workbook

SECONDS = 2.0
RESIDENT_MB = 100  # growth allowed to a hostile file (reliability, bad inputs)
BARE_MB = 30  # Python alone


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_is_refused_by_name_in_two_seconds(name: str, tmp_path: Path) -> None:
    case = HOSTILE[name]
    path = tmp_path / "0197"  # stored under a name of ours, whatever the user called it
    path.write_bytes(case.content())
    result = read_tables(path, name=case.file_name)
    assert case.code in [p.code for p in result.problems], result.problems
    assert result.has_errors
    assert result.seconds <= SECONDS
    assert result.peak_kb <= (BARE_MB + RESIDENT_MB) * 1024
    for problem in result.problems:
        assert "%(" not in message_of(problem) + mend_of(problem)
        assert mend_of(problem)


def test_the_three_million_rows_are_refused_from_the_directory_below_50_mb(tmp_path: Path) -> None:
    path = tmp_path / "bomb"
    path.write_bytes(HOSTILE["a workbook of three million rows"].content())
    assert path.stat().st_size < MB
    assert read_tables(path, name="a.xlsx").peak_kb < 50 * 1024


@pytest.fixture
def listener() -> Iterator[tuple[int, list[object]]]:
    """A port of this machine and the connections it saw."""
    seen: list[object] = []
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.1)
        stop = threading.Event()

        def accept() -> None:
            while not stop.is_set():
                try:
                    connection, address = server.accept()
                    connection.close()
                    seen.append(address)
                except TimeoutError:
                    continue

        thread = threading.Thread(target=accept)
        thread.start()
        yield server.getsockname()[1], seen
        stop.set()
        thread.join()


def test_no_file_makes_the_reader_call_out(tmp_path: Path, listener: tuple[int, list[object]]) -> None:
    port, seen = listener
    for name, content in asking_home(port).items():
        path = tmp_path / name
        path.write_bytes(content)
        result = read_tables(path)
        assert not result.tables or result.tables[0].length <= 1
    assert seen == []


def test_the_listener_would_have_seen_a_call(listener: tuple[int, list[object]]) -> None:
    port, seen = listener
    socket.create_connection(("127.0.0.1", port), timeout=2).close()
    for _ in range(50):
        if seen:
            break
        threading.Event().wait(0.1)
    assert len(seen) == 1


def test_a_virtual_file_never_shows_a_server_file(tmp_path: Path) -> None:
    secret = tmp_path / "secret.csv"
    secret.write_text(f"code,name\n1,{SECRET}\n")
    for ending in ("geojson", "kml", "csv", "gpkg", "vrt"):
        path = tmp_path / f"x.{ending}"
        path.write_text(VRT % secret)
        result = read_tables(path)
        assert SECRET not in repr(result)
        assert result.tables == []


def test_a_folder_does_not_follow_links_out(tmp_path: Path) -> None:
    secret = tmp_path / "secret.csv"
    secret.write_text(f"code,name\n1,{SECRET}\n")
    folder = tmp_path / "tables"
    folder.mkdir()
    (folder / "units.csv").symlink_to(secret)
    assert SECRET not in repr(read_tables(folder))


def test_a_200_mb_file_is_refused_with_its_size(tmp_path: Path) -> None:
    path = tmp_path / "big"
    with path.open("wb") as file:
        file.truncate(200 * MB)
    problem = read_tables(path, name="all.csv").problems[0]
    assert (problem.code, problem.value) == ("file_too_big", "200 MB")


def test_a_reader_that_asks_for_too_much_memory_is_told_as_too_heavy(tmp_path: Path) -> None:
    path = tmp_path / "big.csv"
    path.write_bytes(b"code,name\n" + b"".join(b"%d,%d\n" % (n, n) for n in range(200_000)))
    result = read_tables(path, limits=replace(NORMAL, memory_bytes=48 * MB))
    assert [p.code for p in result.problems] == ["too_heavy"]


def test_a_reader_that_takes_too_long_is_ended(tmp_path: Path) -> None:
    path = tmp_path / "big.xlsx"
    rows = "".join(f'<row r="{n}"><c r="A{n}"><v>{n * 7919}</v></c></row>' for n in range(1, 100_000))
    path.write_bytes(workbook(rows))
    result = read_tables(path, limits=replace(NORMAL, cpu_s=1, wall_s=60))
    assert [p.code for p in result.problems] == ["too_heavy"]


@pytest.mark.parametrize("code", WORDS)
def test_every_problem_has_words_and_a_mend(code: str) -> None:
    message, mend = WORDS[code]
    assert message.endswith(".")
    assert mend.endswith(".")
