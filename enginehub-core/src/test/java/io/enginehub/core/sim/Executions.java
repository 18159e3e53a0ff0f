package io.enginehub.core.sim;

import io.enginehub.api.Payload;
import io.enginehub.api.ProcessId;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** What agents really did: handlers, by the key under which they did it, and loads. Each output is unlike any other. */
final class Executions {
    /** An attempt at a step. */
    record Attempt(String key, int number) {}

    private record Loaded(String host, String model) {}

    private final SimulatedTime time;
    private final Map<String, Set<Payload>> outputs = new HashMap<>();
    private final Set<Attempt> failures = new HashSet<>();
    private final Map<String, Integer> killsOfStep = new HashMap<>();
    private final Map<Attempt, Boolean> flaky = new HashMap<>();
    private final Set<Loaded> failedLoads = new HashSet<>();
    private final Map<Loaded, Integer> warm = new HashMap<>();
    private final Map<String, Long> lastWarm = new HashMap<>();
    private long count;

    Executions(SimulatedTime time) {
        this.time = time;
    }

    static String key(ProcessId process, String step) {
        return process + "/" + step;
    }

    Payload succeed(String key) {
        Payload output = Payload.ofJson("{\"n\":" + ++count + ",\"of\":\"" + key + "\"}");
        outputs.computeIfAbsent(key, k -> new HashSet<>()).add(output);
        return output;
    }

    void fail(String key, int attempt) {
        count++;
        failures.add(new Attempt(key, attempt));
    }

    /** Whether an attempt fails by chance: where it is made again, elsewhere, it ends otherwise. */
    boolean flakes(String key, int attempt, boolean chance) {
        return flaky.compute(new Attempt(key, attempt), (same, before) -> before == null ? chance : !before);
    }

    /** Whether a step that kills so many agents kills this one, too. Nine: it never stops. */
    boolean mayKill(String key, int kills) {
        return kills > 0 && (killsOfStep.merge(key, 1, Integer::sum) <= kills || kills == 9);
    }

    /** How many handlers have come to their end. */
    long count() {
        return count;
    }

    boolean produced(String key, Payload output) {
        return outputs.getOrDefault(key, Set.of()).contains(output);
    }

    boolean failed(String key, int attempt) {
        return failures.contains(new Attempt(key, attempt));
    }

    void killed(String host) {
        warm.keySet().stream()
                .filter(loaded -> loaded.host.equals(host))
                .forEach(loaded -> lastWarm.put(loaded.model, time.now()));
        warm.keySet().removeIf(loaded -> loaded.host.equals(host));
    }

    // ── models ──

    void loadFailed(String host, String model) {
        failedLoads.add(new Loaded(host, model));
    }

    boolean hasLoadFailed(String host, String model) {
        return failedLoads.contains(new Loaded(host, model));
    }

    void warm(String host, String model) {
        warm.merge(new Loaded(host, model), 1, Integer::sum);
    }

    void cold(String host, String model) {
        warm.computeIfPresent(new Loaded(host, model), (loaded, many) -> many == 1 ? null : many - 1);
        lastWarm.put(model, time.now());
    }

    private boolean isWarm(String model) {
        return warm.keySet().stream().anyMatch(loaded -> loaded.model.equals(model));
    }

    boolean isWarm(String host, String model) {
        return warm.containsKey(new Loaded(host, model));
    }

    /** Whether an agent has held a model at that time or later. */
    boolean wasWarmSince(String model, long nanos) {
        return isWarm(model) || lastWarm.getOrDefault(model, Long.MIN_VALUE) >= nanos;
    }
}
