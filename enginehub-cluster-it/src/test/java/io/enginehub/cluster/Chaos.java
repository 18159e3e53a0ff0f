package io.enginehub.cluster;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.awaitility.Awaitility;

/** Kills roles, at most two at a time, and starts them again: at once, or when others had time to notice. From a seed. */
final class Chaos {
    private static final Duration SOON = Duration.ofMinutes(1);
    private static final Duration LOOK = Duration.ofMillis(10);
    private static final int LONGEST_GAP_MILLIS = 2000;
    private static final int LONGEST_DOWN_MILLIS = 2500;
    private static final int MOST_ENDS = 60;
    private static final int MOST_DOWN = 2;

    private final List<Role> roles;
    private final SplittableRandom random;
    private final Map<Role, Long> startAt = new LinkedHashMap<>();
    private final List<Role> starting = new ArrayList<>();

    Chaos(List<Role> roles, long seed) {
        this.roles = roles;
        this.random = new SplittableRandom(seed);
    }

    /**
     * Kills so many, and comes back when all roles are up again.
     *
     * @param killed is told of each, when it is dead
     */
    void kill(int kills, Applications load, Consumer<Role> killed) {
        for (int i = 0; i < kills; i++) {
            killOne(load, killed);
        }
        tendUntil(() -> down() == 0);
    }

    /** Kills for so long; otherwise as {@link #kill}. */
    void killFor(Duration time, Applications load, Consumer<Role> killed) {
        long begun = System.nanoTime();
        while (System.nanoTime() - begun < time.toNanos()) {
            killOne(load, killed);
        }
        tendUntil(() -> down() == 0);
    }

    private void killOne(Applications load, Consumer<Role> killed) {
        int ends = load.count() + random.nextInt(MOST_ENDS);
        long latest = System.nanoTime() + Duration.ofMillis(LONGEST_GAP_MILLIS).toNanos();
        tendUntil(() -> down() < MOST_DOWN && (load.count() >= ends || System.nanoTime() - latest > 0));
        List<Role> up = roles.stream().filter(Role::isUp).toList();
        Role victim = up.get(random.nextInt(up.size()));
        victim.kill();
        killed.accept(victim);
        int millis = random.nextBoolean() ? 0 : random.nextInt(LONGEST_DOWN_MILLIS);
        startAt.put(victim, System.nanoTime() + Duration.ofMillis(millis).toNanos());
    }

    private int down() {
        return startAt.size() + starting.size();
    }

    private void tendUntil(BooleanSupplier done) {
        Awaitility.await()
                .atMost(SOON)
                .pollDelay(Duration.ZERO)
                .pollInterval(LOOK)
                .until(() -> {
                    tend();
                    return done.getAsBoolean();
                });
    }

    private void tend() {
        startAt.entrySet().removeIf(entry -> {
            boolean due = System.nanoTime() - entry.getValue() >= 0;
            if (due) {
                starting.add(entry.getKey().start());
            }
            return due;
        });
        starting.removeIf(Role::isReady);
        starting.forEach(role -> assertTrue(role.process().isAlive(), () -> role + " ended:\n" + role.said()));
    }
}
