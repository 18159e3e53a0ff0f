package io.enginehub.core.sim;

import static io.enginehub.core.sim.SimulatedTime.SECOND;

import io.enginehub.api.spi.SettingValues;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;

/** Sets things for the whole cluster, again and again: slots, drained members, how many may wait. Each host learns it late. */
final class Operator {
    private static final List<String> DISPATCHERS = List.of("d1", "d2");
    private static final List<String> AGENTS = List.of("a1", "a2", "a3");

    private final SimulatedTime time;
    private final Cluster cluster;
    private final Faults faults;
    private final Oracle oracle;
    private final Trace trace;
    private final SplittableRandom random;
    private final long rhythm;
    private SettingValues values = SettingValues.NONE;
    private long version;

    Operator(SimulatedTime time, Cluster cluster, Faults faults, Oracle oracle, Trace trace, SplittableRandom random) {
        this.time = time;
        this.cluster = cluster;
        this.faults = faults;
        this.oracle = oracle;
        this.trace = trace;
        this.random = random;
        // why: in most runs nobody sets anything, and they are as many as before
        this.rhythm = random.nextInt(5) == 0 ? random.nextLong(SECOND, 10 * SECOND) : 3600 * SECOND;
        cluster.started = this::tell;
    }

    void start() {
        time.after(random.nextLong(2 * rhythm), null, () -> {
            if (!faults.isCalm()) {
                set(any());
                start();
            }
        });
    }

    private SettingValues any() {
        Integer slots = random.nextBoolean() ? null : Integer.valueOf(random.nextInt(1, Cluster.SLOTS + 1));
        Map<String, Integer> slotsOf =
                random.nextInt(4) == 0 ? Map.of("d2", random.nextInt(1, Cluster.SLOTS + 1)) : Map.of();
        Integer maxPending = random.nextInt(3) == 0 ? Integer.valueOf(random.nextInt(Cluster.FEW + 1)) : null;
        return new SettingValues(slots, slotsOf, drained(), maxPending);
    }

    private Set<String> drained() {
        return switch (random.nextInt(4)) {
            case 0 -> Set.of(DISPATCHERS.get(random.nextInt(DISPATCHERS.size())));
            case 1, 2 -> Set.of(AGENTS.get(random.nextInt(AGENTS.size())));
            default -> Set.of();
        };
    }

    private void set(SettingValues next) {
        values = next;
        version++;
        trace.add("settings ", version, values.drained());
        cluster.hosts().forEach(this::tell);
    }

    /** A host learns what is set now, some time from now. */
    private void tell(Host host) {
        if (version > 0) {
            long now = version;
            SettingValues told = values;
            time.after(faults.registryDelay(), null, () -> host.settle(now, told, () -> settled(host, told)));
        }
    }

    /** In the turn in which its roles take it over. */
    private void settled(Host host, SettingValues told) {
        Health health = host.health;
        if (health != null) {
            health.maxPending = told.maxPending(cluster.maxPending);
            count("most pending", told.maxPending() != null);
        }
        if (DISPATCHERS.contains(host.name)) {
            oracle.settings.told(host.name, told);
            count("slots", told.slots() != null || !told.slotsOf().isEmpty());
            count("drained dispatcher", told.drained().contains(host.name));
            count("drained agent", told.drained().stream().anyMatch(AGENTS::contains));
        }
    }

    private void count(String what, boolean isSet) {
        if (isSet) {
            oracle.coverage.count("setting of " + what);
        }
    }

    /** Nothing is set any more. */
    void calm() {
        if (version > 0) {
            set(SettingValues.NONE);
        }
    }
}
