package io.enginehub.core.sim;

import io.enginehub.api.ProcessId;
import io.enginehub.api.spi.ClaimRequest;
import io.enginehub.api.spi.MemberId;
import io.enginehub.api.spi.ProcessRow;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** What a claim gives: no more than was asked for, and nothing that waits for an agent which is not there. */
final class ClaimOracle {
    private record Claimed(MemberId owner, long number) {}

    private final Oracle oracle;
    private final Map<Claimed, ClaimRequest> requests = new HashMap<>();
    private final Map<Claimed, Set<ProcessId>> given = new HashMap<>();

    ClaimOracle(Oracle oracle) {
        this.oracle = oracle;
    }

    void asked(ClaimRequest request) {
        requests.put(new Claimed(request.owner(), request.number()), request);
    }

    /** A process was claimed. */
    void claimed(ProcessRow row) {
        Claimed number = new Claimed(row.hold().owner(), row.hold().claimNumber());
        ClaimRequest request = requests.get(number);
        if (request == null) {
            return; // why: the oracle of moves has seen that
        }
        oracle.check(
                request.live().containsAll(row.need().algorithms()),
                () -> "a claim with agents of " + request.live() + " was given what needs "
                        + row.need().algorithms());
        Set<ProcessId> all = given.computeIfAbsent(number, n -> new HashSet<>());
        all.add(row.id());
        oracle.check(
                all.size() <= request.slots(),
                () -> "a claim for " + request.slots() + " slots was given " + all.size() + " processes");
    }
}
