"""Running the site: what is written to the log, what is counted for the operator, and how it starts and stops."""
