package io.enginehub.consul;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.enginehub.api.spi.Member;
import io.enginehub.api.spi.Registration;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Watches a registry as a role does, and keeps every picture that it was told. */
final class Spectator implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private final List<Set<String>> pictures = new ArrayList<>();
    private final Registration watch;

    Spectator(ConsulRegistry registry) {
        this.watch = registry.watch(this::told);
    }

    private synchronized void told(List<Member> members) {
        pictures.add(members.stream().map(member -> member.id().name()).collect(Collectors.toUnmodifiableSet()));
    }

    private synchronized Set<String> last() {
        return pictures.isEmpty() ? Set.of("nothing was told yet") : pictures.get(pictures.size() - 1);
    }

    /** Waits for a picture of exactly these; gives how long that took, in milliseconds. */
    long expect(String... names) {
        Set<String> wanted = Set.of(names);
        long from = System.nanoTime();
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(5)).untilAsserted(() -> assertEquals(wanted, last()));
        return (System.nanoTime() - from) / 1_000_000;
    }

    /** Waits for a picture that does not have this one. */
    void expectGone(String name) {
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(5)).until(() -> !last().contains(name));
    }

    /** How often the picture changed since it was last asked; each of them, and the one before, holds these. */
    synchronized int changes(String... always) {
        for (Set<String> picture : pictures) {
            List<String> missed = List.of(always).stream()
                    .filter(name -> !picture.contains(name))
                    .toList();
            assertEquals(List.of(), missed);
        }
        int changes = pictures.size() - 1;
        forget();
        return changes;
    }

    /** Fails when a picture had this one since it was last asked for changes. */
    synchronized void neverSaw(String name) {
        pictures.forEach(picture -> assertFalse(picture.contains(name), name));
    }

    /** For tests of what must not happen meanwhile. */
    static void letPass(Duration time) {
        await().pollDelay(time).atMost(time.plus(PATIENCE)).until(() -> true);
    }

    /** Keeps the last picture only. */
    synchronized void forget() {
        Set<String> last = last();
        pictures.clear();
        pictures.add(last);
    }

    @Override
    public void close() {
        watch.close();
    }
}
