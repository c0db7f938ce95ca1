"""Rules of retries: the same request again is answered as the first time."""
