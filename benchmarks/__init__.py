"""Speed and quality, measured. `make bench` runs them all; see README.md."""
