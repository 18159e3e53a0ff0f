package io.enginehub.core.sim;

import io.enginehub.api.Payload;
import io.enginehub.api.spi.Claimed;
import io.enginehub.api.spi.Held;
import io.enginehub.api.spi.InputEvent;
import io.enginehub.api.spi.MemberId;
import io.enginehub.api.spi.ProcessRow;
import io.enginehub.api.spi.Renewal;
import io.enginehub.api.spi.Reply;
import io.enginehub.api.spi.ResultEvent;
import io.enginehub.api.spi.SessionState;
import java.util.HashMap;
import java.util.Map;

/** What dispatchers send to agents: only while their lease holds, and nothing that they know to be done or gave away. */
final class SendOracle {
    private record Open(MemberId dispatcher, long epoch, String step) {}

    private final Oracle oracle;
    private final Map<MemberId, Long> leases = new HashMap<>();
    private final Map<Open, Payload> successes = new HashMap<>();

    SendOracle(Oracle oracle) {
        this.oracle = oracle;
    }

    /** A dispatcher was answered to a claim: its lease counts from when it asked, and what the claim waited is added. */
    void claimed(MemberId dispatcher, long asked, Reply<Claimed> answer) {
        if (answer instanceof Reply.Ok<Claimed> ok && ok.value().session() == SessionState.HELD) {
            long waited = ok.value().waited().toNanos();
            leases.merge(dispatcher, asked + waited + ok.value().lease().toNanos(), Math::max);
        }
    }

    void renewed(MemberId dispatcher, long asked, Reply<Renewal> answer) {
        if (answer instanceof Reply.Ok<Renewal> ok && ok.value().session() == SessionState.HELD) {
            leases.merge(dispatcher, asked + ok.value().lease().toNanos(), Math::max);
        }
    }

    /** An event leaves its dispatcher. */
    void sent(InputEvent event) {
        String step = Executions.key(event.key().process(), event.key().step());
        oracle.check(
                leases.getOrDefault(event.from(), Long.MIN_VALUE) > oracle.now(),
                () -> event.from() + " sent " + step + " when its lease had run out by its own clock");
        oracle.check(
                !successes.containsKey(new Open(event.from(), event.epoch(), step)),
                () -> event.from() + " sent " + step + " again after it was told of a success");
        oracle.check(
                !oracle.asked.released(event.from(), new Held(event.key().process(), event.epoch())),
                () -> event.from() + " sent " + step + " when it had handed the process back");
    }

    /** A dispatcher was told of a result. The first success counts while the step is open, whichever attempt it is of. */
    void told(String host, ResultEvent result) {
        Seen seen = oracle.seen(result.key().process());
        ProcessRow row = seen == null ? null : seen.row;
        MemberId owner = row == null ? null : row.owner();
        if (result.output() != null
                && owner != null
                && owner.name().equals(host)
                && row.epoch() == result.epoch()
                && row.run() == result.key().run()) {
            String step = Executions.key(result.key().process(), result.key().step());
            successes.putIfAbsent(new Open(owner, row.epoch(), step), result.output());
        }
    }

    /** A step's result is recorded. */
    void recorded(ProcessRow row, String step, Payload output) {
        Payload first = row.owner() == null ? null : successes.get(new Open(row.owner(), row.epoch(), step));
        oracle.check(
                first == null || first.equals(output),
                () -> "not the first success of " + step + " was recorded, but a later");
    }
}
