"""`python -m jingge_engines.staffing`."""

import sys

from jingge_engines import LOADED_AT
from jingge_engines.staffing.cli import main

if __name__ == "__main__":
    sys.exit(main(begun=LOADED_AT))
