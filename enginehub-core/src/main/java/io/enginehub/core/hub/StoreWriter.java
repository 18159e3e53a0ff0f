package io.enginehub.core.hub;

import io.enginehub.api.StoreException;
import io.enginehub.api.spi.PlanRow;
import io.enginehub.api.spi.ProcessStore;
import io.enginehub.api.spi.Reads;
import io.enginehub.api.spi.Registration;
import io.enginehub.api.spi.Reply;
import io.enginehub.core.role.RoleLoop;
import io.enginehub.core.rules.Ledger;
import io.enginehub.core.rules.MissingPlanException;
import io.enginehub.core.rules.Operation;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes operations to the store, all that wait in one transaction: group commit. It waits a little for those that are
 * about to come back ({@link Gathering}). A batch that certainly failed is halved until the bad operation stands alone; one
 * whose outcome is unknown is run again as it is, and the rules find what was done. Answers come on the loop, after the
 * commit.
 */
final class StoreWriter {
    private static final Logger LOG = LoggerFactory.getLogger(StoreWriter.class);
    private static final int MAX_OPERATIONS = 512;
    private static final long MAX_BYTES = 4 << 20;
    private static final int MAX_TRIES_ALONE = 5;
    private static final Duration PAUSE = Duration.ofMillis(100);

    /** An operation on its way. */
    private static final class Task<A> {
        final Operation<A> operation;
        final Consumer<Reply<A>> then;

        @Nullable
        A answer;

        int tries;
        /** Whether it may have been done: a run of it ended without an answer. */
        boolean uncertain;

        Task(Operation<A> operation, Consumer<Reply<A>> then) {
            this.operation = operation;
            this.then = then;
        }

        void decide(Ledger ledger) {
            answer = operation.decide(ledger);
        }

        void succeed() {
            if (answer == null) {
                throw new IllegalStateException(operation + " gave no answer");
            }
            then.accept(new Reply.Ok<>(answer));
        }

        void refuse(String code, @Nullable Duration retryAfter) {
            then.accept(
                    uncertain
                            ? new Reply.Unknown<>("the store fell silent, and then refused: " + code)
                            : new Reply.Refused<>(code, retryAfter));
        }
    }

    /** The answers of operations that were given together. */
    private static final class Group<A> {
        final CompletableFuture<Reply<List<A>>> reply = new CompletableFuture<>();
        private final List<Reply<A>> answers;
        private int open;

        Group(int size) {
            this.answers = new ArrayList<>(Collections.nCopies(size, new Reply.Unknown<>("not answered")));
            this.open = size;
        }

        void answered(int index, Reply<A> answer) {
            answers.set(index, answer);
            if (--open == 0) {
                reply.complete(together());
            }
        }

        private Reply<List<A>> together() {
            List<A> values = new ArrayList<>(answers.size());
            Reply<A> failure = null;
            for (Reply<A> answer : answers) {
                if (answer instanceof Reply.Ok<A> ok) {
                    values.add(ok.value());
                } else if (failure == null || answer instanceof Reply.Unknown<A>) {
                    failure = answer;
                }
            }
            if (failure == null) {
                return new Reply.Ok<>(values);
            }
            return values.isEmpty() ? failure.failed() : new Reply.Unknown<>("some of them were done");
        }
    }

    private final ProcessStore store;
    private final PlanCache plans;
    private final RoleLoop loop;
    private final Executor thread;
    private final Consumer<Ledger> committed;
    private final ArrayDeque<Task<?>> waiting = new ArrayDeque<>();
    private boolean writing;
    private boolean stopped;
    private final Gathering gathering = new Gathering(MAX_OPERATIONS);
    private @Nullable Registration pause;

    /**
     * A writer.
     *
     * @param thread where the store is called: one call at a time
     * @param committed is told on the loop of each commit, before the answers
     */
    StoreWriter(ProcessStore store, PlanCache plans, RoleLoop loop, Executor thread, Consumer<Ledger> committed) {
        this.store = store;
        this.plans = plans;
        this.loop = loop;
        this.thread = thread;
        this.committed = committed;
    }

    /** Runs an operation; on the loop. Refused only when it certainly was not done. */
    <A> CompletionStage<Reply<A>> run(Operation<A> operation) {
        CompletableFuture<Reply<A>> reply = new CompletableFuture<>();
        add(new Task<>(operation, reply::complete));
        return reply;
    }

    /** Runs operations in order, and answers when all are answered. Refused only when none of them was done. */
    <A> CompletionStage<Reply<List<A>>> runAll(List<? extends Operation<A>> operations) {
        if (operations.isEmpty()) {
            return Reply.ok(List.of());
        }
        Group<A> group = new Group<>(operations.size());
        for (int i = 0; i < operations.size(); i++) {
            int index = i;
            add(new Task<>(operations.get(i), reply -> group.answered(index, reply)));
        }
        return group.reply;
    }

    private void add(Task<?> task) {
        if (stopped) {
            task.refuse("STOPPED", null);
            return;
        }
        waiting.add(task);
        if (!task.operation.isLast()) {
            gathering.came(loop.nanoTime());
        }
        if (!writing) {
            writing = true;
            loop.post(this::next); // why: what is already on the loop goes into the same batch
        } else if (pause != null && gathering.isWhole(waiting.size())) {
            take();
        }
    }

    /** Takes no more, and refuses what waits. */
    void stop() {
        stopped = true;
        waiting.forEach(task -> task.refuse("STOPPED", null));
        waiting.clear();
    }

    private void next() {
        look(0, 0);
    }

    private void look(int looks, int before) {
        int now = waiting.size();
        Duration time = gathering.pause(now, looks, before);
        if (time.isZero()) {
            take();
        } else {
            pause = loop.after(time, () -> look(looks + 1, now));
        }
    }

    private void take() {
        if (pause != null) {
            pause.close();
            pause = null;
        }
        List<Task<?>> batch = batch();
        if (batch.isEmpty()) {
            writing = false;
        } else {
            write(List.of(batch));
        }
    }

    /** Takes what goes together, in the order in which it is decided. */
    private List<Task<?>> batch() {
        List<Task<?>> batch = new ArrayList<>();
        List<Task<?>> last = new ArrayList<>();
        long bytes = 0;
        while (!waiting.isEmpty() && batch.size() + last.size() < MAX_OPERATIONS) {
            Task<?> task = waiting.element();
            bytes += task.operation.bytes();
            if (bytes > MAX_BYTES && !(batch.isEmpty() && last.isEmpty())) {
                break;
            }
            waiting.remove();
            (task.operation.isLast() ? last : batch).add(task);
        }
        batch.addAll(last);
        return batch;
    }

    /** Writes batches one after the other: the first now, those that a halving made after it. */
    private void write(List<List<Task<?>>> batches) {
        long begun = loop.nanoTime();
        thread.execute(() -> {
            Outcome outcome = transact(batches.get(0));
            long took = loop.nanoTime() - begun; // why: without the time until the loop comes to it
            loop.post(() -> {
                gathering.ended(followed(batches.get(0)), followed(waiting), took, loop.nanoTime());
                written(batches, outcome);
            });
        });
    }

    /** Operations that others follow on: a claim is one with the processes that it takes. */
    private static int followed(Collection<Task<?>> tasks) {
        return (int) tasks.stream()
                .limit(MAX_OPERATIONS) // why: no more than that is of use, however many wait
                .filter(task -> !task.operation.isLast())
                .count();
    }

    private record Outcome(
            @Nullable Ledger done,
            @Nullable StoreException fault,
            @Nullable RuntimeException bug) {}

    private Outcome transact(List<Task<?>> batch) {
        Reads reads = new Reads();
        batch.forEach(task -> task.operation.reads(reads));
        Ledger[] last = new Ledger[1];
        try {
            while (true) {
                try {
                    store.transact(reads, rows -> {
                        Ledger ledger = new Ledger(rows, plans);
                        batch.forEach(task -> task.decide(ledger));
                        last[0] = ledger;
                        return ledger.writes();
                    });
                    return new Outcome(last[0], null, null);
                } catch (MissingPlanException e) {
                    PlanRow plan = store.history()
                            .plan(e.plan())
                            .orElseThrow(() -> new StoreException(
                                    StoreException.Fault.NOT_DONE, "The store has no plan " + e.plan() + ".", null));
                    plans.load(plan);
                }
            }
        } catch (StoreException e) {
            return new Outcome(null, e, null);
        } catch (RuntimeException e) { // why: a rule that fails on one operation must not fail its batch
            return new Outcome(null, null, e);
        }
    }

    private void written(List<List<Task<?>>> batches, Outcome outcome) {
        List<Task<?>> batch = batches.get(0);
        List<List<Task<?>>> rest = new ArrayList<>(batches.subList(1, batches.size()));
        if (outcome.done() != null) {
            committed.accept(outcome.done());
            batch.forEach(Task::succeed);
            proceed(rest);
            return;
        }
        StoreException fault = outcome.fault();
        if (fault != null && fault.fault() == StoreException.Fault.UNKNOWN) {
            batch.forEach(task -> task.uncertain = true);
            later(batches);
        } else if (fault != null && fault.fault() == StoreException.Fault.READ_ONLY) {
            batch.forEach(task -> task.refuse("READ_ONLY", Duration.ofSeconds(1)));
            proceed(rest);
        } else if (batch.size() > 1) {
            rest.add(0, batch.subList(batch.size() / 2, batch.size()));
            rest.add(0, batch.subList(0, batch.size() / 2));
            proceed(rest);
        } else {
            alone(batch.get(0), batches, rest, outcome);
        }
    }

    private void alone(Task<?> task, List<List<Task<?>>> batches, List<List<Task<?>>> rest, Outcome outcome) {
        StoreException fault = outcome.fault();
        if (fault != null && ++task.tries < MAX_TRIES_ALONE) {
            later(batches);
            return;
        }
        if (fault == null) {
            LOG.error("An operation failed. This is a bug in EngineHub: {}", task.operation, outcome.bug());
            task.refuse("ENGINE", null);
        } else {
            LOG.warn("The store refused an operation: {}", fault.getMessage());
            task.refuse("STORE", null);
        }
        proceed(rest);
    }

    private void later(List<List<Task<?>>> batches) {
        if (stopped) {
            batches.forEach(batch -> batch.forEach(
                    task -> task.then.accept(new Reply.Unknown<>("the hub stopped while the store was silent"))));
        } else {
            loop.after(loop.jittered(PAUSE), () -> write(batches));
        }
    }

    private void proceed(List<List<Task<?>>> rest) {
        if (rest.isEmpty()) {
            next();
        } else {
            write(rest);
        }
    }
}
