package io.enginehub.consul;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/** A port of loopback that takes connections and hangs up, as far as a look at a member goes. */
final class OpenPort implements AutoCloseable {
    private final ServerSocket socket;

    OpenPort() {
        this(0);
    }

    OpenPort(int port) {
        try {
            socket = new ServerSocket(port, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Threads.start("open-port", this::accept);
    }

    int number() {
        return socket.getLocalPort();
    }

    private void accept() {
        while (!socket.isClosed()) {
            try {
                socket.accept().close();
            } catch (IOException e) {
                return; // why: it was closed
            }
        }
    }

    @Override
    public void close() {
        shut();
    }

    /** Refuses connections from here on. */
    void shut() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
