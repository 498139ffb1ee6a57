"""The values that the stages hand to one another: frozen, without I/O, units in their names."""
