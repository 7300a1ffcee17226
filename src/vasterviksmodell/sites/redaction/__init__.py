"""Sites with what must not be published taken away before they are scored."""

from vasterviksmodell.sites.redaction.redact import NOT_TOLD, redacted

__all__ = ["NOT_TOLD", "redacted"]
