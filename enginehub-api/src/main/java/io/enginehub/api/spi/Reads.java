package io.enginehub.api.spi;

import io.enginehub.api.ProcessId;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** All that one transaction wants to see, so that it can be read in one round trip. */
public final class Reads {
    private final Set<String> sessionNames = new LinkedHashSet<>();
    private final Set<RequestKey> keys = new LinkedHashSet<>();
    private final Set<String> flows = new LinkedHashSet<>();
    private final Set<ProcessId> processes = new LinkedHashSet<>();
    private final Map<MemberId, Set<Long>> claimed = new LinkedHashMap<>();
    private final Map<Need, Integer> claimable = new LinkedHashMap<>();
    private int claimableLimit;
    private boolean pending;

    /** All sessions of these names, locked. */
    public Reads sessions(String name) {
        sessionNames.add(name);
        return this;
    }

    /** An idempotency key, locked also where it is not there yet. */
    public Reads key(RequestKey key) {
        keys.add(key);
        return this;
    }

    /** All versions of a flow, locked also where there is none yet. */
    public Reads flow(String key) {
        flows.add(key);
        return this;
    }

    /** A process with its steps and attempts, locked. */
    public Reads process(ProcessId id) {
        processes.add(id);
        return this;
    }

    /** The RUNNING processes that a claim gave to an owner, with steps and attempts, locked. */
    public Reads claimed(MemberId owner, long claimNumber) {
        claimed.computeIfAbsent(owner, id -> new LinkedHashSet<>()).add(claimNumber);
        return this;
    }

    /**
     * Up to {@code limit} more processes that may be claimed, of any of these needs, with steps and attempts, locked;
     * those locked by others are skipped. Those that were claimed before (epoch above 0) come first, then by sequence.
     * Several calls add up their limits.
     */
    public Reads claimable(Collection<Need> needs, int limit) {
        needs.forEach(need -> claimable.merge(need, limit, Integer::sum));
        claimableLimit += limit;
        return this;
    }

    /** How many processes are PENDING; may be off by 1 %. */
    public Reads pending() {
        pending = true;
        return this;
    }

    public Set<String> sessionNames() {
        return sessionNames;
    }

    public Set<RequestKey> keys() {
        return keys;
    }

    public Set<String> flows() {
        return flows;
    }

    public Set<ProcessId> processes() {
        return processes;
    }

    /** The owners, each with the numbers of its claims. */
    public Map<MemberId, Set<Long>> claimed() {
        return claimed;
    }

    /** The needs, each with how many of it at most. */
    public Map<Need, Integer> claimableNeeds() {
        return claimable;
    }

    public int claimableLimit() {
        return claimableLimit;
    }

    public boolean wantsPending() {
        return pending;
    }
}
