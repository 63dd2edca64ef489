"""The Content-Security-Policy header: strict for everybody, wider only where curators have logged in."""

from typing import Any

from csp.constants import SELF, UNSAFE_EVAL, UNSAFE_INLINE
from csp.middleware import CSPMiddleware, PolicyParts
from django.http import HttpRequest, HttpResponseBase

# The admin theme's scripts (Alpine) evaluate expressions in attributes and style elements directly.
ADMIN = {
    "script-src": [SELF, UNSAFE_INLINE, UNSAFE_EVAL],
    "style-src": [SELF, UNSAFE_INLINE],
    "img-src": [SELF, "data:"],
}


class ContentSecurityPolicy(CSPMiddleware):
    """Send the settings' policy, and for the admin's pages one under which their theme works."""

    def get_policy_parts(
        self, request: HttpRequest, response: HttpResponseBase, report_only: bool = False, **kwargs: Any
    ) -> PolicyParts:
        """Give the policy of one response."""
        parts = super().get_policy_parts(request, response, report_only, **kwargs)
        if request.path_info.startswith("/admin/"):
            parts.replace = {**(parts.replace or {}), **ADMIN}
        return parts
