"""The questions: pure functions from Holdings to frozen answers. The doors only parse, call and print."""
