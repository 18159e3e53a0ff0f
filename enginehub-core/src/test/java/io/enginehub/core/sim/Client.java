package io.enginehub.core.sim;

import static io.enginehub.core.sim.SimulatedTime.SECOND;

import io.enginehub.api.Explanation;
import io.enginehub.api.Payload;
import io.enginehub.api.ProcessFlow;
import io.enginehub.api.ProcessId;
import io.enginehub.api.ProcessQuery;
import io.enginehub.api.ProcessResult;
import io.enginehub.api.spi.Reply;
import io.enginehub.api.spi.RequestKey;
import io.enginehub.core.hub.HubBridge;
import io.enginehub.core.hub.HubRole;
import io.enginehub.core.role.RoleLoop;
import io.enginehub.core.rules.Submissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * An application: submits, with a key again until it is answered; awaits; now and then cancels, retries, looks. What it
 * deploys is a {@link Deployer}'s.
 */
final class Client {
    private static final Duration AGAIN = Duration.ofMillis(700);
    private static final ProcessId NOBODY = new ProcessId(new UUID(0, 0));
    private static final Duration AWAIT = Duration.ofSeconds(30);

    private static final Explanation NOTHING = new Explanation(Explanation.Reason.RUNNING, 0, null, null, null);

    private record Wish(
            String flowKey,
            @Nullable ProcessFlow flow,
            @Nullable RequestKey key,
            Payload input) {}

    private final Caller caller;
    private final Oracle oracle;
    private final Deployer deployer;
    private final ProcessFlow favourite;
    private final boolean fickle;
    private final List<ProcessId> accepted = new ArrayList<>();
    private int open;

    /**
     * An application.
     *
     * @param favourite the flow that it starts most: races that need several processes of one kind come about so
     * @param fickle whether it cancels much, and at once wants again what it has cancelled
     */
    Client(Caller caller, Oracle oracle, Deployer deployer, ProcessFlow favourite, boolean fickle) {
        this.caller = caller;
        this.oracle = oracle;
        this.deployer = deployer;
        this.favourite = favourite;
        this.fickle = fickle;
    }

    /** Plans so many submits, at any time until then, and what goes with them. */
    void plan(int submits, long until) {
        for (int i = 0; i < submits; i++) {
            boolean once = caller.random.nextInt(4) > 0;
            ProcessFlow flow = caller.random.nextInt(3) == 0 ? null : anyFlow();
            String flowKey = flow == null ? SampleFlows.deployedKey(caller.random) : flow.key();
            Wish wish = new Wish(
                    flowKey,
                    flow,
                    once ? new RequestKey(caller.name, "key-" + i) : null,
                    Payload.ofJson("{\"row\":" + caller.random.nextInt(100) + "}"));
            Duration deadline =
                    caller.random.nextInt(12) == 0 ? Duration.ofMillis(caller.random.nextInt(300, 20_000)) : null;
            open++;
            boolean many = flow == null && caller.random.nextInt(4) == 0;
            List<Wish> wishes = many ? like(wish, caller.random.nextInt(2, 6)) : List.of(wish);
            caller.later(until, () -> submit(wishes, deadline, true, oracle.now()));
        }
        deployer.plan(until);
    }

    /** So many inputs for the same flow. */
    private List<Wish> like(Wish wish, int many) {
        List<Wish> all = new ArrayList<>();
        for (int i = 0; i < many; i++) {
            RequestKey key = wish.key == null ? null : new RequestKey(caller.name + "[" + i + "]", wish.key.key());
            all.add(new Wish(wish.flowKey, null, key, Payload.ofJson("{\"row\":" + caller.random.nextInt(100) + "}")));
        }
        if (wish.key != null) {
            oracle.retention.together(
                    all.stream().map(Wish::key).filter(Objects::nonNull).toList());
        }
        return all;
    }

    /** Plans one more submit: when nothing goes wrong any more. */
    void planInCalm() {
        open++;
        ProcessFlow flow = caller.random.nextInt(3) == 0 ? SampleFlows.late() : favourite;
        Wish wish = new Wish(flow.key(), flow, null, Payload.ofJson("{\"row\":-1}"));
        caller.loop.after(
                Duration.ofNanos(Oracle.SETTLED + caller.random.nextLong(SECOND)),
                () -> submit(List.of(wish), null, true, oracle.now()));
    }

    private ProcessFlow anyFlow() {
        return caller.random.nextInt(2) == 0 ? favourite : SampleFlows.any(caller.random);
    }

    private void submit(List<Wish> wishes, @Nullable Duration deadline, boolean first, long asked) {
        Wish one = wishes.get(0);
        caller.<Submissions.Answer>ask(
                wishes.size() > 1 ? "submitAll" : one.flow == null ? "submit" : "submitAdHoc",
                wishes,
                RoleLoop.PATIENCE,
                hub -> send(hub, wishes, deadline),
                reply -> {
                    if (reply instanceof Reply.Ok<Submissions.Answer> ok) {
                        answered(wishes, deadline, ok.value(), asked);
                    } else {
                        boolean refused = reply instanceof Reply.Refused<Submissions.Answer>;
                        oracle.check(
                                !first || !refused || !isUsed(wishes),
                                () -> "a submit was refused and is done: " + wishes);
                        if (one.key == null && !refused) {
                            open--; // why: it may be there, and without a key it would be there twice
                        } else {
                            again(wishes, deadline);
                        }
                    }
                });
    }

    private static CompletionStage<Reply<Submissions.Answer>> send(
            HubRole hub, List<Wish> wishes, @Nullable Duration deadline) {
        Wish one = wishes.get(0);
        return wishes.size() == 1
                ? HubBridge.submit(hub, one.flowKey, one.flow, one.key, one.input, deadline)
                : HubBridge.submitAll(
                        hub,
                        one.flowKey,
                        wishes.stream()
                                .map(wish -> new HubBridge.Input(wish.input, wish.key))
                                .toList(),
                        deadline);
    }

    /** Whether any of them was accepted. */
    private boolean isUsed(List<Wish> wishes) {
        return wishes.stream().anyMatch(wish -> wish.key != null && oracle.retention.isUsed(wish.key));
    }

    private void again(List<Wish> wishes, @Nullable Duration deadline) {
        caller.loop.after(caller.loop.jittered(AGAIN), () -> submit(wishes, deadline, false, oracle.now()));
    }

    private void answered(List<Wish> wishes, @Nullable Duration deadline, Submissions.Answer answer, long asked) {
        Wish one = wishes.get(0);
        if (answer instanceof Submissions.Answer.Accepted yes && wishes.size() == 1) {
            open--;
            accepted(one, yes.id());
        } else if (answer instanceof Submissions.Answer.AllAccepted yes
                && yes.ids().size() == wishes.size()) {
            open--;
            for (int i = 0; i < wishes.size(); i++) {
                accepted(wishes.get(i), yes.ids().get(i));
            }
        } else if (answer instanceof Submissions.Answer.Full) {
            oracle.coverage.count(wishes.size() > 1 ? "no room for a list" : "no room");
            again(wishes, deadline);
        } else if (answer instanceof Submissions.Answer.NoFlow) {
            open--;
            oracle.check(one.flow == null, () -> "an ad-hoc submit was answered with " + answer);
            oracle.flows.absent(one.flowKey, asked);
        } else {
            oracle.violation("a submit was answered with " + answer);
        }
    }

    private void accepted(Wish wish, ProcessId id) {
        accepted.add(id);
        oracle.accepted(id, wish.key);
        if (fickle && caller.random.nextInt(4) > 0) {
            caller.later(4 * SECOND, () -> changeMind(id, caller.random.nextInt(4)));
            return;
        }
        int mood = caller.random.nextInt(20);
        if (mood <= 1) {
            caller.later(4 * SECOND, () -> cancel(id));
        } else if (mood <= 4) {
            caller.later(30 * SECOND, () -> retry(id));
        } else if (mood <= 10) {
            await(id);
        } else if (mood == 11 && wish.key != null) {
            conflict(wish, id);
        } else if (mood <= 14) {
            caller.later(10 * SECOND, () -> look(id));
        } else if (mood <= 18) {
            caller.later(20 * SECOND, () -> deployer.promote(id));
        }
    }

    /** The same key with another input. */
    private void conflict(Wish wish, ProcessId id) {
        Payload other = Payload.ofJson("{\"another\":1}");
        caller.<Submissions.Answer>ask(
                "submitAnother",
                wish,
                RoleLoop.PATIENCE,
                hub -> HubBridge.submit(hub, wish.flowKey, wish.flow, wish.key, other, null),
                reply -> oracle.check(
                        !(reply instanceof Reply.Ok<Submissions.Answer> ok)
                                || ok.value().equals(new Submissions.Answer.Conflict(id))
                                || oracle.retention.mayHaveExpired(wish.key),
                        () -> "another request under a used key was answered with " + reply));
    }

    private void cancel(ProcessId id) {
        oracle.asked.cancel(id);
        caller.ask("cancel", id, RoleLoop.PATIENCE, hub -> HubBridge.cancel(hub, id), reply -> {});
        if (caller.random.nextBoolean()) {
            caller.later(6 * SECOND, () -> retry(id));
        }
    }

    /** Cancels and retries, again and again. */
    private void changeMind(ProcessId id, int times) {
        oracle.asked.cancel(id);
        caller.ask("cancel", id, RoleLoop.PATIENCE, hub -> HubBridge.cancel(hub, id), cancelled -> {
            retry(id);
            if (times > 0) {
                caller.later(2 * SECOND, () -> changeMind(id, times - 1));
            }
        });
    }

    private void retry(ProcessId id) {
        oracle.asked.retry(id);
        caller.ask("retry", id, RoleLoop.PATIENCE, hub -> HubBridge.retry(hub, id), reply -> {});
    }

    // ── results ──

    private void await(ProcessId id) {
        open++;
        awaitOpen(id);
    }

    private void awaitOpen(ProcessId id) {
        long epoch = oracle.epoch(id);
        boolean calm = oracle.isCalm();
        caller.askFront("result", id, AWAIT, hub -> HubBridge.result(hub, id), reply -> {
            if (reply instanceof Reply.Ok<ProcessResult> ok) {
                open--;
                oracle.results.got(id, epoch, ok.value());
            } else if (reply.equals(HubBridge.GONE)) {
                open--;
                oracle.results.gone(id);
            } else {
                oracle.results.missed(id, calm, AWAIT.toNanos());
                caller.loop.after(caller.loop.jittered(AGAIN), () -> awaitOpen(id));
            }
        });
    }

    /** The faults are over: asks for every result, at any hub. */
    void awaitAll() {
        accepted.forEach(this::await);
    }

    /** Looks at a process from all sides, and acts on one that is not there. */
    private void look(ProcessId id) {
        caller.ask("cancel", id, RoleLoop.PATIENCE, hub -> HubBridge.cancel(hub, NOBODY), reply -> {});
        caller.read("find", id, hub -> oracle.results.sees(id, hub.find(id)), found -> {});
        caller.read("list", id, hub -> hub.list(ProcessQuery.all()), page -> {});
        caller.read("logs", id, hub -> hub.logs(id, 0), page -> {});
        caller.read("checks", id, hub -> hub.checks(id), checks -> {});
        caller.read("flow", id, hub -> hub.flow(id), flow -> {});
        caller.read("queue", id, hub -> hub.queue(), queue -> {});
        // why: of one that runs these two ask its dispatcher, and wait for it
        if (!oracle.isRunning(id)) {
            caller.read("steps", id, hub -> oracle.isRunning(id) ? List.of() : hub.steps(id), steps -> {});
            caller.read(
                    "explain",
                    id,
                    hub -> oracle.isRunning(id) ? NOTHING : oracle.results.explained(id, hub.explain(id)),
                    explanation -> {});
        } else {
            caller.ask(
                    "explain",
                    id,
                    RoleLoop.PATIENCE,
                    hub -> HubBridge.explainRunning(hub, oracle.seen(id).row, oracle.seen(id).flow),
                    reply -> oracle.results.explained(reply));
        }
    }

    /** How many submits and awaits have no answer yet. */
    int open() {
        return open + deployer.open();
    }
}
