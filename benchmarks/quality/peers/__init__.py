"""Programs that other people wrote, asked the same questions. Run inside .venv-peers; nothing of ours is imported there."""
