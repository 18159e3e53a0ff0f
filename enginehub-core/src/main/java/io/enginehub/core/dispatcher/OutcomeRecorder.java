package io.enginehub.core.dispatcher;

import io.enginehub.api.spi.MemberId;
import io.enginehub.api.spi.Recorded;
import io.enginehub.api.spi.Reply;
import io.enginehub.api.spi.StepOutcome;
import io.enginehub.api.spi.WaitingQueue;
import io.enginehub.core.role.CallBatcher;
import io.enginehub.core.role.RoleLoop;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Has outcomes recorded: many in one call, and again until a hub says what became of them. */
final class OutcomeRecorder {
    private static final Duration RETRY = Duration.ofMillis(250);

    private record Entry(StepOutcome outcome, Consumer<Recorded> then) {}

    private final RoleLoop loop;
    private final Hubs hubs;
    private final CallBatcher<Entry> batcher;
    private MemberId owner;

    OutcomeRecorder(RoleLoop loop, Hubs hubs, MemberId owner) {
        this.loop = loop;
        this.hubs = hubs;
        this.owner = owner;
        this.batcher = new CallBatcher<>(loop, hubs::isLocal, (batch, answered) -> send(this.owner, batch, answered));
    }

    void record(StepOutcome outcome, Consumer<Recorded> then) {
        batcher.add(new Entry(outcome, then));
    }

    void restart(MemberId incarnation) {
        owner = incarnation;
        batcher.clear();
    }

    /** Sends a batch until a hub has answered; the next one waits for the first answer only. */
    private void send(MemberId asking, List<Entry> batch, Runnable answered) {
        if (!asking.equals(owner)) {
            answered.run();
            return; // why: what an incarnation held is not ours any more
        }
        Optional<WaitingQueue> hub = hubs.current();
        if (hub.isEmpty()) {
            answered.run();
            loop.after(RETRY, () -> send(asking, batch, () -> {}));
            return;
        }
        List<StepOutcome> outcomes = batch.stream().map(Entry::outcome).toList();
        loop.ask(hub.get().record(asking, outcomes), reply -> {
            answered.run();
            if (reply instanceof Reply.Ok<List<Recorded>> ok) {
                for (int i = 0; i < batch.size(); i++) {
                    batch.get(i).then().accept(ok.value().get(i));
                }
            } else {
                hubs.next();
                loop.after(loop.jittered(RETRY), () -> send(asking, batch, () -> {}));
            }
        });
    }
}
