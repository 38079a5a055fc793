"""Files from outside, read into plain tables by a separate, limited process."""
