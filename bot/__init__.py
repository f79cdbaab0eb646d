"""Slack: what owners and the inspectorate see and press there."""
