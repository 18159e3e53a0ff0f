package io.enginehub.api.spi.wire;

import static io.enginehub.api.spi.wire.Scalars.DURATION;
import static io.enginehub.api.spi.wire.Scalars.FLAG;
import static io.enginehub.api.spi.wire.Scalars.INT;
import static io.enginehub.api.spi.wire.Scalars.NUMBER;
import static io.enginehub.api.spi.wire.Scalars.PROCESS;
import static io.enginehub.api.spi.wire.Scalars.TEXT;
import static io.enginehub.api.spi.wire.Scalars.finite;

import io.enginehub.api.ProcessId;
import io.enginehub.api.spi.Dispatcher;
import io.enginehub.api.spi.Held;
import io.enginehub.api.spi.LiveStep;
import io.enginehub.api.spi.Reply;
import io.enginehub.api.spi.ResultEvent;
import io.enginehub.api.spi.StepLines;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** The calls of a {@link Dispatcher} as bytes. */
public final class DispatcherCalls {
    private static final Form<LiveStep.Phase> PHASE = Form.oneOf(LiveStep.Phase.class);

    private static final Form<LiveStep> LIVE_STEP = Form.object(
            (out, step) -> out.put("step", TEXT, step.step())
                    .put("phase", PHASE, step.phase())
                    .put("attempt", INT, step.attempt())
                    .put("agent", TEXT, step.agent())
                    .put("since", DURATION, step.since())
                    .put("due", DURATION, step.due())
                    .put("fraction", NUMBER, finite(step.fraction())),
            in -> new LiveStep(
                    in.get("step", TEXT),
                    in.get("phase", PHASE),
                    in.get("attempt", INT),
                    in.find("agent", TEXT),
                    in.get("since", DURATION),
                    in.find("due", DURATION),
                    in.find("fraction", NUMBER)));

    public static final Call<Dispatcher, List<ResultEvent>, Boolean> RESULTS =
            new Call<>("results", Form.object("results", Form.list(StepForms.RESULT)), FLAG, Dispatcher::results);

    public static final Call<Dispatcher, List<StepLines>, Boolean> LINES =
            new Call<>("lines", Form.object("lines", Form.list(StepForms.STEP_LINES)), FLAG, Dispatcher::lines);

    public static final Call<Dispatcher, List<Held>, Boolean> DROP =
            new Call<>("drop", Form.object("processes", Form.list(StepForms.HELD)), FLAG, Dispatcher::drop);

    public static final Call<Dispatcher, ProcessId, List<LiveStep>> INSPECT =
            new Call<>("inspect", Form.object("process", PROCESS), Form.list(LIVE_STEP), Dispatcher::inspect);

    /** All of them. */
    public static final List<Call<Dispatcher, ?, ?>> ALL = List.of(RESULTS, LINES, DROP, INSPECT);

    private DispatcherCalls() {}

    /** The dispatcher at the other end of a wire. */
    public static Dispatcher over(Wire<Dispatcher> wire) {
        return new Far(wire);
    }

    private record Far(Wire<Dispatcher> wire) implements Dispatcher {
        @Override
        public CompletionStage<Reply<Boolean>> results(List<ResultEvent> results) {
            return RESULTS.ask(wire, results);
        }

        @Override
        public CompletionStage<Reply<Boolean>> lines(List<StepLines> lines) {
            return LINES.ask(wire, lines);
        }

        @Override
        public CompletionStage<Reply<Boolean>> drop(List<Held> processes) {
            return DROP.ask(wire, processes);
        }

        @Override
        public CompletionStage<Reply<List<LiveStep>>> inspect(ProcessId process) {
            return INSPECT.ask(wire, process);
        }
    }
}
