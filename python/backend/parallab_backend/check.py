"""What Python's own compiler says of a script, which does not run. CPython: `compile`."""
import json
import warnings


def check(text, file):
    """Errors and warnings as JSON, in the form of `protocol/compiled.ts`."""
    lines = text.split("\n")
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        try:
            compile(text, file, "exec", dont_inherit=True)
            found = []
        except SyntaxError as error:
            found = [_of_error(error, file, lines)]
        except (ValueError, RecursionError, MemoryError) as error:
            found = [_complaint(file, "error", f"{type(error).__name__}: {error}", (1, 1), (1, 2))]
    return json.dumps(found + [_of_warning(one, file, lines) for one in caught])


def _of_error(error, file, lines):
    line = min(max(1, error.lineno or 1), len(lines))
    begin = (line, _column(lines, line, error.offset))
    end = (line, begin[1] + 1)
    if error.end_lineno and error.end_offset and error.end_lineno <= len(lines):
        end = max(end, (error.end_lineno, _column(lines, error.end_lineno, error.end_offset)))
    return _complaint(file, "error", f"{type(error).__name__}: {error.msg}", begin, end)


def _of_warning(warning, file, lines):
    line = min(max(1, warning.lineno), len(lines))
    text = lines[line - 1]
    begin = (line, len(text) - len(text.lstrip()) + 1)
    message = f"{warning.category.__name__}: {warning.message}"
    return _complaint(file, "warning", message, begin, (line, _column(lines, line, len(text) + 1)))


def _column(lines, line, offset):
    """From characters, as Python counts, to units of UTF-16, as editors do; both begin at 1."""
    return len(lines[line - 1][: max(0, (offset or 1) - 1)].encode("utf-16-le", "surrogatepass")) // 2 + 1


def _complaint(file, severity, message, begin, end):
    return {
        "file": file,
        "line": begin[0],
        "column": begin[1],
        "endLine": end[0],
        "endColumn": end[1],
        "severity": severity,
        "message": message,
    }
