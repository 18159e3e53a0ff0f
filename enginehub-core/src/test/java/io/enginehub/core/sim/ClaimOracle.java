package io.enginehub.core.sim;

import io.enginehub.api.ProcessId;
import io.enginehub.api.spi.AttemptRow;
import io.enginehub.api.spi.Claim;
import io.enginehub.api.spi.ClaimRequest;
import io.enginehub.api.spi.Claimed;
import io.enginehub.api.spi.Held;
import io.enginehub.api.spi.MemberId;
import io.enginehub.api.spi.ProcessRow;
import io.enginehub.api.spi.Reply;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What a claim gives: no more than was asked for, nothing that waits for an agent which is not there, and when to try again. */
final class ClaimOracle {
    private record Numbered(MemberId owner, long number) {}

    private final Oracle oracle;
    /** A number may be asked for again with other slots and agents, and any of those requests may be the one that is done. */
    private final Map<Numbered, Set<ClaimRequest>> requests = new HashMap<>();

    private final Map<Numbered, Set<ProcessId>> given = new HashMap<>();
    /** Who was written as the owner of a process at an epoch; where a batch has also ended that, nobody. */
    private final Map<Held, MemberId> owners = new HashMap<>();
    /** The steps that were finished when a process was claimed. */
    private final Map<Held, Set<String>> finished = new HashMap<>();

    ClaimOracle(Oracle oracle) {
        this.oracle = oracle;
    }

    void asked(ClaimRequest request) {
        requests.computeIfAbsent(new Numbered(request.owner(), request.number()), number -> new HashSet<>())
                .add(request);
    }

    /**
     * A claim was answered. What it gives is nobody else's, and nothing of it is to be done that is done. How long a failed
     * step has to wait is counted by the store's clock, between question and answer.
     *
     * @param stepped so far the store's clock may be from where it was
     */
    void answered(MemberId owner, long asked, Reply<Claimed> answer, long stepped) {
        if (answer instanceof Reply.Ok<Claimed> ok) {
            for (Claim claim : ok.value().claims()) {
                oracle.check(
                        owner.equals(owners.getOrDefault(claim.held(), owner)),
                        () -> owner + " was given " + claim.held() + ", which is another's");
                Set<String> done = finished.getOrDefault(claim.held(), Set.of());
                oracle.check(
                        claim.finished().containsAll(done),
                        () -> claim.held() + " has finished " + done + ", and its claim says " + claim.finished());
                claim.tries().forEach(tried -> waits(claim, tried, asked, stepped));
            }
        }
    }

    private void waits(Claim claim, Claim.Try tried, long asked, long stepped) {
        Seen seen = oracle.seen(claim.id());
        List<AttemptRow> failed = seen.attempts.stream()
                .filter(row ->
                        row.key().step().equals(tried.step()) && row.key().run() == claim.run())
                .toList();
        if (failed.size() != tried.attempts() + tried.losses()) {
            return; // why: the answer is old, and more has failed since
        }
        Instant next = failed.get(failed.size() - 1).nextAt();
        long due = tried.due().toNanos();
        long most = next == null ? 0 : left(next, asked) + stepped;
        long least = next == null ? 0 : left(next, oracle.now()) - stepped;
        oracle.check(
                due <= Math.max(0, most) && due >= least,
                () -> tried.step() + " of " + claim.id() + " may be tried again at " + next
                        + ", and its dispatcher was told in " + tried.due());
    }

    private static long left(Instant until, long nanos) {
        return Duration.between(Boot.at(nanos), until).toNanos();
    }

    /** A process was claimed. */
    void claimed(ProcessRow row) {
        Held held = new Held(row.id(), row.epoch());
        owners.put(held, row.hold().owner());
        finished.put(held, Set.copyOf(oracle.seen(row.id()).steps.keySet()));
        Numbered number = new Numbered(row.hold().owner(), row.hold().claimNumber());
        Set<ClaimRequest> asked = requests.getOrDefault(number, Set.of());
        if (asked.isEmpty()) {
            return; // why: the oracle of moves has seen that
        }
        oracle.check(
                asked.stream().anyMatch(request -> row.need().isMetBy(request.live())),
                () -> "a claim of " + asked + " was given what needs "
                        + row.need().algorithms());
        Set<ProcessId> all = given.computeIfAbsent(number, n -> new HashSet<>());
        all.add(row.id());
        oracle.check(
                asked.stream().anyMatch(request -> all.size() <= request.slots()),
                () -> "a claim of " + asked + " was given " + all.size() + " processes");
    }
}
