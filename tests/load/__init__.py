"""Load on loopback; run by hand, see docs/deploy/measured.md."""
