package io.enginehub.transport.http;

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

/** A hub that has nothing to say. */
final class SilentQueue implements WaitingQueue {
    private static final String CODE = "SILENT";

    @Override
    public CompletionStage<Reply<Boolean>> awaitWork(Set<String> live, Duration patience) {
        return Reply.refused(CODE);
    }

    @Override
    public CompletionStage<Reply<Claimed>> claim(ClaimRequest request) {
        return Reply.refused(CODE);
    }

    @Override
    public CompletionStage<Reply<Map<String, Payload>>> payloads(ProcessId process, Set<String> names) {
        return Reply.refused(CODE);
    }

    @Override
    public CompletionStage<Reply<List<Recorded>>> record(MemberId owner, List<StepOutcome> outcomes) {
        return Reply.refused(CODE);
    }

    @Override
    public CompletionStage<Reply<Renewal>> renew(MemberId owner, List<Held> held) {
        return Reply.refused(CODE);
    }

    @Override
    public CompletionStage<Reply<Boolean>> release(MemberId owner, List<Release> processes) {
        return Reply.refused(CODE);
    }

    @Override
    public CompletionStage<Reply<Boolean>> report(MemberId owner, List<StepLines> lines) {
        return Reply.refused(CODE);
    }
}
