"""Tables for a terminal: plain words in two languages, at most 80 columns."""
