"""The pieces of which the screens are made, one file each."""
