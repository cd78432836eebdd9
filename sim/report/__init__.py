"""How results are shown: charts, printed tables and words in two languages, read from a results folder."""
