package io.enginehub.core.rules;

import io.enginehub.api.FlowVersion;
import io.enginehub.api.Payload;
import io.enginehub.api.ProcessId;
import io.enginehub.api.ProcessStatus;
import io.enginehub.api.spi.FlowRow;
import io.enginehub.api.spi.KeyRow;
import io.enginehub.api.spi.PlanHash;
import io.enginehub.api.spi.PlanRow;
import io.enginehub.api.spi.ProcessHead;
import io.enginehub.api.spi.ProcessHistory;
import io.enginehub.api.spi.ProcessRow;
import io.enginehub.api.spi.Reads;
import io.enginehub.api.spi.RequestKey;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** What happens at a submit. */
public final class Submissions {
    private Submissions() {}

    /** The answer to a submit. */
    public sealed interface Answer {
        /** It is in the waiting queue, or, with the same idempotency key, was accepted before. */
        record Accepted(ProcessId id) implements Answer {}

        /** All of many are, in their order. */
        record AllAccepted(List<ProcessId> ids) implements Answer {}

        /** Nothing was accepted: the queue is full. */
        record Full(long pending) implements Answer {}

        /** Nothing was accepted: the flow has no live version. */
        record NoFlow() implements Answer {}

        /** Nothing was accepted: the idempotency key was used with another request. */
        record Conflict(ProcessId earlier) implements Answer {}
    }

    /** Which flow is to run. */
    public sealed interface What {
        /** The live version of a deployed flow. */
        record Deployed(String flowKey) implements What {}

        /** A flow that came with the input. */
        record AdHoc(String flowKey, PlanRow plan) implements What {}
    }

    /**
     * An idempotency key.
     *
     * @param request the hash of the request that it comes with
     * @param keep how long it counts
     */
    public record Once(RequestKey key, String request, Duration keep) {}

    /** A submit. */
    public static final class Submit implements Operation<Answer> {
        private final ProcessId id;
        private final What what;
        private final Payload input;
        private final Map<String, String> labels;
        private final @Nullable Once once;
        private final @Nullable Duration deadline;
        private final LongSupplier maxPending;
        private boolean decided;
        private boolean again; // why: a batch whose outcome was unknown is run again, and may find its own process

        /**
         * A submit.
         *
         * @param id new: no other submit has it
         * @param deadline how long after the submit; null: the flow's own
         * @param maxPending how many may be PENDING; asked when it is decided, on the store's thread
         */
        public Submit(
                ProcessId id,
                What what,
                Payload input,
                Map<String, String> labels,
                @Nullable Once once,
                @Nullable Duration deadline,
                LongSupplier maxPending) {
            this.id = id;
            this.what = what;
            this.input = input;
            this.labels = labels;
            this.once = once;
            this.deadline = deadline;
            this.maxPending = maxPending;
        }

        @Override
        public void reads(Reads reads) {
            reads.pending();
            again = decided;
            if (again) {
                reads.process(id);
            }
            if (once != null) {
                reads.key(once.key());
            }
            if (what instanceof What.Deployed deployed) {
                reads.flow(deployed.flowKey());
            }
        }

        @Override
        public Answer decide(Ledger ledger) {
            Answer known = known(ledger);
            if (known != null) {
                return known;
            }
            if (ledger.pending() >= maxPending.getAsLong()) {
                return new Answer.Full(ledger.pending());
            }
            return enter(ledger);
        }

        /** What is the answer already, before the queue is looked at. */
        private @Nullable Answer known(Ledger ledger) {
            decided = true;
            if (again && ledger.process(id) != null) {
                return new Answer.Accepted(id);
            }
            KeyRow used = once == null ? null : ledger.key(once.key());
            if (used != null && once != null && used.expires().isAfter(ledger.now())) {
                return used.request().equals(once.request())
                        ? new Answer.Accepted(used.process())
                        : new Answer.Conflict(used.process());
            }
            return null;
        }

        private Answer enter(Ledger ledger) {
            if (what instanceof What.AdHoc adHoc) {
                ledger.put(adHoc.plan());
                return accept(
                        ledger,
                        new FlowVersion(adHoc.flowKey(), 0),
                        adHoc.plan().hash());
            }
            FlowRow live = null;
            for (FlowRow row : ledger.flow(((What.Deployed) what).flowKey())) { // why no stream: once for each process
                live = row.isLive() ? row : live; // why the last: they are in ascending order
            }
            return live == null ? new Answer.NoFlow() : accept(ledger, live.version(), live.plan());
        }

        private Answer accept(Ledger ledger, FlowVersion version, PlanHash plan) {
            PlanFacts facts = ledger.facts(plan);
            Duration allowed = deadline == null ? facts.deadline() : deadline;
            Instant until = allowed == null ? null : ledger.now().plus(allowed);
            ledger.insert(new ProcessRow(
                    new ProcessHead(id, 0, plan, version, labels, ledger.now(), until),
                    ProcessStatus.PENDING,
                    0,
                    1,
                    facts.remaining(Set.of()),
                    null,
                    null,
                    null,
                    null,
                    null));
            ledger.payload(id, ProcessHistory.INPUT, input);
            if (once != null) {
                ledger.put(
                        new KeyRow(once.key(), once.request(), id, ledger.now().plus(once.keep())));
            }
            return new Answer.Accepted(id);
        }

        @Override
        public long bytes() {
            return input.size();
        }
    }

    /** Many submits under one bound of the queue, asked for as in {@link Submit}: all of them are accepted, or none is. */
    public record SubmitAll(List<Submit> submits, LongSupplier maxPending) implements Operation<Answer> {
        @Override
        public void reads(Reads reads) {
            submits.forEach(submit -> submit.reads(reads));
        }

        @Override
        public Answer decide(Ledger ledger) {
            List<@Nullable Answer> known = new ArrayList<>(submits.size());
            submits.forEach(submit -> known.add(submit.known(ledger)));
            for (Answer answer : known) {
                if (answer instanceof Answer.Conflict) {
                    return answer;
                }
            }
            long fresh = known.stream().filter(Objects::isNull).count();
            // why not where none is new: the bound may be lower by now than what was accepted
            if (fresh > 0 && ledger.pending() + fresh > maxPending.getAsLong()) {
                return new Answer.Full(ledger.pending());
            }
            List<ProcessId> ids = new ArrayList<>(submits.size());
            for (int i = 0; i < submits.size(); i++) {
                Answer before = known.get(i);
                Answer answer = before != null ? before : submits.get(i).enter(ledger);
                if (!(answer instanceof Answer.Accepted accepted)) {
                    return answer; // why: they are for one flow, so that the first one is not accepted, or all are
                }
                ids.add(accepted.id());
            }
            return new Answer.AllAccepted(List.copyOf(ids));
        }

        @Override
        public long bytes() {
            return submits.stream().mapToLong(Submit::bytes).sum();
        }
    }
}
