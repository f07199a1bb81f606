"""Every error that the library raises on purpose.

    BeleidsgraafError
    ├── InputError                 what was asked is wrong                      400
    │   ├── BadParameter
    │   ├── QuerySyntaxError       a place in the query text                    400
    │   ├── QueryRefused           a feature that is switched off               403
    │   ├── QueryTooLarge          a limit on the query text                    400
    │   ├── BadEncoding            bytes that are no text                       400
    │   ├── NotAcceptable          a format that is not made here               406
    │   ├── MethodNotAllowed       a verb that the address does not have        405
    │   ├── RequestTooLarge        a body over its limit                        413
    │   ├── AddressTooLong         a URL over its limit                         414
    │   ├── UnknownMediaType       a body of a kind that is not read            415
    │   ├── RequestTimeout         a body that does not come in time            408
    │   └── UnreadableDocument     a file that is no letter we can read         400
    │       ├── EncryptedDocument  a password stands before it                  400
    │       └── TextlessDocument   pictures of text: needs recognition (OCR)    400
    ├── NotFound                   no such entity, document, snapshot           404
    ├── LimitReached               an answer that would not be whole
    │   ├── QueryTimeout                                                        504
    │   ├── MemoryLimit                                                         503
    │   ├── AnswerTooLarge                                                      413
    │   ├── AnswerCut              an engine elsewhere left a part out          502
    │   ├── Busy                   no worker is free; try again                 503
    │   ├── ReadingTimeout                                                      504
    │   └── ReadingMemory                                                       503
    ├── EndpointFailed             an engine elsewhere that cannot be asked      502
    ├── EngineFailed               a worker ended without an answer             500
    ├── ReadingFailed              the same of a text that was to be read       500
    ├── InvalidGraph               curated files that break a rule              500
    ├── SnapshotError              missing, damaged or unfinished               503
    ├── FetchRefused               an address that we do not ask                400
    └── FetchFailed                a publication that did not come              502
        ├── NotPublished           no publication has this identifier           404
        └── FetchBusy              the official publications ask to wait        503

Each class has a stable ``code`` for programs, an HTTP ``status``, a ``title`` and an ``exit_code``
for the command line. ``detail`` is safe to show to a stranger: it names no path, host or stack.
``remedy`` says what to do next; the command line prints it, as may a page.
"""

from __future__ import annotations

from typing import ClassVar


class BeleidsgraafError(Exception):
    """Base of the tree; ``detail`` is for the reader, ``remedy`` what mends it."""

    code: ClassVar[str] = "internal_error"
    title: ClassVar[str] = "Something went wrong"
    status: ClassVar[int] = 500
    exit_code: ClassVar[int] = 1

    def __init__(self, detail: str, *, remedy: str = "") -> None:
        super().__init__(detail)
        self.detail = detail
        self.remedy = remedy


class InputError(BeleidsgraafError):
    """What was asked is wrong."""

    code = "bad_input"
    title = "The request is not valid"
    status = 400
    exit_code = 2


class BadParameter(InputError):
    """A parameter or option has a value outside its bounds."""

    code = "bad_parameter"
    title = "A parameter is not valid"


class QuerySyntaxError(InputError):
    """The query is no SPARQL; ``line`` and ``column`` count from one, or are ``None``."""

    code = "query_syntax"
    title = "The query has a syntax error"

    def __init__(self, detail: str, *, line: int | None = None, column: int | None = None) -> None:
        super().__init__(detail)
        self.line = line
        self.column = column


class QueryRefused(InputError):
    """The query asks for something this service never does, such as SERVICE or LOAD."""

    code = "query_refused"
    title = "The query uses a feature that is switched off"
    status = 403

    def __init__(self, detail: str, *, code: str) -> None:
        super().__init__(detail)
        self.code = code  # type: ignore[misc]  # one class, a code for each feature


class QueryTooLarge(InputError):
    """The query text passes a limit on length, depth or number of parts."""

    code = "query_too_large"
    title = "The query is too large"

    def __init__(self, detail: str, *, code: str) -> None:
        super().__init__(detail)
        self.code = code  # type: ignore[misc]  # one class, a code for each limit


class BadEncoding(InputError):
    """Text that is no valid UTF-8, or has signs that no text has."""

    code = "bad_encoding"
    title = "The text is not well encoded"


class NotAcceptable(InputError):
    """None of the formats that the client takes is made here; ``detail`` lists those that are."""

    code = "not_acceptable"
    title = "There is no answer in that format"
    status = 406


class MethodNotAllowed(InputError):
    """A verb that this address does not have; ``allow`` lists those that it has."""

    code = "method_not_allowed"
    title = "The address does not have this method"
    status = 405

    def __init__(self, detail: str, *, allow: tuple[str, ...]) -> None:
        super().__init__(detail)
        self.allow = allow


class NotAllowed(InputError):
    """The request comes from where it may not come from."""

    code = "not_allowed"
    title = "This is not allowed from there"
    status = 403


class RequestTooLarge(InputError):
    """A request body over its limit."""

    code = "request_too_large"
    title = "The request is too large"
    status = 413


class AddressTooLong(InputError):
    """A URL over its limit; a longer query goes in the body of a POST."""

    code = "address_too_long"
    title = "The address is too long"
    status = 414


class UnknownMediaType(InputError):
    """A request body of a kind, or in a compression, that is not read here."""

    code = "unknown_media_type"
    title = "The body is of a kind that is not read here"
    status = 415


class RequestTimeout(InputError):
    """The body of a request did not come in time."""

    code = "request_timeout"
    title = "The request took too long to arrive"
    status = 408


class UnreadableDocument(InputError):
    """A file that is empty, binary, or in an encoding that cannot be told."""

    code = "unreadable_document"
    title = "The document cannot be read"


class EncryptedDocument(UnreadableDocument):
    """A file that is only read with a password."""

    code = "encrypted_document"
    title = "The document has a password"


class TextlessDocument(UnreadableDocument):
    """A file without a text layer: a scan, or a form with nothing filled in."""

    code = "needs_ocr"
    title = "The document has no text layer"


class NotFound(BeleidsgraafError):
    """No such entity, document, snapshot or page."""

    code = "not_found"
    title = "Not found"
    status = 404
    exit_code = 3


class LimitReached(BeleidsgraafError):
    """The answer would not be whole, so there is none."""

    code = "limit_reached"
    title = "A limit was reached"
    status = 503
    exit_code = 4


class QueryTimeout(LimitReached):
    """The query ran longer than the time limit; its worker was ended."""

    code = "query_timeout"
    title = "The query took too long"
    status = 504


class MemoryLimit(LimitReached):
    """The query wanted more memory than a worker may have; its worker was ended."""

    code = "memory_limit"
    title = "The query needs too much memory"


class AnswerTooLarge(LimitReached):
    """The answer passes the limit on rows or bytes; nothing of it is sent."""

    code = "answer_too_large"
    title = "The answer is too large"
    status = 413


class AnswerCut(LimitReached):
    """The engine at the other end left a part of the answer out; nothing of it is given."""

    code = "answer_cut"
    title = "The engine did not give the whole answer"
    status = 502


class ReadingTimeout(LimitReached):
    """A text took longer to read than the time limit; its process was ended."""

    code = "reading_timeout"
    title = "The text took too long to read"
    status = 504


class ReadingMemory(LimitReached):
    """Reading a text wanted more memory than it may have; its process was ended."""

    code = "reading_memory"
    title = "The text needs too much memory"


class TryAgain(LimitReached):
    """What passes by itself; ``retry_after`` is in seconds."""

    def __init__(self, detail: str, *, retry_after: int = 5) -> None:
        super().__init__(detail)
        self.retry_after = retry_after


class Busy(TryAgain):
    """Every worker is taken and the queue is full."""

    code = "busy"
    title = "The service is busy"


class OverBudget(TryAgain):
    """The client has used its part of the workers' time."""

    code = "over_budget"
    title = "You have asked much in a short time"
    status = 429


class WorkerLost(TryAgain):
    """Somebody, the kernel maybe, ended the worker; the query had no part in it that we know."""

    code = "worker_lost"
    title = "The query was interrupted"


class EngineFailed(BeleidsgraafError):
    """A worker ended without an answer and without reaching a limit."""

    code = "engine_failed"
    title = "The query engine failed on this query"


class EndpointFailed(BeleidsgraafError):
    """The endpoint that holds the graph could not be asked, or gave what is no answer."""

    code = "endpoint_failed"
    title = "The engine that holds the graph does not answer"
    status = 502
    exit_code = 6


class ReadingFailed(BeleidsgraafError):
    """The process that reads a text ended without an answer and without reaching a limit."""

    code = "reading_failed"
    title = "The reader failed on this text"


class InvalidGraph(BeleidsgraafError):
    """Curated files that break a rule; ``problems`` has one line for each, with its place."""

    code = "invalid_graph"
    title = "The graph is not valid"

    def __init__(self, detail: str, *, problems: tuple[str, ...] = (), remedy: str = "") -> None:
        super().__init__(detail, remedy=remedy)
        self.problems = problems


class SnapshotError(BeleidsgraafError):
    """A snapshot is missing, damaged, or of another version of this software."""

    code = "snapshot_unavailable"
    title = "There is no snapshot to serve"
    status = 503
    exit_code = 5


class FetchRefused(InputError):
    """An address, redirect or answer that the outbound client does not accept."""

    code = "fetch_refused"
    title = "The address is not one that we ask"


class FetchFailed(BeleidsgraafError):
    """The publication could not be had: no network, no such document, a bad answer."""

    code = "fetch_failed"
    title = "The publication could not be fetched"
    status = 502
    exit_code = 6


class NotPublished(FetchFailed):
    """The official publications have none with this identifier."""

    code = "not_published"
    title = "There is no such publication"
    status = 404
    exit_code = 3


class FetchBusy(FetchFailed):
    """The official publications ask to come back; ``retry_after`` is in seconds, if they say."""

    code = "fetch_busy"
    title = "The official publications are busy"
    status = 503

    def __init__(self, detail: str, *, remedy: str = "", retry_after: int | None = None) -> None:
        super().__init__(detail, remedy=remedy)
        self.retry_after = retry_after
