"""What every engine has to answer alike: the pool, ``oxigraph serve`` and Virtuoso."""
