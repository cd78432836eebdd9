"""Verification of a results folder: what its tables say is worked out anew, by a way of its own."""
