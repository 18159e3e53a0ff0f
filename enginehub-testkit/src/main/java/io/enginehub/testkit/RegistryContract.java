package io.enginehub.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
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
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.stream.IntStream;
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
        return member(name, incarnation, Member.Role.AGENT);
    }

    private static Member member(String name, long incarnation, Member.Role role) {
        return new Member(
                new MemberId(name, new UUID(incarnation, incarnation)),
                role,
                URI.create("http://127.0.0.1:7000/agents/" + name),
                Map.of(Member.ALGORITHM, "classifier.tree"));
    }

    /** Waits for a picture of exactly these members. */
    private void expect(BlockingQueue<Set<Member>> pictures, Member... members) throws InterruptedException {
        Set<Member> wanted = Set.copyOf(List.of(members));
        Set<Member> seen;
        do {
            seen = pictures.poll(patience().toMillis(), TimeUnit.MILLISECONDS);
            assertNotNull(seen, () -> "no picture of " + wanted + " came in time");
        } while (!wanted.equals(seen));
    }

    /** The pictures that a watch was told. */
    private final class Watched implements AutoCloseable {
        final BlockingQueue<Set<Member>> pictures = new LinkedBlockingQueue<>();
        final Registration watch;

        Watched(Registry registry) {
            this.watch = registry.watch(members -> pictures.add(Set.copyOf(members)));
        }

        void expect(Member... members) throws InterruptedException {
            RegistryContract.this.expect(pictures, members);
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
    void tellsThatNobodyIsThereYet() throws InterruptedException {
        try (Registry registry = open();
                Watched watched = new Watched(registry)) {
            watched.expect();
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
    void keepsRolesOfANameApart() throws InterruptedException {
        Member dispatcher = member("tree-1", 1, Member.Role.DISPATCHER);
        try (Registry registry = open();
                Watched watched = new Watched(registry)) {
            Registration agent = registry.register(FIRST);
            Registration other = registry.register(dispatcher);
            watched.expect(FIRST, dispatcher);
            agent.close();
            watched.expect(dispatcher);
            other.close();
        }
    }

    @Test
    void closingARegistrationAgainLeavesALaterOneAlone() throws InterruptedException {
        try (Registry registry = open();
                Watched watched = new Watched(registry)) {
            Registration before = registry.register(FIRST);
            before.close();
            Registration after = registry.register(FIRST);
            before.close();
            Registration second = registry.register(SECOND);
            watched.expect(FIRST, SECOND);
            second.close();
            after.close();
        }
    }

    @Test
    void tellsEveryWatch() throws InterruptedException {
        try (Registry registry = open();
                Watched one = new Watched(registry);
                Watched another = new Watched(registry)) {
            Registration registered = registry.register(FIRST);
            one.expect(FIRST);
            another.expect(FIRST);
            registered.close();
        }
    }

    @Test
    void keepsWatchesOfOneListenerApart() throws InterruptedException {
        BlockingQueue<Set<Member>> pictures = new LinkedBlockingQueue<>();
        Consumer<List<Member>> listener = members -> pictures.add(Set.copyOf(members));
        try (Registry registry = open()) {
            Registration watch = registry.watch(listener);
            registry.watch(listener).close();
            Registration registered = registry.register(FIRST);
            expect(pictures, FIRST);
            registered.close();
            watch.close();
        }
    }

    @Test
    void tellsOneChangeAtATimeAndLosesNone() throws InterruptedException {
        AtomicBoolean inside = new AtomicBoolean();
        AtomicBoolean together = new AtomicBoolean();
        List<Member> members =
                IntStream.range(0, 50).mapToObj(i -> agent("tree-" + i, i)).toList();
        try (Registry registry = open();
                Watched watched = new Watched(registry)) {
            Registration slow = registry.watch(picture -> {
                if (!inside.compareAndSet(false, true)) {
                    together.set(true);
                }
                for (int i = 0; i < 1000; i++) {
                    Thread.onSpinWait(); // why: stays inside long enough for another thread to come in
                }
                inside.set(false);
            });
            members.parallelStream().forEach(registry::register);
            watched.expect(members.toArray(Member[]::new));
            slow.close();
        }
        assertFalse(together.get(), "a listener was called while it was called");
    }

    @Test
    void tellsNothingOnceItIsClosed() {
        Registry registry = open();
        Registration registered = registry.register(FIRST);
        Watched watched = new Watched(registry);
        registry.close();
        watched.pictures.clear();
        registered.close();
        watched.close();
        assertEquals(List.of(), List.copyOf(watched.pictures));
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
