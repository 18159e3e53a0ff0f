package io.enginehub.transport.http;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Locale;
import java.util.Queue;
import java.util.concurrent.atomic.AtomicInteger;

/** A server that reads requests whole, and does with each what it was told to do with it. One connection at a time. */
final class LossyServer implements AutoCloseable {
    /** What becomes of a request. */
    enum Fate {
        /** Answered as a problem, and the connection stays. */
        ANSWER,
        /** The connection is closed instead of an answer. */
        CLOSE,
        /** The same, with a reset. */
        RESET,
        /** Half an answer comes, then the end. */
        HALF_ANSWER,
        /** The connection is closed, and the server with it. */
        DIE
    }

    private static final String ANSWER =
            "HTTP/1.1 503 Service Unavailable\r\nContent-Type: application/problem+json\r\n"
                    + "Content-Length: 15\r\n\r\n{\"code\":\"BUSY\"}";

    private final ServerSocket listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final Queue<Fate> fates;
    private final AtomicInteger read = new AtomicInteger();

    /** @param fates of requests, in turn; the last one is that of all others, too */
    LossyServer(Fate... fates) throws IOException {
        this.fates = new ArrayDeque<>(List.of(fates));
        Thread thread = new Thread(this::serve, "lossy-server");
        thread.setDaemon(true);
        thread.start();
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + listener.getLocalPort());
    }

    /** How many requests it has read. */
    int read() {
        return read.get();
    }

    private void serve() {
        try {
            while (true) {
                try (Socket socket = listener.accept()) {
                    serve(socket);
                }
            }
        } catch (IOException e) {
            assert listener.isClosed() : e;
        }
    }

    private void serve(Socket socket) throws IOException {
        InputStream in = new BufferedInputStream(socket.getInputStream());
        while (readRequest(in)) {
            read.incrementAndGet();
            Fate fate = fates.size() > 1 ? fates.remove() : fates.element();
            switch (fate) {
                case ANSWER -> write(socket, ANSWER);
                case HALF_ANSWER -> {
                    write(socket, ANSWER.substring(0, ANSWER.length() - 5));
                    return;
                }
                case RESET -> {
                    socket.setSoLinger(true, 0);
                    return;
                }
                case CLOSE -> {
                    return;
                }
                case DIE -> {
                    listener.close();
                    return;
                }
            }
        }
    }

    private static void write(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
        socket.getOutputStream().flush();
    }

    /** Reads head and body; false: the connection has ended. */
    private static boolean readRequest(InputStream in) throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        while (!head.toString(StandardCharsets.US_ASCII).endsWith("\r\n\r\n")) {
            int next = in.read();
            if (next < 0) {
                return false;
            }
            head.write(next);
        }
        String text = head.toString(StandardCharsets.US_ASCII).toLowerCase(Locale.ROOT);
        int length = text.indexOf("content-length: ") + "content-length: ".length();
        in.readNBytes(Integer.parseInt(text.substring(length, text.indexOf('\r', length))));
        return true;
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }
}
