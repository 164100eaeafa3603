"""How every text came into every language, and whether it still matches the text it was translated from (DESIGN §4)."""
