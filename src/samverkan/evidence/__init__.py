"""Did it work? Pure numerics: arrays in, frozen results out. Imports no Django and no other room."""
