package io.enginehub.core.sim;

import io.enginehub.api.spi.Handed;
import io.enginehub.api.spi.Reply;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Carries calls and replies: late, out of order, twice, or not at all, and never across a cut. A caller that is never answered gives up itself. */
final class SimulatedNetwork {
    private static final Set<String> WEIGHTY = Set.of("claim", "record", "handle", "results");

    private final SimulatedTime time;
    private final Faults faults;
    private final Trace trace;
    private final Oracle oracle;
    private final Coverage coverage;
    private final Map<String, Host> hosts = new TreeMap<>();
    private final Map<String, LastWords> afterWords = new TreeMap<>();
    final Cuts cuts;

    /** Whether each message becomes bytes and a message again, so that no object is shared between hosts. */
    boolean encodes;

    SimulatedNetwork(SimulatedTime time, Faults faults, Trace trace, Oracle oracle, Coverage coverage) {
        this.time = time;
        this.faults = faults;
        this.trace = trace;
        this.oracle = oracle;
        this.coverage = coverage;
        this.cuts = new Cuts(time);
    }

    void add(Host host) {
        hosts.put(host.name, host);
    }

    private record LastWords(Set<String> kinds, Runnable then) {}

    /** Something that happens to a host as soon as it has said something of weight, which is still on its way. */
    void afterWords(String host, Runnable then) {
        afterWords.put(host, new LastWords(WEIGHTY, then));
    }

    /** The same as soon as a dispatcher has claimed. */
    void afterClaim(String host, Runnable then) {
        afterWords.put(host, new LastWords(Set.of("claim"), then));
    }

    /** Forgets what was to happen. */
    void calm() {
        afterWords.clear();
        cuts.heal();
    }

    private @Nullable Runnable lastWords(String from, String kind) {
        LastWords last = afterWords.get(from);
        if (last == null || !last.kinds.contains(kind)) {
            return null;
        }
        afterWords.remove(from);
        return last.then;
    }

    /**
     * A call from a host to another's role.
     *
     * @param said what goes with it
     */
    <T> CompletionStage<Reply<T>> call(
            String from,
            String to,
            String what,
            Object said,
            Function<Roles, @Nullable CompletionStage<Reply<T>>> call) {
        CompletableFuture<Reply<T>> reply = new CompletableFuture<>();
        int copies = faults.copies();
        coverage.count("message " + kind(what));
        trace.message(from, copies == 1 ? " > " : copies == 0 ? " -> " : " >> ", to, what);
        trace.detail(said);
        Runnable then = lastWords(from, kind(what));
        if (then != null) {
            time.after(0, null, then);
        }
        // why: a result that is late meets another attempt of its step
        boolean late = then != null || kind(what).equals("results") && faults.coin();
        for (int i = 0; i < copies; i++) {
            time.after(late ? faults.longDelay() : faults.delay(), null, () -> {
                if (cuts.isCut(from, to)) {
                    coverage.count("message cut off");
                    return;
                }
                trace.message(from, " at ", to, what);
                Roles roles = hosts.get(to).roles();
                CompletionStage<Reply<T>> stage = roles == null ? down() : call.apply(roles);
                if (stage != null) {
                    var unused = stage.thenAccept(answer -> {
                        // why: of two copies one may have been done, so that a refusal of the other would be a lie
                        if (copies == 1 || !(answer instanceof Reply.Refused<T>)) {
                            back(to, from, what, answer, reply);
                        }
                    });
                }
            });
        }
        return reply;
    }

    private <T> @Nullable CompletionStage<Reply<T>> down() {
        return faults.refuses() ? Reply.refused("UNREACHABLE") : null;
    }

    /** A call's kind: its name without what follows it. */
    private static String kind(String what) {
        int blank = what.indexOf(' ');
        return blank < 0 ? what : what.substring(0, blank);
    }

    private static boolean bringsResults(Reply<?> answer) {
        return answer instanceof Reply.Ok<?> ok
                && ok.value() instanceof Handed handed
                && !handed.results().isEmpty();
    }

    private <T> void back(String from, String to, String what, Reply<T> answer, CompletableFuture<Reply<T>> reply) {
        if (answer instanceof Reply.Refused<T> refused && refused.code().equals("ENGINE")) {
            oracle.violation(what + " ran into a bug of the engine");
        }
        if (faults.copies() > 0) {
            time.after(bringsResults(answer) && faults.coin() ? faults.longDelay() : faults.delay(), null, () -> {
                if (cuts.isCut(from, to)) {
                    coverage.count("reply cut off");
                    return;
                }
                trace.message(to, " < ", from, what);
                trace.detail(answer);
                coverage.reply(answer);
                reply.complete(answer);
            });
        }
    }
}
