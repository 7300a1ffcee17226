"""Sites with what must not be published taken away before they are scored."""

from vasterviksmodell.sites.redaction.redact import redacted

__all__ = ["redacted"]
