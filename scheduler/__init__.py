"""When: the table of jobs, and the worker that drains the outbox."""
