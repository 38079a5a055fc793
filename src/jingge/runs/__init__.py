"""The job table: leases, progress, results, provenance; the worker."""
