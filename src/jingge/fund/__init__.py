"""The special fund: budget, contracts of helpers, payments; entries only ever added."""
