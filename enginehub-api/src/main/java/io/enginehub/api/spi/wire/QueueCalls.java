package io.enginehub.api.spi.wire;

import static io.enginehub.api.spi.wire.Scalars.DURATION;
import static io.enginehub.api.spi.wire.Scalars.FLAG;
import static io.enginehub.api.spi.wire.Scalars.PROCESS;
import static io.enginehub.api.spi.wire.Scalars.TEXTS;

import io.enginehub.api.Payload;
import io.enginehub.api.ProcessId;
import io.enginehub.api.spi.ClaimRequest;
import io.enginehub.api.spi.Claimed;
import io.enginehub.api.spi.Held;
import io.enginehub.api.spi.MemberId;
import io.enginehub.api.spi.Recorded;
import io.enginehub.api.spi.Release;
import io.enginehub.api.spi.Renewal;
import io.enginehub.api.spi.Reply;
import io.enginehub.api.spi.StepLines;
import io.enginehub.api.spi.StepOutcome;
import io.enginehub.api.spi.WaitingQueue;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.function.BiFunction;

/** The calls of a {@link WaitingQueue} as bytes. */
public final class QueueCalls {
    /** The arguments of {@link WaitingQueue#awaitWork}. */
    public record AwaitWork(Set<String> live, Duration patience) {}

    /** The arguments of {@link WaitingQueue#payloads}. */
    public record Wanted(ProcessId process, Set<String> names) {}

    /**
     * The arguments of a call that an owner makes for many things at once.
     *
     * @param owner who asks
     * @param items what the call takes besides
     */
    public record Owned<T>(MemberId owner, List<T> items) {}

    public static final Call<WaitingQueue, AwaitWork, Boolean> AWAIT_WORK = new Call<>(
            "awaitWork",
            Form.object(
                    (out, wait) -> out.put("live", TEXTS, wait.live()).put("patience", DURATION, wait.patience()),
                    in -> new AwaitWork(in.get("live", TEXTS), in.get("patience", DURATION))),
            FLAG,
            (queue, wait) -> queue.awaitWork(wait.live(), wait.patience()));

    public static final Call<WaitingQueue, ClaimRequest, Claimed> CLAIM =
            new Call<>("claim", QueueForms.CLAIM_REQUEST, QueueForms.CLAIMED, WaitingQueue::claim);

    public static final Call<WaitingQueue, Wanted, Map<String, Payload>> PAYLOADS = new Call<>(
            "payloads",
            Form.object(
                    (out, wanted) ->
                            out.put("process", PROCESS, wanted.process()).put("names", TEXTS, wanted.names()),
                    in -> new Wanted(in.get("process", PROCESS), in.get("names", TEXTS))),
            QueueForms.PAYLOADS,
            (queue, wanted) -> queue.payloads(wanted.process(), wanted.names()));

    public static final Call<WaitingQueue, Owned<StepOutcome>, List<Recorded>> RECORD = owned(
            "record",
            "outcomes",
            QueueForms.STEP_OUTCOME,
            Form.list(QueueForms.RECORDED),
            (queue, asked) -> queue.record(asked.owner(), asked.items()));

    public static final Call<WaitingQueue, Owned<Held>, Renewal> RENEW = owned(
            "renew",
            "held",
            StepForms.HELD,
            QueueForms.RENEWAL,
            (queue, asked) -> queue.renew(asked.owner(), asked.items()));

    public static final Call<WaitingQueue, Owned<Release>, Boolean> RELEASE = owned(
            "release",
            "processes",
            QueueForms.RELEASE,
            FLAG,
            (queue, asked) -> queue.release(asked.owner(), asked.items()));

    public static final Call<WaitingQueue, Owned<StepLines>, Boolean> REPORT = owned(
            "report",
            "lines",
            StepForms.STEP_LINES,
            FLAG,
            (queue, asked) -> queue.report(asked.owner(), asked.items()));

    /** All of them. */
    public static final List<Call<WaitingQueue, ?, ?>> ALL =
            List.of(AWAIT_WORK, CLAIM, PAYLOADS, RECORD, RENEW, RELEASE, REPORT);

    private QueueCalls() {}

    private static <T, A> Call<WaitingQueue, Owned<T>, A> owned(
            String name,
            String items,
            Form<T> item,
            Form<A> answer,
            BiFunction<WaitingQueue, Owned<T>, CompletionStage<Reply<A>>> method) {
        Form<List<T>> list = Form.list(item);
        Form<Owned<T>> request = Form.object(
                (out, asked) ->
                        out.put("owner", StepForms.MEMBER_ID, asked.owner()).put(items, list, asked.items()),
                in -> new Owned<>(in.get("owner", StepForms.MEMBER_ID), in.get(items, list)));
        return new Call<>(name, request, answer, method);
    }

    /** The waiting queue at the other end of a wire. */
    public static WaitingQueue over(Wire<WaitingQueue> wire) {
        return new Far(wire);
    }

    private record Far(Wire<WaitingQueue> wire) implements WaitingQueue {
        @Override
        public CompletionStage<Reply<Boolean>> awaitWork(Set<String> live, Duration patience) {
            return AWAIT_WORK.ask(wire, new AwaitWork(live, patience));
        }

        @Override
        public CompletionStage<Reply<Claimed>> claim(ClaimRequest request) {
            return CLAIM.ask(wire, request);
        }

        @Override
        public CompletionStage<Reply<Map<String, Payload>>> payloads(ProcessId process, Set<String> names) {
            return PAYLOADS.ask(wire, new Wanted(process, names));
        }

        @Override
        public CompletionStage<Reply<List<Recorded>>> record(MemberId owner, List<StepOutcome> outcomes) {
            return RECORD.ask(wire, new Owned<>(owner, outcomes));
        }

        @Override
        public CompletionStage<Reply<Renewal>> renew(MemberId owner, List<Held> held) {
            return RENEW.ask(wire, new Owned<>(owner, held));
        }

        @Override
        public CompletionStage<Reply<Boolean>> release(MemberId owner, List<Release> processes) {
            return RELEASE.ask(wire, new Owned<>(owner, processes));
        }

        @Override
        public CompletionStage<Reply<Boolean>> report(MemberId owner, List<StepLines> lines) {
            return REPORT.ask(wire, new Owned<>(owner, lines));
        }
    }
}
