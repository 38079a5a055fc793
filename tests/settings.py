"""Settings of the tests: the real ones, in a folder of their own, on the database asked for.

`JINGGE_TEST_DATABASE=sqlite` (default) or `postgres`; the latter starts the private cluster
of `tools/cluster.py` when it is not running.
"""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured

ROOT = Path(__file__).resolve().parent.parent
_kind = os.environ.get("JINGGE_TEST_DATABASE", "sqlite")
_home = Path(tempfile.mkdtemp(prefix="jingge-test-"))
atexit.register(shutil.rmtree, _home, ignore_errors=True)
os.environ["JINGGE_HOME"] = str(_home)
os.environ["JINGGE_HOSTS"] = "localhost,127.0.0.1,[::1],testserver"
os.environ.setdefault("JINGGE_LOG", "WARNING")
if _kind == "sqlite":
    os.environ["JINGGE_DATABASE"] = f"sqlite:///{_home / 'jingge.sqlite3'}"
elif _kind == "postgres":
    from tools.cluster import address

    os.environ["JINGGE_DATABASE"] = address()
else:
    raise ImproperlyConfigured(f"JINGGE_TEST_DATABASE={_kind!r}: write sqlite or postgres")
(_home / "static").mkdir()
if (ROOT / "var" / "vendor").exists():
    (_home / "vendor").symlink_to(ROOT / "var" / "vendor")

from jingge.config.settings import *  # noqa: E402, F403
from jingge.config.settings import DATABASES, STORAGES  # noqa: E402

# One test database per process, so that several people may test at once on one cluster.
DATABASES["default"]["TEST"] = {
    "NAME": str(_home / "test.sqlite3") if _kind == "sqlite" else f"test_jingge_{os.getpid()}"
}
# Signing in happens thousands of times here; the real hasher is slow on purpose and has its own test.
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
# The manifest needs a collectstatic; journeys and the demo use it, these tests need not.
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
