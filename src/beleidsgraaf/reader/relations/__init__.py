"""What a text says of the things that it names: relations, fundings and steps, as proposals."""
