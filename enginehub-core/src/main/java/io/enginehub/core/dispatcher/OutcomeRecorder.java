package io.enginehub.core.dispatcher;

import io.enginehub.api.spi.MemberId;
import io.enginehub.api.spi.Recorded;
import io.enginehub.api.spi.StepOutcome;
import io.enginehub.core.role.CallBatcher;
import io.enginehub.core.role.RoleLoop;
import java.util.List;
import java.util.function.Consumer;

/** Has outcomes recorded: many in one call, and again until a hub says what became of them. */
final class OutcomeRecorder {
    private record Entry(StepOutcome outcome, Consumer<Recorded> then) {}

    private final Hubs hubs;
    private final CallBatcher<Entry> batcher;
    private MemberId owner;

    OutcomeRecorder(RoleLoop loop, Hubs hubs, MemberId owner) {
        this.hubs = hubs;
        this.owner = owner;
        this.batcher = new CallBatcher<>(loop, hubs::isLocal, this::send);
    }

    void record(StepOutcome outcome, Consumer<Recorded> then) {
        batcher.add(new Entry(outcome, then));
    }

    void restart(MemberId incarnation) {
        owner = incarnation;
        batcher.clear();
    }

    /** Sends a batch until a hub has answered; the next one waits for the first answer only. */
    private void send(List<Entry> batch, Runnable answered) {
        MemberId asking = owner;
        List<StepOutcome> outcomes = batch.stream().map(Entry::outcome).toList();
        hubs.ask(
                () -> asking.equals(owner), // why: what an incarnation held is not its successor's
                hub -> hub.record(asking, outcomes),
                answered,
                recorded -> {
                    for (int i = 0; i < batch.size(); i++) {
                        batch.get(i).then().accept(recorded.get(i));
                    }
                });
    }
}
