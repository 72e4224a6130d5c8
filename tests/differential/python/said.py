"""What a call gives or raises, as a text."""


def said(call, *args, **kwargs):
    try:
        return repr(call(*args, **kwargs))
    except BaseException as error:
        return f"{type(error).__name__}: {error}"


def kind(call, *args, **kwargs):
    """For errors whose words differ between versions."""
    return said(call, *args, **kwargs).split(":")[0]
