"""`python -m jingge_engines.rostering`."""

import sys

from jingge_engines import LOADED_AT
from jingge_engines.rostering.cli import main

if __name__ == "__main__":
    sys.exit(main(begun=LOADED_AT))
