package io.enginehub.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import io.enginehub.api.spi.Member;
import io.enginehub.api.spi.MemberId;
import io.enginehub.api.spi.Registration;
import io.enginehub.api.spi.Registry;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What every {@link Registry} has to do. Extend it, open an empty registry, and run it with JUnit. */
public abstract class RegistryContract {
    private static final Member FIRST = agent("tree-1", 1);
    private static final Member SECOND = agent("tree-2", 2);

    /** Opens an empty registry. */
    protected abstract Registry open();

    /** How long a change may take to be told; 10 s unless overridden. */
    protected Duration patience() {
        return Duration.ofSeconds(10);
    }

    private static Member agent(String name, long incarnation) {
        return new Member(
                new MemberId(name, new UUID(incarnation, incarnation)),
                Member.Role.AGENT,
                URI.create("http://127.0.0.1:7000/agents/" + name),
                Map.of(Member.ALGORITHM, "classifier.tree"));
    }

    /** The pictures that a watch was told. */
    private final class Watched implements AutoCloseable {
        final BlockingQueue<Set<Member>> pictures = new LinkedBlockingQueue<>();
        final Registration watch;

        Watched(Registry registry) {
            this.watch = registry.watch(members -> pictures.add(Set.copyOf(members)));
        }

        /** Waits for a picture of exactly these members. */
        void expect(Member... members) throws InterruptedException {
            Set<Member> wanted = Set.copyOf(List.of(members));
            Set<Member> seen;
            do {
                seen = pictures.poll(patience().toMillis(), TimeUnit.MILLISECONDS);
                assertNotNull(seen, () -> "no picture of " + wanted + " came in time");
            } while (!wanted.equals(seen));
        }

        @Override
        public void close() {
            watch.close();
        }
    }

    @Test
    void tellsThePresentPictureAtOnce() throws InterruptedException {
        try (Registry registry = open();
                Registration registered = registry.register(FIRST);
                Watched watched = new Watched(registry)) {
            assertNotNull(registered);
            watched.expect(FIRST);
        }
    }

    @Test
    void tellsWhoComesAndGoes() throws InterruptedException {
        try (Registry registry = open();
                Watched watched = new Watched(registry)) {
            Registration first = registry.register(FIRST);
            watched.expect(FIRST);
            Registration second = registry.register(SECOND);
            watched.expect(FIRST, SECOND);
            first.close();
            watched.expect(SECOND);
            second.close();
            watched.expect();
        }
    }

    @Test
    void keepsIncarnationsOfANameApart() throws InterruptedException {
        Member successor = agent("tree-1", 9);
        try (Registry registry = open();
                Watched watched = new Watched(registry)) {
            Registration before = registry.register(FIRST);
            Registration after = registry.register(successor);
            watched.expect(FIRST, successor);
            before.close();
            watched.expect(successor);
            before.close(); // why: closing again must not take the successor away
            Registration third = registry.register(SECOND);
            watched.expect(successor, SECOND);
            third.close();
            after.close();
        }
    }

    @Test
    void tellsNothingToAClosedWatch() throws InterruptedException {
        try (Registry registry = open();
                Watched open = new Watched(registry)) {
            Watched closed = new Watched(registry);
            closed.close();
            closed.pictures.clear();
            Registration registered = registry.register(FIRST);
            open.expect(FIRST);
            assertEquals(0, closed.pictures.size());
            registered.close();
        }
    }
}
