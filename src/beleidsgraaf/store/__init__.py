"""From curated Turtle to an immutable snapshot that is served read-only.

    curated files -> parsed with places -> checked -> facts added -> snapshot -> ``current``

Copies of documents come in here too, given by the user or fetched from the official publication.
"""
