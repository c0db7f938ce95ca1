"""The HTTP face: decode, call one use case, encode."""
