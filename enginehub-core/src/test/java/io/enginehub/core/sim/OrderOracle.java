package io.enginehub.core.sim;

import static io.enginehub.core.sim.SimulatedTime.SECOND;

import io.enginehub.api.spi.MemberId;
import io.enginehub.api.spi.ProcessRow;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Who is claimed: what was started before comes first, then the oldest, and a missing agent blocks nobody. */
final class OrderOracle {
    /** A hub looks once a second what other hubs have put into the queue. */
    private static final long KNOWN = 4 * SECOND;

    private record Claim(MemberId owner, long number) {}

    private final Oracle oracle;
    private final Map<Claim, List<Seen>> claimed = new LinkedHashMap<>();

    OrderOracle(Oracle oracle) {
        this.oracle = oracle;
    }

    /** A process is claimed in this commit; told before it is taken over. */
    void claimed(Seen before, ProcessRow after) {
        ProcessRow.Hold hold = after.hold();
        if (hold != null && before.row.isRunnable()) {
            claimed.computeIfAbsent(new Claim(hold.owner(), hold.claimNumber()), c -> new ArrayList<>())
                    .add(before);
        }
    }

    /** The commit is over: nobody may wait who comes before one that was claimed. */
    void check(Collection<Seen> open, Map<Seen, Boolean> startedBefore, Health health) {
        boolean knows = oracle.now() - health.wellFrom() > KNOWN;
        claimed.forEach((claim, all) -> {
            Set<String> live = oracle.asked.live(claim.owner, claim.number);
            for (Seen waiting : open) {
                boolean mayRun = waiting.runnableSince >= 0
                        && oracle.now() - waiting.runnableSince > KNOWN
                        && waiting.row.need().isMetBy(live);
                if (knows && mayRun) {
                    for (Seen taken : all) {
                        oracle.check(
                                !comesBefore(waiting, waiting.row.epoch() > 0, taken, startedBefore.get(taken)),
                                () -> taken.row.id() + " was claimed before " + waiting.row.id()
                                        + ", which comes first");
                    }
                }
            }
        });
        claimed.clear();
    }

    private static boolean comesBefore(Seen first, boolean firstStarted, Seen second, boolean secondStarted) {
        return firstStarted == secondStarted ? first.order < second.order : firstStarted;
    }

    boolean isEmpty() {
        return claimed.isEmpty();
    }
}
