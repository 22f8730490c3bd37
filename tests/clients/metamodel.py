"""The types of LSP's metamodel, taken at their word.

The converter that comes with them is lenient: it passes over keys that it does not know, and makes text of numbers. Here every
key is one of the type's, no key that must be there is missing, and every value is of its type; also where LSP itself says only
that anything may stand there, but the method tells what does.
"""
import collections.abc
import enum
import typing

import attrs
from lsprotocol import converters, types

# Making one resolves the names of types that refer to each other.
converters.get_converter()
ANYTHING = (typing.Any, object, types.LSPAny, types.LSPObject)
# Enumerations to which one may add values of one's own.
OPEN = (types.CodeActionKind, types.ErrorCodes, types.FoldingRangeKind, types.LanguageKind, types.LSPErrorCodes, types.PositionEncodingKind)
PROGRESS = {"begin": types.WorkDoneProgressBegin, "report": types.WorkDoneProgressReport, "end": types.WorkDoneProgressEnd}


def faults(value, kind, at=""):
    """What of a JSON value is not as its type says, a line each; `at` is where it stands."""
    origin, arguments = typing.get_origin(kind), typing.get_args(kind)

    def wrong(wanted):
        return [f"{at}: {wanted} is expected, not {value!r:.200}"]

    if kind in ANYTHING or origin is typing.Union and any(a in ANYTHING for a in arguments):
        return []
    if origin is typing.Union:
        tried = [faults(value, a, at) for a in arguments]
        # Of several types, that one counts whose form it has.
        return [] if [] in tried else max(tried, key=lambda found: all(not f.startswith(f"{at}: ") for f in found))
    if origin is typing.Literal:
        return [] if value in arguments else wrong(arguments)
    if origin is collections.abc.Sequence:
        items = enumerate(value) if isinstance(value, list) else ()
        return [f for n, item in items for f in faults(item, arguments[0], f"{at}[{n}]")] if isinstance(value, list) else wrong("a list")
    if origin is collections.abc.Mapping:
        items = value.items() if isinstance(value, dict) else ()
        return [f for key, item in items for f in faults(item, arguments[1], f"{at}.{key}")] if isinstance(value, dict) else wrong("an object")
    if attrs.has(kind):
        return faults_of_object(value, kind, at) if isinstance(value, dict) else wrong(kind.__name__)
    if kind is type(None):
        return [] if value is None else wrong("null")
    if issubclass(kind, enum.Enum):
        values = [member.value for member in kind]
        return [] if type(value) is type(values[0]) and (value in values or kind in OPEN) else wrong(kind.__name__)
    fits = isinstance(value, (int, float) if kind is float else kind) and (kind is bool or not isinstance(value, bool))
    return [] if fits else wrong(kind.__name__)


def faults_of_object(value, kind, at):
    fields = {key_of(field): field for field in attrs.fields(kind)}
    found = [f"{at}: {kind.__name__} has no key {key!r}" for key in value if key not in fields]
    for key, field in fields.items():
        optional = field.default is None and not types.is_special_property(kind, field.name)
        if key not in value:
            found += [] if optional else [f"{at}: {kind.__name__} lacks {key!r}"]
        elif value[key] is None and optional and field.type not in ANYTHING:
            found.append(f"{at}.{key}: may be left out, but is not null")
        elif of_value := faults(value[key], field.type, f"{at}.{key}"):
            found += of_value
        elif field.validator:
            try:
                field.validator(None, field, value[key])
            except (TypeError, ValueError) as error:
                found.append(f"{at}.{key}: {error}")
    return found


def key_of(field):
    """The key in JSON: `code_action_kinds` is `codeActionKinds`."""
    first, *others = field.name.rstrip("_").split("_")
    return first + "".join(word.title() for word in others)


def faults_of_message(message, asked):
    """What is wrong with a message of the server; `asked` is the method of the request of ours that it answers."""
    method = message.get("method")
    if message.get("jsonrpc") != "2.0":
        return [f"jsonrpc is {message.get('jsonrpc')!r}"]
    if method is not None:
        return faults_of_word(message, method)
    if asked is None:
        return [f"an answer to nothing: {message!r:.200}"]
    if ("error" in message) == ("result" in message):
        return [f"{asked}: neither or both of a result and an error: {message!r:.200}"]
    if "error" in message:
        return faults(message, types.ResponseErrorMessage, f"{asked}, refused")
    known = types.METHOD_TO_TYPES.get(asked)
    return faults(message, known[1], f"{asked}, answered") if known else []


def faults_of_word(message, method):
    """What is wrong with a request or a notification of the server's own."""
    if method not in types.METHOD_TO_TYPES:
        return [f"LSP knows no {method}"]
    if types.message_direction(method) == "clientToServer":
        return [f"{method} is for editors to send"]
    request, answer, *_ = types.METHOD_TO_TYPES[method]
    if (answer is not None) != ("id" in message):
        return [f"{method}: an id is for requests alone"]
    found = faults(message, request, method)
    if found:
        return found
    if method == types.PROGRESS:
        value = message["params"]["value"]
        kind = PROGRESS.get(value.get("kind")) if isinstance(value, dict) else None
        return faults(value, kind, f"{method}.value") if kind else [f"{method}: no progress: {value!r:.200}"]
    if method == types.CLIENT_REGISTER_CAPABILITY:
        return [fault for r in message["params"]["registrations"] for fault in faults_of_registration(r)]
    return []


def faults_of_registration(registration):
    known = types.METHOD_TO_TYPES.get(registration["method"])
    if known is None:
        return [f"LSP knows no {registration['method']}"]
    return faults(registration.get("registerOptions"), known[3], f"registration of {registration['method']}") if known[3] else []
