"""The bureau, its stations and brigades, and their working modes."""
