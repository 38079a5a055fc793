"""`jingge …`: every command of the platform under one name."""

import os
import sys


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "jingge.config.settings")
    from django.core.management import execute_from_command_line
    from django.db.utils import OperationalError, ProgrammingError

    try:
        execute_from_command_line(sys.argv)
    except (OperationalError, ProgrammingError) as error:
        if not lacks_table(error) or "--traceback" in sys.argv:
            raise
        sys.exit(no_tables())


def lacks_table(error: Exception) -> bool:
    """Whether a statement named a table or column that is not there: SQLite's words, or PostgreSQL's codes."""
    state = getattr(error.__cause__, "sqlstate", None)
    return state in {"42P01", "42703"} or str(error).startswith(("no such table", "no such column"))


def no_tables() -> str:
    """In the reader's language; the database is not asked for it."""
    from django.utils.translation import gettext as _

    return _(
        "The database lacks tables of this version: run `jingge migrate` first, once after each upgrade."
    )
