package io.enginehub.cluster;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What stands between a role and all who call it: at the same port of another loopback address, so that the role is known by
 * it. From a seed it does to some requests what networks do.
 */
final class BadWire implements AutoCloseable {
    /** The address of all wires. */
    static final String ADDRESS = "127.0.0.2";

    /** What becomes of what a caller sends. */
    enum Fate {
        /** The role gets it, and its answer is lost with the connection. */
        ANSWER_LOST(25),
        /** The connection is closed, and the role gets nothing. */
        CUT(15),
        /** The same, with a reset. */
        RESET(10),
        /** The role gets it, and hears that nothing more will come. */
        HALF_CLOSED(10),
        /** The role gets it late. */
        DELAYED(40),
        /** The role gets it after more than a lease. */
        LATE(4),
        /** Nothing comes through any more, either way, and the connection stays open for a while. */
        SILENT(4);

        /** Of a thousand. */
        final int share;

        Fate(int share) {
            this.share = share;
        }
    }

    private static final Pattern REQUEST = Pattern.compile("(?:GET|POST|PUT|DELETE) ([^ ?]+)");
    private static final int LINE = 300;
    private static final int THOUSAND = 1000;
    private static final int MOST_DELAY_MILLIS = 300;
    private static final int LATE_MILLIS = 2500;
    private static final int SILENT_MILLIS = 4000;

    private record Link(Socket caller, Socket role) {
        void cut() {
            try {
                caller.close();
                role.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private final int port;
    private final ServerSocket listener;
    private final SplittableRandom random;
    private final ConcurrentMap<Fate, AtomicInteger> fates;
    private final Set<Link> links = ConcurrentHashMap.newKeySet();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final ConcurrentMap<String, AtomicInteger> requests = new ConcurrentHashMap<>();
    private volatile boolean bad;

    /**
     * A wire that does no harm yet.
     *
     * @param port where the role listens at 127.0.0.1
     * @param fates are counted there
     */
    BadWire(int port, long seed, ConcurrentMap<Fate, AtomicInteger> fates) throws IOException {
        this.port = port;
        this.random = new SplittableRandom(seed);
        this.fates = fates;
        this.listener = new ServerSocket(port, 50, InetAddress.getByName(ADDRESS));
        start(this::accept);
    }

    /** From now on it is good, or bad. */
    void bad(boolean now) {
        bad = now;
    }

    /** How many requests came to each path. */
    Map<String, AtomicInteger> requests() {
        return requests;
    }

    private void count(byte[] bytes, int count) {
        Matcher request = REQUEST.matcher(new String(bytes, 0, Math.min(count, LINE), StandardCharsets.US_ASCII));
        if (request.lookingAt()) {
            requests.computeIfAbsent(request.group(1), any -> new AtomicInteger())
                    .incrementAndGet();
        }
    }

    private static void start(Runnable task) {
        Thread thread = new Thread(task, "wire");
        thread.setDaemon(true);
        thread.start();
    }

    private void accept() {
        try {
            while (true) {
                connect(listener.accept());
            }
        } catch (IOException e) {
            links.forEach(Link::cut); // why: it was closed
        }
    }

    private void connect(Socket caller) throws IOException {
        try {
            Socket role = new Socket(InetAddress.getLoopbackAddress(), port);
            caller.setTcpNoDelay(true);
            role.setTcpNoDelay(true);
            Link link = new Link(caller, role);
            links.add(link);
            start(() -> forward(link, true));
            start(() -> forward(link, false));
        } catch (IOException e) {
            caller.close(); // why: the role is down, and so its callers shall see
        }
    }

    private void forward(Link link, boolean toRole) {
        byte[] buffer = new byte[1 << 16];
        try {
            InputStream in = (toRole ? link.caller : link.role).getInputStream();
            OutputStream out = (toRole ? link.role : link.caller).getOutputStream();
            int n = in.read(buffer);
            while (n >= 0) {
                if (toRole) {
                    count(buffer, n);
                }
                if (!pass(link, toRole ? fate() : null, out, buffer, n)) {
                    return;
                }
                n = in.read(buffer);
            }
            link.cut();
        } catch (IOException e) {
            link.cut();
        } finally {
            links.remove(link);
        }
    }

    /** False: nothing more goes this way. */
    private boolean pass(Link link, Fate fate, OutputStream out, byte[] bytes, int count) throws IOException {
        if (fate == null) {
            out.write(bytes, 0, count);
            out.flush();
            return true;
        }
        switch (fate) {
            case ANSWER_LOST -> {
                out.write(bytes, 0, count);
                out.flush();
                link.caller.close();
                return false;
            }
            case HALF_CLOSED -> {
                out.write(bytes, 0, count);
                out.flush();
                link.role.shutdownOutput();
                return false;
            }
            case CUT -> {
                link.cut();
                return false;
            }
            case RESET -> {
                link.caller.setSoLinger(true, 0);
                link.cut();
                return false;
            }
            case DELAYED, LATE -> {
                pause(fate == Fate.LATE ? LATE_MILLIS : delay());
                out.write(bytes, 0, count);
                out.flush();
                return true;
            }
            case SILENT -> {
                pause(SILENT_MILLIS);
                link.cut();
                return false;
            }
        }
        throw new IllegalStateException(fate.name());
    }

    private void pause(int millis) {
        try {
            boolean unused = closed.await(millis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized int delay() {
        return random.nextInt(MOST_DELAY_MILLIS);
    }

    /** Null: it goes through. */
    private synchronized Fate fate() {
        if (!bad) {
            return null;
        }
        int left = random.nextInt(THOUSAND);
        for (Fate fate : Fate.values()) {
            left -= fate.share;
            if (left < 0) {
                fates.computeIfAbsent(fate, any -> new AtomicInteger()).incrementAndGet();
                return fate;
            }
        }
        return null;
    }

    @Override
    public void close() throws IOException {
        closed.countDown();
        listener.close();
        links.forEach(Link::cut);
    }

    /** How often each came to pass, for people. */
    static String text(Map<Fate, AtomicInteger> fates) {
        StringBuilder text = new StringBuilder();
        for (Fate fate : Fate.values()) {
            text.append(text.isEmpty() ? "" : ", ")
                    .append(count(fates, fate))
                    .append(' ')
                    .append(fate);
        }
        return text.toString();
    }

    static int count(Map<Fate, AtomicInteger> fates, Fate fate) {
        return fates.getOrDefault(fate, new AtomicInteger()).get();
    }
}
