package io.enginehub.core.hub;

import io.enginehub.api.Explanation;
import io.enginehub.api.QueueSummary;
import io.enginehub.api.spi.LiveStep;
import io.enginehub.api.spi.Need;
import io.enginehub.api.spi.PendingNeed;
import io.enginehub.api.spi.ProcessHistory;
import io.enginehub.api.spi.ProcessRow;
import io.enginehub.core.flow.CompiledFlow;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Says why processes wait. */
final class Explainer {
    private final Picture picture;
    private final boolean slotFree;

    Explainer(Picture picture, boolean slotFree) {
        this.picture = picture;
        this.slotFree = slotFree;
    }

    private static Explanation because(Explanation.Reason reason) {
        return new Explanation(reason, 0, null, null, null);
    }

    /** Why a process that has ended, or waits in the queue, is where it is. */
    Explanation explain(ProcessRow row, ProcessHistory history) {
        if (row.status().isTerminal()) {
            return because(Explanation.Reason.ENDED);
        }
        ProcessRow.Waiting waiting = row.waiting();
        if (waiting != null) {
            return waiting.algorithm() == null
                    ? new Explanation(Explanation.Reason.BACKING_OFF, 0, null, waiting.until(), null)
                    : new Explanation(Explanation.Reason.AGENT_BUSY, 0, waiting.algorithm(), waiting.until(), null);
        }
        Optional<String> missing = picture.missing(row.need());
        if (missing.isPresent()) {
            return new Explanation(withoutAgent(missing.get()), 0, missing.get(), null, null);
        }
        Set<Need> runnable = new LinkedHashSet<>();
        history.pending().stream()
                .map(PendingNeed::need)
                .filter(need -> picture.missing(need).isEmpty())
                .forEach(runnable::add);
        long ahead = history.ahead(row, runnable);
        return ahead == 0 && !slotFree
                ? because(Explanation.Reason.NO_SLOT)
                : new Explanation(Explanation.Reason.QUEUED, ahead, null, null, null);
    }

    /** Why a process that is in a slot is where it is. */
    Explanation running(CompiledFlow flow, List<LiveStep> steps, Instant now) {
        LiveStep telling = null;
        for (LiveStep step : steps) {
            if (telling == null || weight(step) > weight(telling) || isSooner(step, telling)) {
                telling = step;
            }
        }
        if (telling == null) {
            return because(Explanation.Reason.RUNNING);
        }
        String algorithm =
                flow.node(telling.step()).map(CompiledFlow.Node::algorithm).orElse(null);
        return switch (telling.phase()) {
            case RUNNING -> because(Explanation.Reason.RUNNING);
            case MODEL_LOADING ->
                new Explanation(Explanation.Reason.MODEL_LOADING, 0, algorithm, null, telling.fraction());
            case AGENT_BUSY -> new Explanation(Explanation.Reason.AGENT_BUSY, 0, algorithm, null, null);
            case NO_AGENT -> new Explanation(withoutAgent(algorithm), 0, algorithm, null, null);
            case RETRYING -> new Explanation(Explanation.Reason.BACKING_OFF, 0, null, until(telling, now), null);
        };
    }

    private Explanation.Reason withoutAgent(@Nullable String algorithm) {
        return picture.isDrained(algorithm) ? Explanation.Reason.AGENT_DRAINED : Explanation.Reason.NO_AGENT;
    }

    /** Of several steps that back off the first one to go on tells. */
    private static boolean isSooner(LiveStep step, LiveStep telling) {
        return step.phase() == telling.phase()
                && step.due() != null
                && telling.due() != null
                && step.due().compareTo(telling.due()) < 0;
    }

    private static @Nullable Instant until(LiveStep step, Instant now) {
        return step.due() == null ? null : now.plus(step.due());
    }

    /** What goes on says more than what waits. */
    private static int weight(LiveStep step) {
        return switch (step.phase()) {
            case RUNNING -> 5;
            case MODEL_LOADING -> 4;
            case AGENT_BUSY -> 3;
            case NO_AGENT -> 2;
            case RETRYING -> 1;
        };
    }

    QueueSummary summary(List<PendingNeed> pending) {
        Map<String, QueueSummary.Line> lines = new LinkedHashMap<>();
        for (PendingNeed row : pending) {
            QueueSummary.Line line = line(row);
            lines.merge(
                    line.reason() + "/" + line.algorithm(),
                    line,
                    (a, b) -> new QueueSummary.Line(
                            a.reason(),
                            a.algorithm(),
                            a.count() + b.count(),
                            a.since().isBefore(b.since()) ? a.since() : b.since()));
        }
        return new QueueSummary(List.copyOf(lines.values()));
    }

    private QueueSummary.Line line(PendingNeed row) {
        Optional<String> missing = picture.missing(row.need());
        if (row.waiting()) {
            Explanation.Reason reason =
                    row.algorithm() == null ? Explanation.Reason.BACKING_OFF : Explanation.Reason.AGENT_BUSY;
            return new QueueSummary.Line(reason, row.algorithm(), row.count(), row.oldest());
        }
        if (missing.isPresent()) {
            return new QueueSummary.Line(withoutAgent(missing.get()), missing.get(), row.count(), row.oldest());
        }
        Explanation.Reason reason = slotFree ? Explanation.Reason.QUEUED : Explanation.Reason.NO_SLOT;
        return new QueueSummary.Line(reason, null, row.count(), row.oldest());
    }
}
