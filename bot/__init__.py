"""Slack: what owners and the inspectorate will see and press there; not reached yet."""
