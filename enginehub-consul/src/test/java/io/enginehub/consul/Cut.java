package io.enginehub.consul;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A way to Consul that can be cut, and mended. */
final class Cut implements AutoCloseable {
    private final ServerSocket listener;
    private final InetSocketAddress target;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private volatile boolean cut;

    Cut(URI consul) {
        try {
            listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
            target = new InetSocketAddress(InetAddress.getByName(consul.getHost()), consul.getPort());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Threads.start("cut", this::accept);
    }

    ConsulAccess access() {
        return ConsulAccess.to(URI.create("http://127.0.0.1:" + listener.getLocalPort()));
    }

    void cut() {
        cut = true;
        sockets.forEach(Cut::hangUp);
        sockets.clear();
    }

    void mend() {
        cut = false;
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                join(listener.accept());
            } catch (IOException e) {
                return; // why: it was closed
            }
        }
    }

    private void join(Socket client) {
        Socket server = new Socket();
        sockets.add(client);
        sockets.add(server);
        if (cut || !connect(server)) {
            hangUp(client);
            return;
        }
        Threads.start("there", () -> carry(client, server));
        Threads.start("back", () -> carry(server, client));
    }

    private boolean connect(Socket server) {
        try {
            server.connect(target);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private static void carry(Socket from, Socket to) {
        try {
            from.getInputStream().transferTo(to.getOutputStream());
        } catch (IOException e) {
            hangUp(from);
        }
        hangUp(to);
    }

    private static void hangUp(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            listener.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        cut();
    }
}
