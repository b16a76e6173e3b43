"""Writing listings: new ones, formatted ones, closed ones; and a new board."""
