package io.enginehub.transport.http.server;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.util.Map;
import java.util.TreeMap;
import javax.net.SocketFactory;

/** A connection that sends what it is told to, be it HTTP or not, and reads what comes back. */
public final class RawClient implements AutoCloseable {
    private static final int PATIENCE_MILLIS = 30_000;
    private static final int WINDOW = 64 << 10;

    private final Socket socket;
    private final InputStream in;

    /** Connects to this machine. */
    public RawClient(int port) {
        this(port, 1);
    }

    /** Connects to this machine from one of its addresses: 127.0.0.1, 127.0.0.2 and so on. */
    public RawClient(int port, int from) {
        this(port, from, SocketFactory.getDefault());
    }

    /** Connects to this machine with sockets of that kind, such as those that speak TLS. */
    RawClient(int port, SocketFactory sockets) {
        this(port, 1, sockets);
    }

    private RawClient(int port, int from, SocketFactory sockets) {
        try {
            socket = sockets.createSocket();
            socket.setReceiveBufferSize(WINDOW); // why small: who does not read is to be felt soon
            socket.bind(new InetSocketAddress(loopback(from), 0));
            socket.connect(new InetSocketAddress(loopback(1), port));
            socket.setSoTimeout(PATIENCE_MILLIS);
            socket.setTcpNoDelay(true);
            in = new BufferedInputStream(socket.getInputStream());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static InetAddress loopback(int last) throws IOException {
        return InetAddress.getByAddress(new byte[] {127, 0, 0, (byte) last});
    }

    /**
     * What came back.
     *
     * @param status 0: nothing, the server has closed the connection
     */
    public record Response(int status, Map<String, String> headers, String body) {
        public String header(String name) {
            return headers.getOrDefault(name, "");
        }
    }

    /** One request on a connection of its own. */
    public static Response ask(int port, byte[] request) {
        try (RawClient client = new RawClient(port)) {
            client.send(request);
            return client.read(startsWith(request, "HEAD "));
        }
    }

    private static boolean startsWith(byte[] request, String method) {
        return new String(request, 0, Math.min(request.length, method.length()), ISO_8859_1).equals(method);
    }

    /** Sends; each char is one byte. */
    public void send(String text) {
        send(text.getBytes(ISO_8859_1));
    }

    public void send(byte[] bytes) {
        try {
            socket.getOutputStream().write(bytes);
            socket.getOutputStream().flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Sends; false: the server has closed the connection. */
    public boolean isTaken(String text) {
        try {
            socket.getOutputStream().write(text.getBytes(ISO_8859_1));
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /** Waits for one answer. */
    public Response read() {
        return read(false);
    }

    private Response read(boolean headOnly) {
        try {
            String first = line();
            if (first.isEmpty()) {
                return new Response(0, Map.of(), "");
            }
            int status = Integer.parseInt(first.split(" ", 3)[1]);
            Map<String, String> headers = headers();
            return new Response(status, headers, headOnly ? "" : body(headers));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The head of an answer, whose body is still to come. */
    public Response readHead() {
        return read(true);
    }

    private Map<String, String> headers() throws IOException {
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (String line = line(); !line.isEmpty(); line = line()) {
            int colon = line.indexOf(':');
            headers.put(line.substring(0, colon), line.substring(colon + 1).strip());
        }
        return headers;
    }

    private String body(Map<String, String> headers) throws IOException {
        if (headers.containsKey("Transfer-Encoding")) {
            ByteArrayOutputStream all = new ByteArrayOutputStream();
            for (String chunk = chunk(); !chunk.isEmpty(); chunk = chunk()) {
                all.write(chunk.getBytes(UTF_8));
            }
            return all.toString(UTF_8);
        }
        return new String(in.readNBytes(Integer.parseInt(headers.getOrDefault("Content-Length", "0"))), UTF_8);
    }

    /** The next chunk of a body that is sent in chunks; empty: it was the last. */
    public String chunk() {
        try {
            String size = line();
            if (size.isEmpty()) { // why not after the chunk: a server may send its end with the next one
                size = line();
            }
            String chunk = new String(in.readNBytes(Integer.parseInt(size, 16)), UTF_8);
            if (chunk.isEmpty()) {
                line();
            }
            return chunk;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The next line, without its end; empty at the end of the stream, too. */
    private String line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int next = in.read(); next >= 0 && next != '\n'; next = in.read()) {
            line.write(next);
        }
        return line.toString(ISO_8859_1).stripTrailing();
    }

    /** Whether the server has closed this connection; waits for that. */
    public boolean awaitClosed() {
        try {
            while (in.read() >= 0) {
                // why: what is still to come before the end does not matter
            }
            return true;
        } catch (SocketException e) {
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /** Closes with a reset: what is on its way is dropped. */
    public void reset() {
        try {
            socket.setSoLinger(true, 0);
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
