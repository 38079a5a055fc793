"""A bureau's tables in and out, with undo; configuration packs."""
