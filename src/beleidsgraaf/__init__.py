"""Read Dutch policy letters and show what they say as a graph."""

__version__ = "0.1.0"
