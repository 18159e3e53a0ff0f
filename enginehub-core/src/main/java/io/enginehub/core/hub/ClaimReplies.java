package io.enginehub.core.hub;

import io.enginehub.api.Payload;
import io.enginehub.api.ProcessId;
import io.enginehub.api.spi.AttemptRow;
import io.enginehub.api.spi.Claim;
import io.enginehub.api.spi.Claimed;
import io.enginehub.api.spi.Held;
import io.enginehub.api.spi.PlanHash;
import io.enginehub.api.spi.ProcessHistory;
import io.enginehub.api.spi.Reply;
import io.enginehub.core.flow.CompiledFlow;
import io.enginehub.core.flow.ProcessDecider;
import io.enginehub.core.rules.Claims;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/** Makes the answer to a claim of the rows that were claimed: with flows, and with payloads while they are small. */
final class ClaimReplies {
    /** So many bytes of payloads go with one answer; the others are asked for. */
    private static final int MAX_BYTES = 1 << 20;

    private final StoreReader reader;
    private final PlanCache plans;

    ClaimReplies(StoreReader reader, PlanCache plans) {
        this.reader = reader;
        this.plans = plans;
    }

    void build(Claims.Answer answer, Duration lease, CompletableFuture<Reply<Claimed>> reply) {
        reader.read(
                history -> {
                    Map<ProcessId, Map<String, Payload>> payloads = payloads(history, answer.taken());
                    List<Claim> claims = new ArrayList<>();
                    answer.taken().forEach(taken -> claims.add(claim(history, taken, answer.at(), payloads)));
                    return new Claimed(answer.session(), lease, claims);
                },
                claimed -> reply.complete(new Reply.Ok<>(claimed)),
                // why: the dispatcher repeats the claim's number, and gets the same processes
                () -> reply.complete(new Reply.Unknown<>("the store could not be read")));
    }

    private Claim claim(
            ProcessHistory history, Claims.Taken taken, Instant now, Map<ProcessId, Map<String, Payload>> payloads) {
        CompiledFlow flow = flow(history, taken.row().head().plan());
        return new Claim(
                new Held(taken.row().id(), taken.row().epoch()),
                taken.row().head().seq(),
                taken.row().run(),
                taken.row().head().flow(),
                flow.hash(),
                flow.flow(),
                taken.finished(),
                tries(taken.attempts(), now),
                payloads.getOrDefault(taken.row().id(), Map.of()));
    }

    private CompiledFlow flow(ProcessHistory history, PlanHash hash) {
        return plans.find(hash)
                .orElseGet(() -> plans.load(history.plan(hash)
                        .orElseThrow(
                                () -> new IllegalStateException("the store has a process without its plan " + hash))));
    }

    /** What each process needs to go on, while all of it is small; the dispatcher asks for the others. */
    private Map<ProcessId, Map<String, Payload>> payloads(ProcessHistory history, List<Claims.Taken> taken) {
        Map<ProcessId, Set<String>> wanted = new LinkedHashMap<>();
        for (Claims.Taken one : taken) {
            CompiledFlow flow = flow(history, one.row().head().plan());
            wanted.put(one.row().id(), ProcessDecider.needed(flow, one.finished()));
        }
        Map<ProcessId, Map<String, Payload>> sent = new LinkedHashMap<>();
        int left = MAX_BYTES;
        for (Map.Entry<ProcessId, Map<String, Payload>> entry :
                history.payloads(wanted).entrySet()) {
            left -= entry.getValue().values().stream().mapToInt(Payload::size).sum();
            if (left >= 0) {
                sent.put(entry.getKey(), entry.getValue());
            }
        }
        return sent;
    }

    private static List<Claim.Try> tries(List<AttemptRow> attempts, Instant now) {
        Map<String, Claim.Try> byStep = new LinkedHashMap<>();
        for (AttemptRow row : attempts) {
            Claim.Try before = byStep.getOrDefault(row.key().step(), new Claim.Try("", 0, 0, Duration.ZERO));
            Instant next = row.nextAt();
            Duration due = next == null || !next.isAfter(now) ? Duration.ZERO : Duration.between(now, next);
            boolean loss = row.loss() > 0;
            byStep.put(
                    row.key().step(),
                    new Claim.Try(
                            row.key().step(),
                            before.attempts() + (loss ? 0 : 1),
                            before.losses() + (loss ? 1 : 0),
                            due));
        }
        return List.copyOf(byStep.values());
    }
}
