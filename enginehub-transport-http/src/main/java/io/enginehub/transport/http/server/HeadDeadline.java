package io.enginehub.transport.http.server;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.jetty.io.Connection;

/**
 * Closes connections on which the head of a request takes too long. Who sends it byte by byte is never idle, and would
 * hold its connection for as long as it likes. The first head counts from the opening of its connection, so that a handshake
 * of TLS, whose bytes are not seen here, is part of it.
 */
final class HeadDeadline implements Connection.Listener {
    private static final int LOOKS = 4;

    /** What was seen of a connection at the last look. */
    private static final class Seen {
        long requests;
        long answers;
        /** Bytes that came before the head that is coming. */
        long before;

        boolean comes = true;
        long sinceNanos = System.nanoTime();
    }

    private final long patienceNanos;
    private final Looks looks;
    private final Map<Connection, Seen> connections = new ConcurrentHashMap<>();

    /**
     * A deadline.
     *
     * @param patience how long a head may take; one that takes half as long again is closed at the latest
     */
    HeadDeadline(Duration patience) {
        this.patienceNanos = patience.toNanos();
        this.looks = new Looks(patience.dividedBy(LOOKS), this::look, () -> !connections.isEmpty());
    }

    @Override
    public void onOpened(Connection connection) {
        if (connection.getMessagesIn() >= 0) { // why: the outer one of TLS counts no messages
            connections.put(connection, new Seen());
            looks.wanted();
        }
    }

    @Override
    public void onClosed(Connection connection) {
        connections.remove(connection);
    }

    private void look() {
        long now = System.nanoTime();
        connections.forEach((connection, seen) -> {
            if (isLate(connection, seen, now)) {
                connections.remove(connection); // why first: one that cannot be closed must not keep us from the others
                connection.close();
            }
        });
    }

    private boolean isLate(Connection connection, Seen seen, long now) {
        long requests = connection.getMessagesIn();
        long answers = connection.getMessagesOut();
        long bytes = connection.getBytesIn();
        // why not equal: an interim answer, 100, counts as one, too
        boolean works = requests > answers || requests != seen.requests || answers != seen.answers;
        seen.requests = requests;
        seen.answers = answers;
        if (works) {
            seen.before = bytes;
            seen.comes = false;
        } else if (!seen.comes && bytes > seen.before) {
            seen.comes = true;
            seen.sinceNanos = now;
        }
        return seen.comes && now - seen.sinceNanos >= patienceNanos;
    }
}
