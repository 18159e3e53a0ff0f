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
import io.enginehub.core.role.RoleLoop;
import io.enginehub.core.rules.Submissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
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
            caller.later(until, () -> submit(wish, deadline, true, oracle.now()));
        }
        deployer.plan(until);
    }

    private ProcessFlow anyFlow() {
        return caller.random.nextInt(2) == 0 ? favourite : SampleFlows.any(caller.random);
    }

    private void submit(Wish wish, @Nullable Duration deadline, boolean first, long asked) {
        caller.<Submissions.Answer>ask(
                wish.flow == null ? "submit" : "submitAdHoc",
                wish,
                RoleLoop.PATIENCE,
                hub -> HubBridge.submit(hub, wish.flowKey, wish.flow, wish.key, wish.input, deadline),
                reply -> {
                    if (reply instanceof Reply.Ok<Submissions.Answer> ok) {
                        answered(wish, deadline, ok.value(), asked);
                    } else {
                        boolean refused = reply instanceof Reply.Refused<Submissions.Answer>;
                        oracle.check(
                                !first || !refused || wish.key == null || !oracle.retention.isUsed(wish.key),
                                () -> "a submit was refused and is done: " + wish.key);
                        if (wish.key == null && !refused) {
                            open--; // why: it may be there, and without a key it would be there twice
                        } else {
                            again(wish, deadline);
                        }
                    }
                });
    }

    private void again(Wish wish, @Nullable Duration deadline) {
        caller.loop.after(caller.loop.jittered(AGAIN), () -> submit(wish, deadline, false, oracle.now()));
    }

    private void answered(Wish wish, @Nullable Duration deadline, Submissions.Answer answer, long asked) {
        if (answer instanceof Submissions.Answer.Accepted yes) {
            open--;
            accepted(wish, yes.id());
        } else if (answer instanceof Submissions.Answer.Full) {
            again(wish, deadline);
        } else if (answer instanceof Submissions.Answer.NoFlow) {
            open--;
            oracle.check(wish.flow == null, () -> "an ad-hoc submit was answered with " + answer);
            oracle.flows.absent(wish.flowKey, asked);
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
