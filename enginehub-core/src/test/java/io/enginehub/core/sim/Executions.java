package io.enginehub.core.sim;

import io.enginehub.api.Payload;
import io.enginehub.api.ProcessId;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** What handlers really did, by the key under which they did it. Each output is unlike any other. */
final class Executions {
    private record Attempt(String key, int number) {}

    private final Map<String, Set<Payload>> outputs = new HashMap<>();
    private final Set<Attempt> failures = new HashSet<>();
    private final Map<String, Integer> kills = new HashMap<>();
    long count;

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

    boolean produced(String key, Payload output) {
        return outputs.getOrDefault(key, Set.of()).contains(output);
    }

    boolean failed(String key, int attempt) {
        return failures.contains(new Attempt(key, attempt));
    }

    void killed(String host) {
        kills.merge(host, 1, Integer::sum);
    }

    int kills(String host) {
        return kills.getOrDefault(host, 0);
    }
}
