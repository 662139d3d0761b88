"""Who did what to whom: a parsed report → events, coded in CAMEO and PLOVER, and the causes that it declares."""
