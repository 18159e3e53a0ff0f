package io.enginehub.store.jdbc;

import io.enginehub.api.Payload;
import io.enginehub.api.ProcessId;
import io.enginehub.api.StoreException;
import io.enginehub.api.spi.ClaimRequest;
import io.enginehub.api.spi.EventKey;
import io.enginehub.api.spi.Held;
import io.enginehub.api.spi.MemberId;
import io.enginehub.api.spi.Need;
import io.enginehub.api.spi.PlanHash;
import io.enginehub.api.spi.PlanRow;
import io.enginehub.api.spi.ProcessEnd;
import io.enginehub.api.spi.ProcessStore;
import io.enginehub.api.spi.Reads;
import io.enginehub.api.spi.ResultEvent;
import io.enginehub.api.spi.StepOutcome;
import io.enginehub.core.rules.Claims;
import io.enginehub.core.rules.Ledger;
import io.enginehub.core.rules.Operation;
import io.enginehub.core.rules.PlanFacts;
import io.enginehub.core.rules.Plans;
import io.enginehub.core.rules.Records;
import io.enginehub.core.rules.Submissions;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Runs the engine's rules on a store, several operations to a transaction, again and again until they are done. */
final class Ruled {
    static final Need NEED = new Need(List.of("one"));
    private static final PlanRow PLAN = new PlanRow(new PlanHash("0123456789abcdef"), "{}");
    private static final Duration LEASE = Duration.ofHours(1);
    private static final PlanFacts FACTS = new PlanFacts() {
        @Override
        public int steps() {
            return 1;
        }

        @Override
        public Need remaining(Set<String> finished) {
            return NEED;
        }

        @Override
        public @Nullable Duration deadline() {
            return null;
        }
    };
    private static final Plans PLANS = hash -> FACTS;

    final ProcessStore store;
    final AtomicInteger deadlocks = new AtomicInteger();
    final AtomicInteger repeated = new AtomicInteger();

    Ruled(ProcessStore store) {
        this.store = store;
    }

    <A> List<A> run(List<? extends Operation<A>> operations) {
        while (true) {
            Reads reads = new Reads();
            operations.forEach(operation -> operation.reads(reads));
            List<A> answers = new ArrayList<>();
            try {
                store.transact(reads, rows -> {
                    answers.clear();
                    Ledger ledger = new Ledger(rows, PLANS);
                    operations.forEach(operation -> answers.add(operation.decide(ledger)));
                    return ledger.writes();
                });
                return answers;
            } catch (StoreException e) {
                repeated.incrementAndGet();
                if (isDeadlock(e)) {
                    deadlocks.incrementAndGet();
                }
            }
        }
    }

    <A> A run(Operation<A> operation) {
        return run(List.of(operation)).get(0);
    }

    /** Tries once. */
    static <A> void runOnce(ProcessStore store, Operation<A> operation) {
        Reads reads = new Reads();
        operation.reads(reads);
        store.transact(reads, rows -> {
            Ledger ledger = new Ledger(rows, PLANS);
            operation.decide(ledger);
            return ledger.writes();
        });
    }

    private static boolean isDeadlock(Throwable e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql && "40P01".equals(sql.getSQLState())) {
                return true;
            }
        }
        return false;
    }

    static Submissions.Submit submit(ProcessId id) {
        return new Submissions.Submit(
                id,
                new Submissions.What.AdHoc("sample", PLAN),
                Payload.ofJson("1"),
                Map.of(),
                null,
                null,
                () -> Long.MAX_VALUE);
    }

    static Claims.TakeWork claim(MemberId owner, long number, int slots) {
        return new Claims.TakeWork(new ClaimRequest(owner, number, slots, Set.of("one"), null), List.of(NEED), LEASE);
    }

    /** The only step and the end of a process, as its owner tells them. */
    static Records.RecordOutcome finish(MemberId owner, Held held) {
        Payload output = Payload.ofJson("2");
        ResultEvent result = new ResultEvent(
                new EventKey(held.process(), "one", 1, 1),
                held.epoch(),
                "agent",
                Duration.ofMillis(1),
                output,
                null,
                List.of());
        return new Records.RecordOutcome(owner, new StepOutcome(held, result, 0, null, new ProcessEnd(output, null)));
    }

    static ProcessId newId() {
        return new ProcessId(UUID.randomUUID());
    }
}
