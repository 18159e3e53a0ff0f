package io.enginehub.core.sim;

import io.enginehub.api.spi.EventKey;
import io.enginehub.api.spi.MemberId;
import io.enginehub.api.spi.ResultEvent;
import io.enginehub.api.spi.StepOutcome;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which agents were really lost with what they had been given. */
final class Losses {
    private record Sent(String agent, EventKey key) {}

    private record Way(String from, String to) {}

    /** A boot that a host was shown to be gone. */
    private record Gone(MemberId id, long at) {}

    private final Oracle oracle;
    private final Map<Sent, Long> sent = new HashMap<>();
    private final Map<Sent, Set<MemberId>> boots = new HashMap<>();
    private final Map<Way, Long> answered = new HashMap<>();
    private final Map<Way, List<Gone>> gone = new HashMap<>();
    private final Map<String, List<MemberId>> shown = new HashMap<>();
    private final Set<MemberId> dead = new HashSet<>();
    private final Set<StepOutcome> reported = new HashSet<>();

    Losses(Oracle oracle) {
        this.oracle = oracle;
    }

    void sent(MemberId agent, EventKey key) {
        Sent event = new Sent(agent.name(), key);
        sent.putIfAbsent(event, oracle.now());
        boots.computeIfAbsent(event, sent -> new HashSet<>()).add(agent);
    }

    /** An agent has answered a call of a dispatcher that was made then. */
    void answered(String dispatcher, String agent, long asked) {
        answered.merge(new Way(dispatcher, agent), asked, Math::max);
    }

    /** A boot was killed. */
    void killed(MemberId id) {
        dead.add(id);
    }

    /** What the registry shows a host. */
    void shown(String host, List<MemberId> members) {
        shown.put(host, members);
    }

    /** Whether a host is shown a later boot; the clock of an agent that was set back makes one of before look so. */
    private boolean seemsReplaced(String host, MemberId boot) {
        return shown.getOrDefault(host, List.of()).stream()
                .anyMatch(
                        id -> id.name().equals(boot.name()) && id.incarnation().compareTo(boot.incarnation()) > 0);
    }

    /** The registry shows a host that members are gone. */
    void shownGone(String host, List<MemberId> members) {
        members.forEach(id -> gone.computeIfAbsent(new Way(host, id.name()), way -> new ArrayList<>())
                .add(new Gone(id, oracle.now())));
    }

    /** A dispatcher reports a loss; what it repeats was true when it said so first. */
    void reported(String dispatcher, StepOutcome loss, ResultEvent result) {
        if (reported.add(loss)) {
            claimed(dispatcher, result.agent(), result.key());
        }
    }

    /** A dispatcher takes an agent for lost with an event: its boot was killed, replaced, or is shown as gone and is silent. */
    private void claimed(String dispatcher, String agent, EventKey key) {
        Long from = sent.get(new Sent(agent, key));
        if (from == null) {
            oracle.violation(key + " was never sent to agent " + agent + ", and is taken for lost with it (P4)");
            return;
        }
        if (boots.get(new Sent(agent, key)).stream().anyMatch(dead::contains)) {
            oracle.coverage.count("loss of a dead agent");
            return;
        }
        if (boots.get(new Sent(agent, key)).stream().anyMatch(boot -> seemsReplaced(dispatcher, boot))) {
            oracle.coverage.count("loss of an agent that seems replaced");
            return;
        }
        Way way = new Way(dispatcher, agent);
        List<Gone> since = gone.getOrDefault(way, List.of()).stream()
                .filter(boot -> boot.at >= from)
                .toList();
        long last = since.isEmpty() ? -1 : since.get(since.size() - 1).at;
        oracle.check(
                last > answered.getOrDefault(way, -1L),
                () -> "agent " + agent + " lives and was taken for lost with " + key + " (P4)");
        oracle.coverage.count("loss of a silent agent");
    }
}
