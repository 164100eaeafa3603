"""Privacy: how long something is kept, and what is done when a person asks for her data or wants to be forgotten."""
