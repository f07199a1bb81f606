"""The HTTP service: SPARQL, look-ups, networks and pages over one snapshot."""
