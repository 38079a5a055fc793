"""Every deed the code records can be read by the auditor."""

import re
from pathlib import Path

import jingge
from jingge.portal.web.deeds import DEEDS

ACTION = re.compile(r'action="([a-z_]+\.[a-z_]+)"')


def test_every_recorded_deed_has_words() -> None:
    source = Path(jingge.__file__).parent
    recorded = {name for file in source.rglob("*.py") for name in ACTION.findall(file.read_text())}
    assert recorded - set(DEEDS) == set()
