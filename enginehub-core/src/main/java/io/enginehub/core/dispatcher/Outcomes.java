package io.enginehub.core.dispatcher;

import io.enginehub.api.Failure;
import io.enginehub.api.Payload;
import io.enginehub.api.spi.EventKey;
import io.enginehub.api.spi.ProcessEnd;
import io.enginehub.api.spi.Recorded;
import io.enginehub.api.spi.ResultEvent;
import io.enginehub.api.spi.StepOutcome;
import io.enginehub.core.flow.CompiledFlow;
import io.enginehub.core.flow.ProcessDecider;
import io.enginehub.core.role.RoleLoop;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Has outcomes of steps recorded, and goes on with what the hub makes of them. A step builds only on what is recorded. */
final class Outcomes {
    /** What is done with a process when an outcome of it is recorded. */
    interface Next {
        /** Goes on with what is ready now. */
        void advance(Slot slot);

        /** Tries a step again, after a while where there is a delay. */
        void again(Slot slot, CompiledFlow.Node node, @Nullable Duration delay);

        /** Lets go of the process: it has ended, or is another's. */
        void drop(Slot slot);

        /** Hands the process back, to start afresh from what the hub knows. */
        void release(Slot slot);
    }

    private final RoleLoop loop;
    private final OutcomeRecorder recorder;
    private final Next next;

    Outcomes(RoleLoop loop, OutcomeRecorder recorder, Next next) {
        this.loop = loop;
        this.recorder = recorder;
        this.next = next;
    }

    /** A step has an output. */
    void succeeded(Slot slot, CompiledFlow.Node node, ResultEvent result, Payload output) {
        slot.logged |= result.spoke() || !result.lines().isEmpty();
        ProcessEnd end = slot.decider
                .succeeded(node, output)
                .map(ended -> new ProcessEnd(ended.output(), ended.failure(), slot.isSilent()))
                .orElse(null);
        slot.endProposed = end != null;
        record(slot, new StepOutcome(slot.held(), result, 0, null, end), recorded -> {
            switch (recorded.kind()) {
                case APPLIED -> {
                    slot.decider.recorded(node, output);
                    if (end != null) {
                        next.drop(slot);
                    }
                }
                case DUPLICATE -> {
                    slot.endProposed = false;
                    slot.decider.recorded(node, recorded.stored() == null ? output : recorded.stored());
                }
                case INCOMPLETE -> next.release(slot); // why: the hub knows of less than we; start afresh from that
                case FENCED, TERMINAL, NO_SUCH -> next.drop(slot);
            }
        });
    }

    /**
     * A step has failed without a result event.
     *
     * @param agent that had it; empty: none
     */
    void failed(Slot slot, CompiledFlow.Node node, String agent, Failure failure) {
        failed(slot, node, result(slot, node, agent, failure));
    }

    private static ResultEvent result(Slot slot, CompiledFlow.Node node, String agent, Failure failure) {
        EventKey key = new EventKey(slot.claim.id(), node.key(), slot.claim.run(), slot.decider.attempt(node));
        boolean spoke = true; // why: who knows what the agent has sent that is still on its way
        return new ResultEvent(key, slot.held().epoch(), agent, Duration.ZERO, null, failure, List.of(), spoke);
    }

    /** A step has failed, or its agent was lost with it. */
    void failed(Slot slot, CompiledFlow.Node node, ResultEvent result) {
        Failure failure = result.failure();
        if (failure == null || slot.over) {
            return;
        }
        slot.logged |= result.spoke() || !result.lines().isEmpty();
        boolean loss = failure.kind() == Failure.Kind.AGENT_LOST;
        ProcessDecider.Verdict verdict = slot.decider.failed(node, failure, loop.random());
        int lossNumber = loss ? slot.decider.losses(node) + 1 : 0;
        slot.endProposed |= verdict.end() != null;
        record(
                slot,
                new StepOutcome(slot.held(), result, lossNumber, verdict.retryAfter(), verdict.end()),
                recorded -> {
                    switch (recorded.kind()) {
                        case APPLIED -> {
                            if (verdict.end() != null) {
                                next.drop(slot);
                            } else {
                                retry(slot, node, verdict, loss);
                            }
                        }
                        case DUPLICATE -> failedBefore(slot, node, verdict, loss, recorded.stored());
                        case INCOMPLETE, FENCED, TERMINAL, NO_SUCH -> next.drop(slot);
                    }
                });
    }

    private void retry(Slot slot, CompiledFlow.Node node, ProcessDecider.Verdict verdict, boolean loss) {
        slot.decider.retrying(node, loss);
        if (slot.decider.isOpen(node)) { // why: a late success may have come meanwhile
            next.again(slot, node, verdict.retryAfter());
        }
    }

    /** The hub knew of the failure already, or of a success of the step: then no end was recorded with it. */
    private void failedBefore(
            Slot slot, CompiledFlow.Node node, ProcessDecider.Verdict verdict, boolean loss, @Nullable Payload stored) {
        if (verdict.end() != null) {
            slot.endProposed = false;
        }
        if (stored != null) {
            if (slot.decider.isOpen(node)) {
                slot.decider.recorded(node, stored);
            }
        } else if (verdict.end() == null) {
            retry(slot, node, verdict, loss);
        } else {
            next.release(slot); // why: the hub knows of more than we; start afresh from that
        }
    }

    private void record(Slot slot, StepOutcome outcome, Consumer<Recorded> then) {
        slot.recording++;
        recorder.record(outcome, recorded -> {
            slot.recording--;
            if (!slot.over) {
                then.accept(recorded);
                if (!slot.over) {
                    next.advance(slot);
                }
            }
        });
    }

    /** The process ends though no step was to be recorded with it. */
    void ended(Slot slot, ProcessEnd end) {
        slot.endProposed = true;
        record(slot, new StepOutcome(slot.held(), null, 0, null, end), recorded -> {
            switch (recorded.kind()) {
                case APPLIED -> next.drop(slot);
                case INCOMPLETE -> next.release(slot);
                case DUPLICATE, FENCED, TERMINAL, NO_SUCH -> next.drop(slot);
            }
        });
    }
}
