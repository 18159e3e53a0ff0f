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
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/** Makes the answer to a claim of the rows that were claimed: with flows, and with payloads while they are small. */
final class ClaimReplies {
    /** So many bytes of payloads go with one answer; the others are asked for. */
    private static final int MAX_BYTES = 1 << 20;

    private static final Set<String> INPUT = Set.of(ProcessHistory.INPUT);

    private final StoreReader reader;
    private final PlanCache plans;
    private final RecentInputs inputs;

    ClaimReplies(StoreReader reader, PlanCache plans, RecentInputs inputs) {
        this.reader = reader;
        this.plans = plans;
        this.inputs = inputs;
    }

    void build(Claims.Answer answer, Duration lease, Duration waited, CompletableFuture<Reply<Claimed>> reply) {
        Map<ProcessId, Map<String, Payload>> known = new LinkedHashMap<>();
        Map<PlanHash, CompiledFlow> knownFlows = new LinkedHashMap<>();
        answer.taken().forEach(taken -> know(taken, known, knownFlows));
        if (known.size() == answer.taken().size()) {
            reply.complete(new Reply.Ok<>(
                    claimed(hash -> Objects.requireNonNull(knownFlows.get(hash)), answer, lease, waited, known)));
            return;
        }
        reader.read(
                history -> {
                    Function<PlanHash, CompiledFlow> flows = hash -> flow(history, hash);
                    Map<ProcessId, Map<String, Payload>> payloads = new LinkedHashMap<>(known);
                    payloads.putAll(payloads(history, flows, answer.taken(), known.keySet()));
                    return claimed(flows, answer, lease, waited, payloads);
                },
                claimed -> reply.complete(new Reply.Ok<>(claimed)),
                // why: the dispatcher repeats the claim's number, and gets the same processes
                () -> reply.complete(new Reply.Unknown<>("the store could not be read")));
    }

    /** Adds what a process needs, where that is its input and this hub has it. */
    private void know(
            Claims.Taken taken, Map<ProcessId, Map<String, Payload>> known, Map<PlanHash, CompiledFlow> flows) {
        Payload input = inputs.take(taken.row().id());
        Optional<CompiledFlow> flow = plans.find(taken.row().head().plan());
        if (input != null
                && flow.isPresent()
                && ProcessDecider.needed(flow.get(), taken.finished()).equals(INPUT)) {
            known.put(taken.row().id(), Map.of(ProcessHistory.INPUT, input));
            flows.put(flow.get().hash(), flow.get());
        }
    }

    private static Claimed claimed(
            Function<PlanHash, CompiledFlow> flows,
            Claims.Answer answer,
            Duration lease,
            Duration waited,
            Map<ProcessId, Map<String, Payload>> payloads) {
        Map<ProcessId, Map<String, Payload>> sent = small(payloads);
        List<Claim> claims = new ArrayList<>();
        answer.taken().forEach(taken -> claims.add(claim(flows, taken, answer.at(), sent)));
        return new Claimed(answer.session(), lease, claims, null, waited);
    }

    private static Claim claim(
            Function<PlanHash, CompiledFlow> flows,
            Claims.Taken taken,
            Instant now,
            Map<ProcessId, Map<String, Payload>> payloads) {
        CompiledFlow flow = flows.apply(taken.row().head().plan());
        return new Claim(
                new Held(taken.row().id(), taken.row().epoch()),
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

    /** What each process needs to go on, of those that are not known. */
    private static Map<ProcessId, Map<String, Payload>> payloads(
            ProcessHistory history,
            Function<PlanHash, CompiledFlow> flows,
            List<Claims.Taken> taken,
            Set<ProcessId> known) {
        Map<ProcessId, Set<String>> wanted = new LinkedHashMap<>();
        for (Claims.Taken one : taken) {
            if (!known.contains(one.row().id())) {
                CompiledFlow flow = flows.apply(one.row().head().plan());
                wanted.put(one.row().id(), ProcessDecider.needed(flow, one.finished()));
            }
        }
        return history.payloads(wanted);
    }

    /** What goes with the answer, while all of it is small; the dispatcher asks for the others. */
    private static Map<ProcessId, Map<String, Payload>> small(Map<ProcessId, Map<String, Payload>> payloads) {
        Map<ProcessId, Map<String, Payload>> sent = new LinkedHashMap<>();
        int left = MAX_BYTES;
        for (Map.Entry<ProcessId, Map<String, Payload>> entry : payloads.entrySet()) {
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
