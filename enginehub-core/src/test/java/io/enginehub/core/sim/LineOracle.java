package io.enginehub.core.sim;

import static io.enginehub.core.sim.SimulatedTime.SECOND;

import io.enginehub.api.Failure;
import io.enginehub.api.ProcessId;
import io.enginehub.api.spi.LogRow;
import io.enginehub.api.spi.Writes;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * What handlers say. Nothing is recorded that nobody said; and where nothing goes wrong, what was said is recorded by the
 * time the outcome is.
 */
final class LineOracle {
    private record Attempt(String key, int number) {}

    private static final class Lines {
        int said;
        int recorded;
        boolean undisturbed;
    }

    /** So long after the faults all roles are up, and know each other. */
    static final long SETTLED = 15 * SECOND;

    private final Oracle oracle;
    private final Faults faults;
    private final Map<Attempt, Lines> attempts = new HashMap<>();
    private final Set<String> undisturbed = new HashSet<>();

    LineOracle(Oracle oracle, Faults faults) {
        this.oracle = oracle;
        this.faults = faults;
    }

    static String text(int attempt) {
        return "attempt " + attempt;
    }

    /**
     * A process is there. One that came in the calm is nobody else's before it ends: an agent that is still stopped then
     * may speak of an older one to who had it before.
     */
    void inserted(ProcessId id) {
        if (faults.isNear() && oracle.calmFor() >= SETTLED) {
            undisturbed.add(id.toString());
        }
    }

    void said(String key, int attempt) {
        Lines lines = attempts.computeIfAbsent(new Attempt(key, attempt), k -> new Lines());
        lines.said++;
        lines.undisturbed = undisturbed.contains(key.substring(0, key.indexOf('/')));
    }

    void committed(Writes writes) {
        writes.logs().forEach(this::recorded);
        writes.steps().forEach(row -> isWhole(new Attempt(Executions.key(row.process(), row.step()), row.attempt())));
        writes.attempts().stream()
                .filter(row -> row.failure().kind() == Failure.Kind.ALGORITHM)
                .forEach(row -> isWhole(new Attempt(
                        Executions.key(row.key().process(), row.key().step()),
                        row.key().attempt())));
    }

    private void recorded(LogRow row) {
        Attempt attempt = new Attempt(Executions.key(row.process(), row.step()), row.attempt());
        Lines lines = attempts.get(attempt);
        oracle.check(
                lines != null && row.line().text().equals(text(row.attempt())),
                () -> "nobody said what is recorded of " + attempt + ": " + row.line());
        if (lines != null) {
            lines.recorded++;
        }
    }

    /** An outcome is recorded. An attempt that was made twice, as its agent was lost, may have lost what it said. */
    private void isWhole(Attempt attempt) {
        Lines lines = attempts.get(attempt);
        if (lines != null && lines.undisturbed && lines.said == 1) {
            oracle.coverage.count("lines with nothing wrong");
            oracle.check(
                    lines.recorded == 1,
                    () -> "of " + attempt + " a line was said, and " + lines.recorded + " are recorded");
        }
    }
}
