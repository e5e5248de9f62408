"""Layer: training of taggers, their cross-validation, and the choice of what to annotate next."""
