package io.enginehub.core.sim;

import io.enginehub.api.spi.Held;
import io.enginehub.api.spi.MemberId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What dispatchers say that they hold: they never lose sight of it while it is theirs. */
final class HoldOracle {
    private final Oracle oracle;
    private final Map<MemberId, List<Held>> named = new HashMap<>();

    HoldOracle(Oracle oracle) {
        this.oracle = oracle;
    }

    /** A dispatcher renews its lease, and names what it holds. */
    void renewing(MemberId owner, List<Held> held) {
        List<Held> before = named.put(owner, held);
        if (before != null) {
            before.stream().filter(one -> !held.contains(one)).forEach(one -> lost(owner, one));
        }
    }

    private void lost(MemberId owner, Held held) {
        Seen seen = oracle.seen(held.process());
        oracle.check(
                seen == null
                        || !owner.equals(seen.row.owner())
                        || seen.row.epoch() != held.epoch()
                        || oracle.asked.released(owner, held),
                () -> owner + " has lost sight of " + held.process() + ", which it holds");
    }
}
