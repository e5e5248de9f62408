"""How good predictions are beside gold records, and what a change of the rules changes."""
