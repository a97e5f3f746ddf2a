"""Signs the requests of a run in: as the account of VISITOR_PSEUDO and VISITOR_PASSWORD, or not at all.

Schemathesis loads this file as its hooks. A run signs out and tries wrong passwords, so several sessions are
opened at the start, before the server limits the attempts.
"""

import json
import os
import urllib.request

import schemathesis

FORUM = os.environ["FORUM_URL"]
PSEUDO = os.environ.get("VISITOR_PSEUDO")
COOKIE = "palabre"
SESSIONS = 24
# How many sessions an operation may end. After that its requests use a session that has ended.
ENDED_PER_OPERATION = 3


def sign_in():
    """Opens a session and returns its token."""
    credentials = {"pseudo": PSEUDO, "password": os.environ["VISITOR_PASSWORD"]}
    request = urllib.request.Request(
        f"{FORUM}/api/session",
        data=json.dumps(credentials).encode(),
        headers={"Content-Type": "application/json"},
    )
    with urllib.request.urlopen(request, timeout=30) as response:
        name, _, value = response.headers["Set-Cookie"].split(";")[0].partition("=")
    if name != COOKIE:
        raise RuntimeError(f"the session cookie is called {name}, not {COOKIE}")
    return value


def is_alive(token):
    """Whether the session is still valid."""
    request = urllib.request.Request(f"{FORUM}/api/session", headers={"Cookie": f"{COOKIE}={token}"})
    with urllib.request.urlopen(request, timeout=30) as response:
        return json.load(response)["account"] is not None


class Sessions:
    """The sessions of the account. The first active one is in use."""

    def __init__(self):
        self.active = [sign_in() for _ in range(SESSIONS)]
        self.ended = []
        self.ended_by = {}

    def token_for(self, operation):
        """The token for a request to an operation."""
        if self.ended_by.get(operation, 0) >= ENDED_PER_OPERATION:
            return self.ended[-1]
        if not self.active:
            # All sessions have ended. If signing in is refused, the run fails: it would test less than intended.
            self.active.append(sign_in())
        return self.active[0]

    def check(self, operation):
        """Moves sessions that have ended, and counts whether the operation ended one."""
        ended = 0
        while self.active and not is_alive(self.active[0]):
            self.ended.append(self.active.pop(0))
            ended = 1
        self.ended_by[operation] = self.ended_by.get(operation, 0) + ended


if PSEUDO:
    sessions = Sessions()

    @schemathesis.auth(refresh_interval=None)
    class Cookie:
        """Adds the session cookie to the request."""

        def get(self, case, context):
            return sessions.token_for(context.operation.label)

        def set(self, case, data, context):
            case.cookies[COOKIE] = data
            # A generated token of a host's session would take precedence.
            case.headers.pop("Authorization", None)

    @schemathesis.hook
    def after_call(context, case, response):
        if case.method != "GET" and (response.status_code < 400 or response.status_code == 401):
            sessions.check(case.operation.label)
