package io.enginehub.core.sim;

import io.enginehub.api.Payload;
import io.enginehub.api.spi.AttemptRow;
import io.enginehub.api.spi.EventKey;
import io.enginehub.core.flow.CompiledFlow;
import io.enginehub.core.flow.ContentHash;
import java.time.Instant;

/** Failures: each recorded once, each a real one (P4). */
final class AttemptOracle {
    private final Oracle oracle;

    AttemptOracle(Oracle oracle) {
        this.oracle = oracle;
    }

    /** Whether an attempt may start: the one before it has failed, and its backoff is over. */
    boolean mayTry(Seen seen, EventKey key, long nanos) {
        Instant now = Boot.at(nanos);
        return seen.attempts.stream()
                .filter(row -> row.key().step().equals(key.step())
                        && row.key().run() == key.run()
                        && row.key().attempt() < key.attempt())
                .allMatch(row -> row.nextAt() == null || !row.nextAt().isAfter(now));
    }

    void committed(Seen seen, AttemptRow row) {
        String step = row.key().step();
        boolean twice =
                seen.attempts.stream().anyMatch(other -> other.key().equals(row.key()) && other.loss() == row.loss());
        oracle.check(!twice, () -> "attempt " + row.key() + " was recorded twice (P4)");
        seen.attempts.add(row);
        oracle.moves.entitled(seen, step);
        oracle.check(isReal(seen, row), () -> "attempt " + row.key() + " never failed so (P4): " + row.failure());
        oracle.check(
                row.failure().kind().name().equals("AGENT_LOST") == row.loss() > 0,
                () -> "attempt " + row.key() + " counts as a loss and is "
                        + row.failure().kind());
        oracle.coverage.count("attempt " + row.failure().kind());
    }

    private boolean isReal(Seen seen, AttemptRow row) {
        String step = row.key().step();
        CompiledFlow.Node node = seen.flow.node(step).orElseThrow();
        return switch (row.failure().kind()) {
            case ALGORITHM ->
                oracle.executions.failed(
                        Executions.key(row.key().process(), step), row.key().attempt());
            case TIMEOUT -> {
                var timeout = node.processor().timeout();
                yield timeout.isPresent() && !row.started().plus(timeout.get()).isAfter(row.ended());
            }
            case MODEL -> oracle.executions.hasLoadFailed(row.agent(), model(seen, node));
            case INPUT -> SampleFlows.isBadInput(seen.flow.flow());
            case AGENT_LOST -> true; // why: judged when the dispatcher said so
            case POISON, TOO_LARGE, ENGINE -> false;
        };
    }

    private static String model(Seen seen, CompiledFlow.Node node) {
        return node.modelHash().orElseGet(() -> {
            Payload fitted =
                    seen.steps.get(node.processor().modelFrom().orElseThrow().processor());
            return fitted == null ? "" : ContentHash.of(fitted);
        });
    }
}
