"""Pages of practices, countries and guidance. Query sets answer the questions, templates show the answers."""
