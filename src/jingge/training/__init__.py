"""Training: classes, topics, attendance, small tests, and who still lacks which topic."""
