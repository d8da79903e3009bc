"""The gate before every page: host, site, size, person, form, in this order; what fails goes no further."""

from __future__ import annotations

from anyio import CapacityLimiter, to_thread
from python_multipart.exceptions import FormParserError
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import MutableHeaders
from starlette.formparsers import MultiPartException
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from stemmata.show.web.guard import cookies
from stemmata.show.web.guard.csrf import FIELD, HEADER, check_form, check_site, is_safe
from stemmata.show.web.guard.door import Guard
from stemmata.show.web.guard.hosts import Host, Mode
from stemmata.show.web.guard.limits import again, body_of, check_address
from stemmata.show.web.guard.refusal import Page, Refused, answer_of
from stemmata.show.web.guard.visitor import KEY, Visitor

FORMS = ("application/x-www-form-urlencoded", "multipart/form-data")
FIELDS = 200  # of a form
ASKING = 8  # threads that ask who somebody is: they need not wait behind pages that are being made


class Gate:
    """Pure ASGI. A form is read here, once, and handed on."""

    def __init__(self, app: ASGIApp, guard: Guard, page: Page) -> None:
        self.app, self.guard, self.page = app, guard, page
        self._asking: CapacityLimiter | None = None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http":
            await self._http(scope, receive, send)
        elif scope["type"] == "lifespan":
            await self.app(scope, receive, send)
        else:  # we open no web sockets
            await send({"type": "websocket.close", "code": 1008})

    async def _http(self, scope: Scope, receive: Receive, send: Send) -> None:
        request = Request(scope, receive)
        try:
            visitor = await self._visitor(request)
            if not is_safe(request):
                receive = await self._checked(request, visitor)
        except Refused as refused:
            response = await run_in_threadpool(answer_of, request, refused, self.page)
            await response(scope, receive, _with_secret(request, send))
        else:
            await self.app(scope, receive, _with_secret(request, send))

    async def _visitor(self, request: Request) -> Visitor:
        host = self.guard.host(request)
        check_address(request, self.guard.rules.sizes)
        check_site(request, self.guard.rules.origins)
        visitor = await self._known(request, host)
        request.scope[KEY] = visitor
        self.guard.admit(request, visitor)
        return visitor

    async def _known(self, request: Request, host: Host) -> Visitor:
        if self.guard.mode is Mode.ALONE:
            return self.guard.visitor(request, host)
        self._asking = self._asking or CapacityLimiter(ASKING)
        return await to_thread.run_sync(self.guard.visitor, request, host, limiter=self._asking)

    async def _checked(self, request: Request, visitor: Visitor) -> Receive:
        """Raises Refused where the body is too large, or the form not ours."""
        body = await body_of(request, self.guard.rules.sizes)
        if not self.guard.only_asks(request):
            sent = "" if HEADER in request.headers else await _sent(request, body)
            check_form(request, visitor, sent)
        return again(body, request.receive)


async def _sent(request: Request, body: bytes) -> str:
    """The token in a form. Raises Refused (400) where the form cannot be read."""
    if request.headers.get("content-type", "").partition(";")[0].strip().lower() not in FORMS:
        return ""
    reading = Request({"type": "http", "headers": request.scope["headers"]}, again(body, request.receive))
    try:
        async with reading.form(max_fields=FIELDS, max_files=0) as form:
            value = form.get(FIELD, "")
    except (MultiPartException, FormParserError) as error:
        raise Refused(400, "the form cannot be read") from error
    return value if isinstance(value, str) else ""


def _with_secret(request: Request, send: Send) -> Send:
    """A browser gets a secret with the first page that has a form."""

    async def send_secret(message: Message) -> None:
        visitor = request.scope.get(KEY)
        is_start = message["type"] == "http.response.start"
        if is_start and isinstance(visitor, Visitor) and visitor.is_new and visitor.is_shown:
            cookie = cookies.setting(cookies.BROWSER, visitor.secret, request.scope["scheme"], visitor.host)
            MutableHeaders(scope=message).append("Set-Cookie", cookie)
        await send(message)

    return send_secret
