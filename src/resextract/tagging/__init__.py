"""Layer: trained taggers of mentions and node roles, and how they and the rules are combined."""
