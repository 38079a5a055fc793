"""Studies of where police offices should stand, by the siting engine; accepted ones become opening plans."""
