"""The catalogues of words: `compile` (default) makes every .mo; `check` also finds what is missing.

`check` fails when a text of the code or a template has no Chinese, when two catalogues say
different Chinese for one text, when a place-holder got lost, when a catalogue has a text nobody
uses, or when Chinese stands in code or templates instead of a catalogue.
"""

import ast
import re
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

import polib

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "src" / "jingge"
FUNCTIONS = {"gettext", "gettext_lazy", "gettext_noop", "ngettext", "ngettext_lazy"}
CHINESE = re.compile(r"[\u3400-\u9fff]")
# What `templatize` leaves of {% trans %} and {% blocktrans %}.
QUOTED = r"""u?(?:'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")"""
IN_TEMPLATE = re.compile(rf"(?:\bgettext|\bngettext|(?<!\w)_)\(\s*({QUOTED})(?:\s*,\s*({QUOTED}))?")
PLACE_HOLDER = re.compile(r"%\((\w+)\)[sd]|%[sd]|\{(\w*)\}")
# Chinese that is data to be recognised or drawn, not words shown in a person's language.
CHINESE_IS_DATA = (
    "demo/",  # the demonstration county's own names
    "uploads/",  # headings a bureau's tables may carry
    "exchange/",  # the same, and the templates to fill in
    "config/settings.py",  # the languages by their own names
    "organisation/management/",  # examples in the help of a command
    "planning/rules/naming.py",  # names of new areas, stored like a bureau's own
    "staffing/rules/worktable.py",  # headings a table of bookings may carry
    "planning/rules/placenames.py",  # endings of places' names, as a bureau writes them
)

Text = tuple[str, str]  # msgid and plural ("" without)


def main(arguments: list[str]) -> int:
    compile_all()
    if arguments and arguments[0] == "check":
        problems = list(check())
        print(*problems, sep="\n")
        return 1 if problems else 0
    return 0


def catalogues() -> list[Path]:
    return sorted(SOURCE.rglob("locale/*/LC_MESSAGES/django.po"))


def compile_all() -> None:
    """Only what is newer than its .mo: a second run costs nothing."""
    for po in catalogues():
        mo = po.with_suffix(".mo")
        if not mo.exists() or mo.stat().st_mtime < po.stat().st_mtime:
            polib.pofile(str(po)).save_as_mofile(str(mo))


def check() -> Iterator[str]:
    used = dict(used_texts())
    known = chinese_of()
    for text, places in sorted(used.items()):
        if text[0] not in known:
            yield f"{places[0]}: no Chinese for {text[0]!r}"
        elif text[1] and not known[text[0]][1]:
            yield f"{places[0]}: no Chinese with a plural for {text[0]!r}"
    ids = {text[0] for text in used}
    for msgid, (answers, _plural, place) in sorted(known.items()):
        if len(answers) > 1:
            yield f"{place}: {msgid!r} has several Chinese texts: {', '.join(sorted(answers))}"
        if msgid not in ids:
            yield f"{place}: nobody uses {msgid!r}"
        for answer in answers:
            if lost := holders(msgid) - holders(answer):
                yield f"{place}: {msgid!r} lost {', '.join(sorted(lost))} in Chinese"
    yield from chinese_in_code()


def holders(text: str) -> set[str]:
    return {match.group(0) for match in PLACE_HOLDER.finditer(text)}


def chinese_of() -> dict[str, tuple[set[str], bool, str]]:
    """msgid -> its Chinese texts, whether with a plural, and where it stands."""
    known: dict[str, tuple[set[str], bool, str]] = {}
    for po in catalogues():
        if "zh_Hans" not in po.parts:
            continue
        for entry in polib.pofile(str(po)):
            said = entry.msgstr or entry.msgstr_plural.get(0, "")
            if entry.obsolete or entry.fuzzy or not said:
                continue
            answers, plural, _place = known.get(entry.msgid, (set(), False, ""))
            place = f"{po.relative_to(ROOT)}:{entry.linenum}"
            known[entry.msgid] = (answers | {said}, plural or bool(entry.msgid_plural), place)
    return known


def used_texts() -> Iterable[tuple[Text, list[str]]]:
    found: dict[Text, list[str]] = defaultdict(list)
    for file in sorted(SOURCE.rglob("*.py")):
        for text, line in texts_of_python(file.read_text()):
            found[text].append(f"{file.relative_to(ROOT)}:{line}")
    for file in sorted(SOURCE.rglob("templates/**/*.*")):
        for text in texts_of_template(file.read_text()):
            found[text].append(str(file.relative_to(ROOT)))
    return found.items()


def texts_of_python(code: str) -> Iterator[tuple[Text, int]]:
    tree = ast.parse(code)
    names = {
        alias.asname or alias.name: alias.name
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.module == "django.utils.translation"
        for alias in node.names
        if alias.name in FUNCTIONS
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in names:
            words = [a.value for a in node.args if isinstance(a, ast.Constant) and isinstance(a.value, str)]
            if words:
                plural = words[1] if names[node.func.id].startswith("ngettext") else ""
                yield (words[0], plural), node.lineno


def texts_of_template(source: str) -> Iterator[Text]:
    from django.utils.translation.template import templatize

    for match in IN_TEMPLATE.finditer(templatize(source)):
        plural = ast.literal_eval(match.group(2)) if match.group(2) else ""
        yield ast.literal_eval(match.group(1)), plural


def chinese_in_code() -> Iterator[str]:
    for file in sorted(
        [*SOURCE.rglob("*.py"), *SOURCE.rglob("templates/**/*.*"), *SOURCE.rglob("static/**/*.js")]
    ):
        place = str(file.relative_to(SOURCE))
        if place.startswith(CHINESE_IS_DATA):
            continue
        for line, text in spoken_lines(file):
            if CHINESE.search(text):
                said = text.strip()[:60]
                yield f"{file.relative_to(ROOT)}:{line}: Chinese belongs into the catalogue: {said}"


def spoken_lines(file: Path) -> Iterator[tuple[int, str]]:
    """What a file may say to a person: strings of Python but docstrings; lines of others but comments."""
    if file.suffix == ".py":
        tree = ast.parse(file.read_text())
        remarks = {
            id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)
        }  # docstrings and texts under an attribute
        for node in ast.walk(tree):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in remarks:
                yield node.lineno, node.value
        return
    for number, line in enumerate(file.read_text().splitlines(), start=1):
        stripped = line.strip()
        if not stripped.startswith(("//", "/*", "*", "{#", "<!--")):
            yield number, stripped


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
