package io.enginehub.core.sim;

import io.enginehub.api.Payload;
import io.enginehub.api.spi.AttemptRow;
import io.enginehub.api.spi.ProcessRow;
import io.enginehub.core.flow.CompiledFlow;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A process as the oracle has seen it, commit by commit. */
final class Seen {
    final CompiledFlow flow;
    final Map<String, Payload> steps = new HashMap<>();
    final Map<String, Payload> others = new HashMap<>();
    final List<AttemptRow> attempts = new ArrayList<>();
    ProcessRow row;

    Seen(CompiledFlow flow, ProcessRow row) {
        this.flow = flow;
        this.row = row;
    }

    long attempts(String step, boolean losses) {
        return attempts.stream()
                .filter(attempt -> attempt.key().step().equals(step)
                        && attempt.key().run() == row.run()
                        && attempt.loss() > 0 == losses)
                .map(attempt -> losses ? attempt.loss() : attempt.key().attempt())
                .distinct()
                .count();
    }
}
