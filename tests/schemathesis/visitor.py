"""Who the requests of a run come from: nobody, or the account that VISITOR_PSEUDO and VISITOR_PASSWORD name.

Schemathesis loads this file as its hooks. A session has to outlive what a run tries, signing out above all,
so several are opened before the run's wrong passwords use up what the server allows.
"""

import json
import os
import urllib.request

import schemathesis

FORUM = os.environ["FORUM_URL"]
PSEUDO = os.environ.get("VISITOR_PSEUDO")
COOKIE = "palabre"
SESSIONS = 24
# An operation that ends sessions gets a living one this often, and one that has ended from then on.
ENDINGS = 3


def sign_in():
    """The token of a new session."""
    credentials = {"pseudo": PSEUDO, "password": os.environ["VISITOR_PASSWORD"]}
    request = urllib.request.Request(
        f"{FORUM}/api/session",
        data=json.dumps(credentials).encode(),
        headers={"Content-Type": "application/json"},
    )
    with urllib.request.urlopen(request, timeout=30) as response:
        name, _, value = response.headers["Set-Cookie"].split(";")[0].partition("=")
    if name != COOKIE:
        raise RuntimeError(f"the session cookie is {name}, no longer {COOKIE}")
    return value


def is_alive(token):
    """Whether the server still knows who a session belongs to."""
    request = urllib.request.Request(f"{FORUM}/api/session", headers={"Cookie": f"{COOKIE}={token}"})
    with urllib.request.urlopen(request, timeout=30) as response:
        return json.load(response)["account"] is not None


class Sessions:
    """The sessions of the account, the first of which is in use."""

    def __init__(self):
        self.living = [sign_in() for _ in range(SESSIONS)]
        self.ended = []
        self.endings = {}

    def token_for(self, operation):
        """What a request to an operation carries."""
        if self.endings.get(operation, 0) >= ENDINGS:
            return self.ended[-1]
        if not self.living:
            # An operation ended all of them. A refusal fails the run: it would test less than it says.
            self.living.append(sign_in())
        return self.living[0]

    def look_after(self, operation):
        """Counts an operation that ended the session in use, and lays dead sessions aside."""
        ended = 0
        while self.living and not is_alive(self.living[0]):
            self.ended.append(self.living.pop(0))
            ended = 1
        self.endings[operation] = self.endings.get(operation, 0) + ended


if PSEUDO:
    sessions = Sessions()

    @schemathesis.auth(refresh_interval=None)
    class Cookie:
        """Puts the session into the request."""

        def get(self, case, context):
            return sessions.token_for(context.operation.label)

        def set(self, case, data, context):
            case.cookies[COOKIE] = data
            # The made-up token of a host's session would count in its place.
            case.headers.pop("Authorization", None)

    @schemathesis.hook
    def after_call(context, case, response):
        if case.method != "GET" and (response.status_code < 400 or response.status_code == 401):
            sessions.look_after(case.operation.label)
