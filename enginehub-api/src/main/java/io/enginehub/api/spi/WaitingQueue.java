package io.enginehub.api.spi;

import io.enginehub.api.Payload;
import io.enginehub.api.ProcessId;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionStage;

/** A hub, to dispatchers. No call blocks, and each can be repeated: the same call again gives the same answer. */
public interface WaitingQueue {
    /** A refusal: a claim's patience has ended, and nothing came. Its number was not used up. */
    String NO_WORK = "NO_WORK";

    /**
     * Is answered when something may be there to claim, or when the patience ends. Only a hint.
     *
     * @param live the algorithms that have a live agent
     */
    CompletionStage<Reply<Boolean>> awaitWork(Set<String> live, Duration patience);

    /**
     * Claims the oldest processes whose needs are live. The same number gives the same processes, whatever else the request
     * says. A claim that may wait is answered when something came that it may take; a later one of the same dispatcher takes
     * its place, and it is refused. Refused, a claim has not been looked at.
     */
    CompletionStage<Reply<Claimed>> claim(ClaimRequest request);

    /** Payloads of a process that its owner needs; by step, or by {@link ProcessHistory#INPUT}. */
    CompletionStage<Reply<Map<String, Payload>>> payloads(ProcessId process, Set<String> names);

    /** Records outcomes, each by itself: the answers are in the order of the outcomes. Durable when answered. */
    CompletionStage<Reply<List<Recorded>>> record(MemberId owner, List<StepOutcome> outcomes);

    /** Extends the owner's lease. Durable when answered. */
    CompletionStage<Reply<Renewal>> renew(MemberId owner, List<Held> held);

    /** Hands processes back. Durable when answered; a process that is not the owner's any more is passed over. */
    CompletionStage<Reply<Boolean>> release(MemberId owner, List<Release> processes);

    /** Adds log lines of steps that are still running. */
    CompletionStage<Reply<Boolean>> report(MemberId owner, List<StepLines> lines);
}
