from tests.faults.committed import committed_db, guards_back

__all__ = ["committed_db", "guards_back"]
