"""Tests that drive a browser; a package, so that file names may be those of tests beside it."""
