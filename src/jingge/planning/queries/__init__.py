"""What this person may see of scenarios. Every query asks first who is looking."""
