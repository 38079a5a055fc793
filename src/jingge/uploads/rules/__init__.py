"""What may be taken from a file and what may not, decided on plain values."""
