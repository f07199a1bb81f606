"""Reading: from the text of a document to its words, passages and finds."""
