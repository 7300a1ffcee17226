from vasterviksmodell.source import Fingerprint, Source

__all__ = ["Fingerprint", "Source"]
