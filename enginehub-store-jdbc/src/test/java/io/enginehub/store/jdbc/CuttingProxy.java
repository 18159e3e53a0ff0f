package io.enginehub.store.jdbc;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Stands between a client and a server, and cuts connections: at once, or when a request has gone through whose answer is then
 * lost. May say that the server starts up.
 */
final class CuttingProxy implements AutoCloseable {
    private record Link(Socket client, Socket server) {
        void cut() {
            try {
                client.close();
                server.close();
            } catch (IOException e) {
                throw new IllegalStateException("a socket cannot be closed", e);
            }
        }
    }

    private final int port;
    private final ServerSocket listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final Set<Link> links = ConcurrentHashMap.newKeySet();
    private final AtomicInteger losing = new AtomicInteger();
    private final AtomicInteger lost = new AtomicInteger();
    private final AtomicInteger starting = new AtomicInteger();

    CuttingProxy(int port) throws IOException {
        this.port = port;
        start(this::accept);
    }

    int port() {
        return listener.getLocalPort();
    }

    /** Cuts all connections. */
    void cutAll() {
        links.forEach(Link::cut);
        links.clear();
    }

    /** The next request reaches the server, and its answer is lost with the connection. */
    void loseNextAnswer() {
        losing.set(1);
    }

    /** So many clients hear that the server starts up, as PostgreSQL says it. */
    void startUpFor(int clients) {
        starting.set(clients);
    }

    /** How many clients are yet to hear that. */
    int starting() {
        return starting.get();
    }

    /** How many answers were lost. */
    int lost() {
        return lost.get();
    }

    private static void start(Runnable task) {
        Thread thread = new Thread(task);
        thread.setDaemon(true);
        thread.start();
    }

    private void accept() {
        try {
            while (true) {
                Socket client = listener.accept();
                if (starting.get() > 0) {
                    starting.decrementAndGet();
                    sayThatItStarts(client);
                } else {
                    connect(client);
                }
            }
        } catch (IOException e) {
            cutAll(); // why: it was closed
        }
    }

    /** Declines TLS, which a client asks for first, and refuses what it asks for then (PostgreSQL's manual, 55.7). */
    private static void sayThatItStarts(Socket client) throws IOException {
        try (client) {
            DataInputStream in = new DataInputStream(client.getInputStream());
            DataOutputStream out = new DataOutputStream(client.getOutputStream());
            in.skipNBytes(in.readInt() - 4L);
            out.write('N');
            in.skipNBytes(in.readInt() - 4L);
            byte[] fields = "SFATAL\0VFATAL\0C57P03\0Mthe database system is starting up\0\0"
                    .getBytes(StandardCharsets.US_ASCII);
            out.write('E');
            out.writeInt(4 + fields.length);
            out.write(fields);
        }
    }

    private void connect(Socket client) throws IOException {
        try {
            Link link = new Link(client, new Socket(InetAddress.getLoopbackAddress(), port));
            links.add(link);
            start(() -> forward(link, true));
            start(() -> forward(link, false));
        } catch (IOException e) {
            client.close(); // why: the server is down, and so its clients shall see
        }
    }

    private void forward(Link link, boolean toServer) {
        byte[] buffer = new byte[1 << 16];
        try {
            InputStream in = (toServer ? link.client : link.server).getInputStream();
            OutputStream out = (toServer ? link.server : link.client).getOutputStream();
            int n = in.read(buffer);
            while (n >= 0) {
                out.write(buffer, 0, n);
                out.flush();
                if (toServer && losing.compareAndSet(1, 0)) {
                    lost.incrementAndGet();
                    link.client.close(); // why: the server still gets and does what was sent
                }
                n = in.read(buffer);
            }
        } catch (IOException e) {
            link.cut();
        } finally {
            if (!toServer) {
                link.cut();
            }
        }
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }
}
