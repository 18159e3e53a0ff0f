package io.enginehub.core.sim;

import static io.enginehub.core.sim.SimulatedTime.SECOND;

import io.enginehub.api.Payload;
import io.enginehub.api.ProcessFlow;
import io.enginehub.api.ProcessId;
import io.enginehub.api.spi.Reply;
import io.enginehub.api.spi.RequestKey;
import io.enginehub.core.hub.HubBridge;
import io.enginehub.core.role.RoleLoop;
import io.enginehub.core.rules.Submissions;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** An application: submits, again under the same key until it is answered, and now and then cancels or retries. */
final class Client {
    private static final Duration AGAIN = Duration.ofMillis(700);

    private final String name;
    private final SimulatedNetwork network;
    private final Oracle oracle;
    private final SplittableRandom random;
    private final RoleLoop loop;
    private final Map<RequestKey, ProcessId> accepted = new LinkedHashMap<>();
    private int open;

    Client(String name, SimulatedNetwork network, Oracle oracle, SplittableRandom random, Boot boot) {
        this.name = name;
        this.network = network;
        this.oracle = oracle;
        this.random = random;
        this.loop = boot.newLoop();
    }

    /** Plans so many submits, at any time until then. */
    void plan(int submits, long until) {
        for (int i = 0; i < submits; i++) {
            RequestKey key = new RequestKey(name, "key-" + i);
            ProcessFlow flow = SampleFlows.any(random);
            Payload input = Payload.ofJson("{\"row\":" + random.nextInt(100) + "}");
            Duration deadline = random.nextInt(12) == 0 ? Duration.ofMillis(random.nextInt(300, 20_000)) : null;
            open++;
            later(until, () -> submit(key, flow, input, deadline, true));
        }
    }

    private void later(long within, Runnable task) {
        loop.after(Duration.ofNanos(random.nextLong(within)), task);
    }

    private void submit(RequestKey key, ProcessFlow flow, Payload input, @Nullable Duration deadline, boolean first) {
        loop.ask(
                network.call(
                        name, "hub", "submit", key, roles -> HubBridge.submit(roles.hub(), key, flow, input, deadline)),
                reply -> {
                    if (reply instanceof Reply.Ok<Submissions.Answer> ok
                            && ok.value() instanceof Submissions.Answer.Accepted answer) {
                        open--;
                        accepted(key, answer.id());
                    } else {
                        oracle.check(
                                !(reply instanceof Reply.Ok<Submissions.Answer> ok)
                                        || ok.value() instanceof Submissions.Answer.Full,
                                "a submit was answered with " + reply);
                        oracle.check(
                                !first || !(reply instanceof Reply.Refused<Submissions.Answer>) || !oracle.isUsed(key),
                                "a submit was refused and is done: " + key);
                        loop.after(loop.jittered(AGAIN), () -> submit(key, flow, input, deadline, false));
                    }
                });
    }

    private void accepted(RequestKey key, ProcessId id) {
        accepted.put(key, id);
        oracle.accepted(id);
        int mood = random.nextInt(10);
        if (mood == 0) {
            later(4 * SECOND, () -> cancel(id));
        } else if (mood <= 2) {
            later(30 * SECOND, () -> retry(id));
        }
    }

    private void cancel(ProcessId id) {
        oracle.asked.cancel(id);
        loop.ask(network.call(name, "hub", "cancel", id, roles -> HubBridge.cancel(roles.hub(), id)), reply -> {});
        if (random.nextBoolean()) {
            later(6 * SECOND, () -> retry(id));
        }
    }

    private void retry(ProcessId id) {
        oracle.asked.retry(id);
        loop.ask(network.call(name, "hub", "retry", id, roles -> HubBridge.retry(roles.hub(), id)), reply -> {});
    }

    /** How many submits have no answer yet. */
    int open() {
        return open;
    }
}
