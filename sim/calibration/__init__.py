"""Calibration on what was seen by the end of 2020: how far the model agrees with it, and the search for what agrees."""
