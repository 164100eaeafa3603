"""What readers write: reports of what is wrong, and what holds spam off every form on a public page."""
