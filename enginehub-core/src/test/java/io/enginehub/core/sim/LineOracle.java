package io.enginehub.core.sim;

import io.enginehub.api.Failure;
import io.enginehub.api.ProcessId;
import io.enginehub.api.spi.AttemptRow;
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
    private static final class Lines {
        int said;
        int recorded;
    }

    private final Oracle oracle;
    private final Faults faults;
    private final Map<Executions.Attempt, Lines> attempts = new HashMap<>();
    private final Set<ProcessId> undisturbed = new HashSet<>();

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
        if (faults.isNear() && oracle.calmFor() >= Oracle.SETTLED) {
            undisturbed.add(id);
        }
    }

    void said(String key, int attempt) {
        attempts.computeIfAbsent(new Executions.Attempt(key, attempt), k -> new Lines()).said++;
    }

    void committed(Writes writes) {
        writes.logs().forEach(this::recorded);
        writes.steps().forEach(row -> isWhole(row.process(), row.step(), row.attempt()));
        writes.attempts().stream()
                .filter(row -> row.failure().kind() == Failure.Kind.ALGORITHM)
                .map(AttemptRow::key)
                .forEach(key -> isWhole(key.process(), key.step(), key.attempt()));
    }

    private void recorded(LogRow row) {
        Executions.Attempt attempt = new Executions.Attempt(Executions.key(row.process(), row.step()), row.attempt());
        Lines lines = attempts.get(attempt);
        oracle.check(
                lines != null && row.line().text().equals(text(row.attempt())),
                () -> "nobody said what is recorded of " + attempt + ": " + row.line());
        if (lines != null) {
            lines.recorded++;
        }
    }

    /** An outcome is recorded. An attempt that was made twice, as its agent was lost, may have lost what it said. */
    private void isWhole(ProcessId process, String step, int number) {
        Executions.Attempt attempt = new Executions.Attempt(Executions.key(process, step), number);
        Lines lines = attempts.get(attempt);
        if (lines != null && undisturbed.contains(process) && lines.said == 1) {
            oracle.coverage.count("lines with nothing wrong");
            oracle.check(
                    lines.recorded == 1,
                    () -> "of " + attempt + " a line was said, and " + lines.recorded + " are recorded");
        }
    }
}
