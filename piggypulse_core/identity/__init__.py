"""Rules of identity: who somebody is and whether they are signed in."""
