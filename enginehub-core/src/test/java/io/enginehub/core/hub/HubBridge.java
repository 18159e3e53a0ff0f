package io.enginehub.core.hub;

import io.enginehub.api.Payload;
import io.enginehub.api.ProcessFlow;
import io.enginehub.api.ProcessId;
import io.enginehub.api.spi.PlanRow;
import io.enginehub.api.spi.Reply;
import io.enginehub.api.spi.RequestKey;
import io.enginehub.core.flow.CompiledFlow;
import io.enginehub.core.flow.ContentHash;
import io.enginehub.core.rules.Cancellations;
import io.enginehub.core.rules.Submissions;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** What applications ask of a hub, without a thread that waits for it. */
public final class HubBridge {
    private HubBridge() {}

    /** A submit of an ad-hoc flow; the same key again is the same process. */
    public static CompletionStage<Reply<Submissions.Answer>> submit(
            HubRole hub, RequestKey key, ProcessFlow flow, Payload input, @Nullable Duration deadline) {
        CompiledFlow compiled = hub.plans.compile(flow);
        Submissions.Once once = new Submissions.Once(key, compiled.hash().hex() + "/" + ContentHash.of(input));
        PlanRow plan = new PlanRow(compiled.hash(), flow.toJson());
        return hub.run(loop -> new Submissions.Submit(
                new ProcessId(loop.newProcessId()),
                new Submissions.What.AdHoc(flow.key(), plan),
                input,
                Map.of(),
                once,
                deadline,
                hub.settings().maxPending()));
    }

    /** An operator's cancel. */
    public static CompletionStage<Reply<Cancellations.Answer>> cancel(HubRole hub, ProcessId id) {
        return hub.move(new Cancellations.Cancel(id));
    }

    /** An operator's retry. */
    public static CompletionStage<Reply<Cancellations.Answer>> retry(HubRole hub, ProcessId id) {
        return hub.move(new Cancellations.Retry(id));
    }
}
