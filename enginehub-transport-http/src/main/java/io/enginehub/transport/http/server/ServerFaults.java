package io.enginehub.transport.http.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;

/** Says why a server did not start. */
record ServerFaults(InetSocketAddress bind) {
    RuntimeException of(Exception fault) {
        for (Throwable cause = fault; cause != null; cause = cause.getCause()) {
            if (cause instanceof IOException) {
                return new UncheckedIOException(
                        "The server cannot listen on " + bind.getHostString() + ":" + bind.getPort() + ": "
                                + cause.getMessage() + ". Name another address or port.",
                        new IOException(fault));
            }
        }
        return new IllegalStateException("the server could not be started", fault);
    }
}
