"""Clock, ids and chance of the machine we run on."""
