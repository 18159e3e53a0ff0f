package io.enginehub.core.sim;

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
import java.util.function.Function;

/** A hub, across the network. The oracle learns what is asked for, since a write needs somebody who may ask for it. */
final class RemoteQueue implements WaitingQueue {
    private final SimulatedNetwork network;
    private final Oracle oracle;
    private final String from;
    private final String to;

    RemoteQueue(SimulatedNetwork network, Oracle oracle, String from, String to) {
        this.network = network;
        this.oracle = oracle;
        this.from = from;
        this.to = to;
    }

    private <T> CompletionStage<Reply<T>> call(
            String what, Object said, Function<WaitingQueue, CompletionStage<Reply<T>>> call) {
        return network.call(from, to, what, said, roles -> call.apply(roles.hub()));
    }

    @Override
    public CompletionStage<Reply<Boolean>> awaitWork(Set<String> live, Duration patience) {
        return call("awaitWork", live, hub -> hub.awaitWork(live, patience));
    }

    @Override
    public CompletionStage<Reply<Claimed>> claim(ClaimRequest request) {
        oracle.coverage.count(oracle.asked.claim(request) ? "claim" : "claim again");
        oracle.claims.asked(request);
        oracle.settings.asked(request);
        long asked = oracle.now();
        CompletionStage<Reply<Claimed>> reply = call("claim " + request.number(), request, hub -> hub.claim(request));
        var unused = reply.thenAccept(answer -> {
            if (answer instanceof Reply.Refused<Claimed> refused
                    && refused.code().equals(NO_WORK)) {
                oracle.coverage.count("claim that waited in vain");
            }
            oracle.claimed(request.owner(), asked, answer);
        });
        return reply;
    }

    @Override
    public CompletionStage<Reply<Map<String, Payload>>> payloads(ProcessId process, Set<String> names) {
        return call("payloads", names, hub -> hub.payloads(process, names));
    }

    @Override
    public CompletionStage<Reply<List<Recorded>>> record(MemberId owner, List<StepOutcome> outcomes) {
        outcomes.forEach(outcome -> oracle.reported(from, owner, outcome));
        CompletionStage<Reply<List<Recorded>>> reply = call("record", outcomes, hub -> hub.record(owner, outcomes));
        var unused = reply.thenAccept(answer -> oracle.records.answered(owner, outcomes, answer));
        return reply;
    }

    @Override
    public CompletionStage<Reply<Renewal>> renew(MemberId owner, List<Held> held) {
        oracle.holds.renewing(owner, held);
        long asked = oracle.now();
        CompletionStage<Reply<Renewal>> reply = call("renew", held, hub -> hub.renew(owner, held));
        var unused = reply.thenAccept(answer -> {
            oracle.renewed(owner, held, answer);
            oracle.sends.renewed(owner, asked, answer);
        });
        return reply;
    }

    @Override
    public CompletionStage<Reply<Boolean>> release(MemberId owner, List<Release> processes) {
        processes.forEach(release -> oracle.asked.release(owner, release));
        return call("release", processes, hub -> hub.release(owner, processes));
    }

    @Override
    public CompletionStage<Reply<Boolean>> report(MemberId owner, List<StepLines> lines) {
        return call("report", lines, hub -> hub.report(owner, lines));
    }
}
