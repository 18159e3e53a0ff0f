package io.enginehub.core.rules;

import io.enginehub.api.Payload;
import io.enginehub.api.ProcessId;
import io.enginehub.api.spi.ClaimRequest;
import io.enginehub.api.spi.EventKey;
import io.enginehub.api.spi.Held;
import io.enginehub.api.spi.MemberId;
import io.enginehub.api.spi.Need;
import io.enginehub.api.spi.PlanHash;
import io.enginehub.api.spi.PlanRow;
import io.enginehub.api.spi.ProcessRow;
import io.enginehub.api.spi.Reads;
import io.enginehub.api.spi.ResultEvent;
import io.enginehub.api.spi.StepRow;
import io.enginehub.core.local.InMemoryProcessStore;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A store in memory on which the rules are asked, with a time that stands still and one flow of steps a and b. */
final class Books {
    static final Duration LEASE = Duration.ofSeconds(5);
    static final MemberId OWNER = new MemberId("d1", new UUID(1, 1));
    static final MemberId OTHER = new MemberId("d2", new UUID(2, 2));
    static final Need BOTH = new Need(List.of("algorithmA", "algorithmB"));

    Instant now = Instant.parse("2026-01-01T12:00:00Z");
    final InMemoryProcessStore store = new InMemoryProcessStore(() -> now);
    private int ids;

    private static final PlanFacts FACTS = new PlanFacts() {
        @Override
        public int steps() {
            return 2;
        }

        @Override
        public Need remaining(Set<String> finished) {
            return new Need(BOTH.algorithms().stream()
                    .filter(name -> !finished.contains(name.equals("algorithmA") ? "a" : "b"))
                    .toList());
        }

        @Override
        public Duration deadline() {
            return null;
        }
    };

    /** Asks the rules in a transaction of its own. */
    <A> A ask(Operation<A> operation) {
        return batch(List.of(operation)).get(0);
    }

    /** Asks the rules different things in one transaction. */
    List<Object> batchOfAny(List<Operation<?>> operations) {
        Reads reads = new Reads();
        operations.forEach(operation -> operation.reads(reads));
        List<Object> answers = new ArrayList<>();
        store.transact(reads, rows -> {
            Ledger ledger = new Ledger(rows, plan -> FACTS);
            operations.forEach(operation -> answers.add(operation.decide(ledger)));
            return ledger.writes();
        });
        return answers;
    }

    /** Asks the rules several things in one transaction. */
    <A> List<A> batch(List<? extends Operation<A>> operations) {
        Reads reads = new Reads();
        operations.forEach(operation -> operation.reads(reads));
        List<A> answers = new ArrayList<>();
        store.transact(reads, rows -> {
            Ledger ledger = new Ledger(rows, plan -> FACTS);
            operations.forEach(operation -> answers.add(operation.decide(ledger)));
            return ledger.writes();
        });
        return answers;
    }

    /** What the rules make of one thing, in a transaction of its own. */
    Ledger ledgerOf(Operation<?> operation) {
        Reads reads = new Reads();
        operation.reads(reads);
        Ledger[] made = new Ledger[1];
        store.transact(reads, rows -> {
            made[0] = new Ledger(rows, plan -> FACTS);
            var unused = operation.decide(made[0]);
            return made[0].writes();
        });
        return made[0];
    }

    Set<StepRow> steps(ProcessId id) {
        return Set.copyOf(store.history().steps(id));
    }

    void pass(Duration time) {
        now = now.plus(time);
    }

    Submissions.Submit submission(Submissions.Once once, Duration deadline, long maxPending) {
        return new Submissions.Submit(
                new ProcessId(new UUID(7, ++ids)),
                new Submissions.What.AdHoc("flow", new PlanRow(new PlanHash("aa"), "{}")),
                Payload.of(ids),
                Map.of(),
                once,
                deadline,
                () -> maxPending);
    }

    ProcessId submit() {
        Submissions.Answer answer = ask(submission(null, null, 1000));
        return ((Submissions.Answer.Accepted) answer).id();
    }

    static Claims.TakeWork claim(MemberId owner, long number, int slots) {
        return claim(owner, number, slots, null);
    }

    static Claims.TakeWork claim(MemberId owner, long number, int slots, @Nullable MemberId supersedes) {
        return new Claims.TakeWork(
                new ClaimRequest(owner, number, slots, Set.copyOf(BOTH.algorithms()), supersedes),
                List.of(BOTH, new Need(List.of("algorithmB"))),
                LEASE);
    }

    /** Submits a process and claims it. */
    Held claimed() {
        submit();
        Claims.Taken taken = ask(claim(OWNER, nextClaim(), 1)).taken().get(0);
        return new Held(taken.row().id(), taken.row().epoch());
    }

    private long nextClaim() {
        return store.history().owned(OWNER).stream()
                        .mapToLong(row -> row.hold().claimNumber())
                        .max()
                        .orElse(0)
                + 1;
    }

    ProcessRow row(ProcessId id) {
        return store.history().find(id).orElseThrow();
    }

    static ResultEvent success(Held held, String step, int attempt) {
        EventKey key = new EventKey(held.process(), step, 1, attempt);
        return new ResultEvent(key, held.epoch(), "agent", Duration.ZERO, Payload.of(step), null, List.of());
    }
}
