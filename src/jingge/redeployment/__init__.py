"""Plans of moves: who would serve where, what it changes, who agrees, the day it turns into postings."""
