"""What the suite forbids its tests."""

import socket
import warnings

import pytest
from pytest_socket import SocketConnectBlockedError


def test_only_the_loopback_can_be_called() -> None:
    # 192.0.2.0/24 is kept for documentation: nobody answers there.
    with (
        socket.socket() as caller,
        pytest.warns(UserWarning, match="A test tried"),
        pytest.raises(SocketConnectBlockedError),
    ):
        caller.connect(("192.0.2.1", 80))


def test_the_loopback_can_be_called() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server, socket.create_connection(server.getsockname()) as caller:
        assert caller.getpeername() == server.getsockname()


def test_a_warning_is_an_error() -> None:
    with pytest.raises(UserWarning, match="beware"):
        warnings.warn("beware", stacklevel=1)
