"""Evaluates SPARQL: our own look-ups, and the queries of strangers within limits."""
