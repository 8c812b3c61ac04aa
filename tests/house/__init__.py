"""Architecture tests: what linters can't see. Each says what to do instead."""
