"""Which database a question goes to: the primary, or for readers one of its replicas."""
