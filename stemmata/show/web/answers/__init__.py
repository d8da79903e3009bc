"""What a page and the JSON API both answer, from the open record: a function a question, of neither of the two."""
