"""Campaigns that try to lose, double or smuggle in something: `make faults`."""
