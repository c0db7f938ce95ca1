"""Rules of portability: data comes in, goes out, goes away."""
