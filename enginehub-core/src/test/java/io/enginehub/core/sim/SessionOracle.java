package io.enginehub.core.sim;

import io.enginehub.api.spi.MemberId;
import io.enginehub.api.spi.SessionRow;
import io.enginehub.api.spi.SessionState;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Sessions: never two held of a name, none taken before its lease ends, none that lives again. */
final class SessionOracle {
    private final Oracle oracle;
    private final Map<MemberId, SessionRow> sessions = new LinkedHashMap<>();
    private final Map<String, MemberId> held = new HashMap<>();
    private final Map<MemberId, Long> leftAt = new HashMap<>();

    SessionOracle(Oracle oracle) {
        this.oracle = oracle;
    }

    @Nullable
    SessionRow find(MemberId id) {
        return sessions.get(id);
    }

    boolean isHeld(MemberId id) {
        SessionRow row = sessions.get(id);
        return row != null && row.state() == SessionState.HELD;
    }

    /** The names that had sessions. */
    Set<String> names() {
        return sessions.keySet().stream().map(MemberId::name).collect(Collectors.toSet());
    }

    /** Those sessions that are not there any more. */
    Set<MemberId> gone(Set<SessionRow> there) {
        Set<MemberId> gone = new LinkedHashSet<>(sessions.keySet());
        there.forEach(row -> gone.remove(row.id()));
        return gone;
    }

    void forget(MemberId id) {
        sessions.remove(id);
        held.remove(id.name(), id);
    }

    void committed(SessionRow row, Instant now) {
        SessionRow before = sessions.put(row.id(), row);
        String name = row.id().name();
        oracle.coverage.count(row.state());
        switch (row.state()) {
            case HELD -> {
                MemberId other = held.put(name, row.id());
                oracle.check(
                        oracle.asked.everClaimed(row.id()), () -> "a session of " + row.id() + " that never claimed");
                oracle.check(other == null || other.equals(row.id()), () -> "two sessions of " + name + " are held");
                oracle.check(
                        before == null || before.state() == SessionState.HELD,
                        () -> "a session lives again: " + row.id());
                oracle.check(row.expires().isAfter(now), () -> "a lease that has ended is granted: " + row.id());
                oracle.check(
                        !row.expires().isAfter(now.plus(Cluster.LEASE)),
                        () -> "a lease is granted for longer than a lease: " + row.id());
            }
            case LOST -> {
                oracle.check(
                        before != null && !before.expires().isAfter(now),
                        () -> "session " + row.id() + " was taken before its lease ended (P5)");
                left(row);
            }
            case SUPERSEDED -> {
                oracle.check(
                        oracle.asked.wasSuperseded(row.id()),
                        () -> "session " + row.id() + " was superseded by nobody (P5)");
                left(row);
            }
        }
    }

    /** Whether a session was lost, or another one took its place, before that time. */
    boolean leftBefore(MemberId id, long nanos) {
        return leftAt.getOrDefault(id, Long.MAX_VALUE) < nanos;
    }

    private void left(SessionRow row) {
        held.remove(row.id().name(), row.id());
        leftAt.put(row.id(), oracle.now());
    }
}
