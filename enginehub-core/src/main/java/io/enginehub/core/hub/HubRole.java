package io.enginehub.core.hub;

import io.enginehub.api.FlowVersion;
import io.enginehub.api.Payload;
import io.enginehub.api.ProcessId;
import io.enginehub.api.spi.CheckRow;
import io.enginehub.api.spi.ClaimRequest;
import io.enginehub.api.spi.Claimed;
import io.enginehub.api.spi.Held;
import io.enginehub.api.spi.Member;
import io.enginehub.api.spi.MemberId;
import io.enginehub.api.spi.Need;
import io.enginehub.api.spi.ProcessHistory;
import io.enginehub.api.spi.ProcessRow;
import io.enginehub.api.spi.Recorded;
import io.enginehub.api.spi.Release;
import io.enginehub.api.spi.Renewal;
import io.enginehub.api.spi.Reply;
import io.enginehub.api.spi.SessionState;
import io.enginehub.api.spi.SettingValues;
import io.enginehub.api.spi.StepLines;
import io.enginehub.api.spi.StepOutcome;
import io.enginehub.api.spi.Transport;
import io.enginehub.api.spi.WaitingQueue;
import io.enginehub.api.spi.Writes;
import io.enginehub.core.role.RoleLoop;
import io.enginehub.core.rules.Cancellations;
import io.enginehub.core.rules.FlowVersions;
import io.enginehub.core.rules.Leases;
import io.enginehub.core.rules.Ledger;
import io.enginehub.core.rules.Operation;
import io.enginehub.core.rules.Records;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/** A hub: keeps the waiting queue, and has written what dispatchers do. Confined to its loop. */
public final class HubRole implements WaitingQueue {
    private final RoleLoop loop;
    private final HubSettings settings;
    private final Transport transport;
    private final StoreReader reader;
    private final StoreWriter writer;
    private final StoreWriter renewer;
    private final ClaimDesk desk;
    private final Reaper reaper;
    private final Retention retention;
    private final CheckLog checks = new CheckLog();
    final Awaited awaited = new Awaited();
    final PlanCache plans = new PlanCache();
    private final RecentInputs inputs = new RecentInputs();
    final Deployments deployments;
    private final Listeners listeners;
    volatile Picture picture = Picture.EMPTY;
    private List<Member> present = List.of();
    private SettingValues set = SettingValues.NONE;
    private volatile long maxPending; // why volatile: the store's thread asks for it
    private volatile boolean stopped; // why volatile: what comes after it is refused on any thread

    /** A hub on a store. */
    public HubRole(RoleLoop loop, HubSettings settings, Transport transport, StoreAccess access, HubEars ears) {
        this.loop = loop;
        this.settings = settings;
        this.maxPending = settings.maxPending();
        this.transport = transport;
        this.listeners = new Listeners(ears.listeners(), ears.thread());
        this.reader = new StoreReader(access.store().history(), access.reader(), loop);
        this.writer = new StoreWriter(access.store(), plans, loop, access.writer(), this::committed);
        this.renewer = new StoreWriter(access.store(), plans, loop, access.renewer(), this::committed);
        this.retention = new Retention(loop, reader, writer, settings.keep());
        this.reaper = new Reaper(loop, reader, writer, settings.lease(), new Heard());
        this.deployments = new Deployments(loop, transport, reader, writer, plans);
        this.desk =
                new ClaimDesk(loop, settings.lease(), writer, reaper, checks, new ClaimReplies(reader, plans, inputs));
    }

    /** Begins to look after the store; on the loop. */
    public void start() {
        reaper.start();
        deployments.refresh();
    }

    public void stop() {
        stopped = true;
        awaited.stop();
        reaper.stop();
        deployments.stop();
        desk.stop();
        writer.stop();
        renewer.stop();
    }

    /** Takes a new picture of the members over; on the loop. */
    public void members(List<Member> members) {
        List<Member> before = picture.agents();
        present = members;
        picture = Picture.of(members, set);
        if (!picture.agents().equals(before)) {
            deployments.members(picture);
        }
    }

    /** Takes the cluster's settings over: how many may wait, and who gets nothing new; on the loop. */
    public void settings(SettingValues values) {
        set = values;
        maxPending = values.maxPending(settings.maxPending());
        members(present);
    }

    HubSettings settings() {
        return settings;
    }

    /** How many processes may be PENDING now; on any thread. */
    long maxPending() {
        return maxPending;
    }

    /** Whether a dispatcher waits for work; on any thread. */
    boolean isSlotFree() {
        return desk.isAnyoneWaiting();
    }

    // ── what commits and time bring ──

    private final class Heard implements Reaper.Told {
        @Override
        public void moved(Cancellations.Answer answer) {
            HubRole.this.moved(answer);
        }

        @Override
        public void takenBack(MemberId owner, int processes) {
            listeners.takenBack(owner.name(), processes);
        }

        @Override
        public void present(Set<Need> runnable) {
            desk.known(runnable);
        }

        @Override
        public void eachSecond() {
            HubRole.this.eachSecond();
        }
    }

    private void committed(Ledger ledger) {
        Writes writes = ledger.writes();
        Instant now = loop.wallTime();
        inputs.committed(writes);
        writes.inserts().forEach(row -> {
            awaited.inserted(row.id());
            desk.seen(row);
            changed(row, ledger, now);
        });
        writes.updates().forEach(row -> changed(row, ledger, now));
        desk.serve();
        listeners.committed(writes);
    }

    private void changed(ProcessRow row, Ledger ledger, Instant now) {
        if (row.isRunnable()) {
            desk.came(row.need());
        } else if (row.status().isTerminal()) {
            awaited.ended(row.id(), ledger.told(row.id()));
            retention.ended();
        }
        Instant due = row.due();
        if (due != null) {
            reaper.dueAt(due, now);
        }
    }

    private void moved(Cancellations.Answer answer) {
        MemberId owner = answer.owner();
        Optional<Member> dispatcher = owner == null ? Optional.empty() : picture.dispatcher(owner);
        if (answer.moved() && dispatcher.isPresent()) {
            // why: where this is lost, the next renewal tells the dispatcher
            loop.ask(transport.dispatcher(dispatcher.get().address()).drop(List.of(answer.dropped())), reply -> {});
        }
    }

    private void eachSecond() {
        retention.tick();
        List<CheckRow> seen = checks.take();
        if (!seen.isEmpty()) {
            loop.ask(writer.run(new FlowVersions.AddChecks(seen)), reply -> {});
        }
        List<ProcessId> waited = awaited.some(256);
        if (!waited.isEmpty()) {
            reader.read(
                    history -> history.ended(waited), ended -> ended.forEach(id -> awaited.ended(id, null)), () -> {});
        }
    }

    // ── the waiting queue ──

    @Override
    public CompletionStage<Reply<Boolean>> awaitWork(Set<String> live, Duration patience) {
        return onLoop(() -> desk.awaitWork(live, patience));
    }

    @Override
    public CompletionStage<Reply<Claimed>> claim(ClaimRequest request) {
        return onLoop(() -> desk.claim(request));
    }

    @Override
    public CompletionStage<Reply<Map<String, Payload>>> payloads(ProcessId process, Set<String> names) {
        CompletableFuture<Reply<Map<String, Payload>>> reply = new CompletableFuture<>();
        loop.post(() -> reader.read(
                history -> history.payloads(process, names),
                payloads -> reply.complete(new Reply.Ok<>(payloads)),
                () -> reply.complete(new Reply.Refused<>("STORE", null))));
        return reply;
    }

    @Override
    public CompletionStage<Reply<List<Recorded>>> record(MemberId owner, List<StepOutcome> outcomes) {
        CompletableFuture<Reply<List<Recorded>>> reply = new CompletableFuture<>();
        List<Records.RecordOutcome> operations = new ArrayList<>(outcomes.size());
        outcomes.forEach(outcome -> operations.add(new Records.RecordOutcome(owner, outcome)));
        loop.post(() -> writer.runAll(operations).thenAccept(answers -> {
            if (answers instanceof Reply.Ok<List<Recorded.Kind>> ok) {
                withStored(outcomes, ok.value(), reply);
            } else {
                reply.complete(answers.failed());
            }
        }));
        return reply;
    }

    /** With a duplicate goes what is stored. */
    private void withStored(
            List<StepOutcome> outcomes, List<Recorded.Kind> kinds, CompletableFuture<Reply<List<Recorded>>> reply) {
        if (!kinds.contains(Recorded.Kind.DUPLICATE)) {
            reply.complete(new Reply.Ok<>(kinds.stream().map(Recorded::of).toList()));
            return;
        }
        reader.read(
                history -> {
                    List<Recorded> all = new ArrayList<>();
                    for (int i = 0; i < kinds.size(); i++) {
                        all.add(recorded(history, outcomes.get(i), kinds.get(i)));
                    }
                    return all;
                },
                all -> reply.complete(new Reply.Ok<>(all)),
                () -> reply.complete(new Reply.Unknown<>("the store did not say what is stored")));
    }

    private static Recorded recorded(ProcessHistory history, StepOutcome outcome, Recorded.Kind kind) {
        if (kind != Recorded.Kind.DUPLICATE || outcome.result() == null) {
            return Recorded.of(kind);
        }
        String step = outcome.result().key().step();
        return new Recorded(
                kind, history.payloads(outcome.held().process(), List.of(step)).get(step));
    }

    @Override
    public CompletionStage<Reply<Renewal>> renew(MemberId owner, List<Held> held) {
        CompletableFuture<Reply<Renewal>> reply = new CompletableFuture<>();
        loop.post(() -> loop.ask(renewer.run(new Leases.Renew(owner, settings.lease())), outcome -> {
            if (outcome instanceof Reply.Ok<SessionState> ok) {
                renewed(owner, held, ok.value(), reply);
            } else {
                reply.complete(outcome.failed());
            }
        }));
        return reply;
    }

    private void renewed(MemberId owner, List<Held> held, SessionState state, CompletableFuture<Reply<Renewal>> reply) {
        reader.read(
                history -> {
                    Set<Held> owned = new LinkedHashSet<>();
                    history.owned(owner).forEach(row -> owned.add(new Held(row.id(), row.epoch())));
                    List<Held> lost = held.stream()
                            .filter(process -> !owned.contains(process))
                            .toList();
                    held.forEach(owned::remove);
                    return new Renewal(state, settings.lease(), lost, List.copyOf(owned));
                },
                renewal -> reply.complete(new Reply.Ok<>(renewal)),
                () -> reply.complete(new Reply.Ok<>(new Renewal(state, settings.lease(), List.of(), List.of()))));
    }

    @Override
    public CompletionStage<Reply<Boolean>> release(MemberId owner, List<Release> processes) {
        return all(processes.stream()
                .map(process -> new Leases.HandBack(owner, process))
                .toList());
    }

    @Override
    public CompletionStage<Reply<Boolean>> report(MemberId owner, List<StepLines> lines) {
        return all(
                lines.stream().map(step -> new Records.AppendLines(owner, step)).toList());
    }

    private CompletionStage<Reply<Boolean>> all(List<? extends Operation<Boolean>> operations) {
        CompletableFuture<Reply<Boolean>> reply = new CompletableFuture<>();
        loop.post(() -> writer.runAll(operations)
                .thenAccept(answers -> reply.complete(
                        answers instanceof Reply.Ok<List<Boolean>> ? new Reply.Ok<>(true) : answers.failed())));
        return reply;
    }

    private <T> CompletionStage<Reply<T>> onLoop(Supplier<CompletionStage<Reply<T>>> call) {
        CompletableFuture<Reply<T>> reply = new CompletableFuture<>();
        loop.post(() -> {
            CompletionStage<Reply<T>> inner = stopped ? Reply.refused("STOPPED") : call.get();
            var unused = inner.thenAccept(reply::complete);
        });
        return reply;
    }

    // ── what the blocking hub asks ──

    /** Runs an operation that is made on the loop; on any thread. */
    <A> CompletableFuture<Reply<A>> run(Function<RoleLoop, Operation<A>> operation) {
        return run(operation, answer -> {});
    }

    /** The same of a submit for a flow: a claim that waits for such work goes into its transaction. */
    <A> CompletableFuture<Reply<A>> submit(String flowKey, Function<RoleLoop, Operation<A>> operation) {
        return run(operation, answer -> desk.coming(flowKey, answer));
    }

    /**
     * Runs an operation.
     *
     * @param begun is given the answer to come, on the loop, when the writer has the operation
     */
    private <A> CompletableFuture<Reply<A>> run(
            Function<RoleLoop, Operation<A>> operation, Consumer<CompletionStage<Reply<A>>> begun) {
        CompletableFuture<Reply<A>> reply = new CompletableFuture<>();
        if (stopped) {
            return Reply.<A>refused("STOPPED").toCompletableFuture();
        }
        loop.post(() -> {
            CompletionStage<Reply<A>> answer = writer.run(operation.apply(loop));
            begun.accept(answer);
            var unused = answer.thenAccept(reply::complete);
        });
        return reply;
    }

    /** Makes a move of an operator's, and tells the dispatcher that holds the process; on any thread. */
    CompletableFuture<Reply<Cancellations.Answer>> move(Operation<Cancellations.Answer> operation) {
        CompletableFuture<Reply<Cancellations.Answer>> reply = new CompletableFuture<>();
        if (stopped) {
            return Reply.<Cancellations.Answer>refused("STOPPED").toCompletableFuture();
        }
        loop.post(() -> {
            var unused = writer.run(operation).thenAccept(outcome -> {
                if (outcome instanceof Reply.Ok<Cancellations.Answer> ok) {
                    moved(ok.value());
                }
                reply.complete(outcome);
            });
        });
        return reply;
    }

    /** Completes when a version is live, or cannot become so; on any thread. See {@link Deployments#awaitReady}. */
    CompletableFuture<Optional<String>> ready(FlowVersion version) {
        CompletableFuture<Optional<String>> ready = new CompletableFuture<>();
        loop.post(() -> {
            var unused = deployments.awaitReady(version).thenAccept(ready::complete);
        });
        return ready;
    }

    /** Runs a task on the loop and gives what it makes; on any thread. */
    <T> CompletableFuture<T> onHubLoop(Supplier<T> task) {
        CompletableFuture<T> made = new CompletableFuture<>();
        loop.post(() -> made.complete(task.get()));
        return made;
    }

    RoleLoop loop() {
        return loop;
    }

    Transport transport() {
        return transport;
    }
}
