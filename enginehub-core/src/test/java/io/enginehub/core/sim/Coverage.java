package io.enginehub.core.sim;

import io.enginehub.api.spi.Claimed;
import io.enginehub.api.spi.Handed;
import io.enginehub.api.spi.Recorded;
import io.enginehub.api.spi.Renewal;
import io.enginehub.api.spi.Reply;
import io.enginehub.core.rules.Cancellations;
import io.enginehub.core.rules.Submissions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** How often each kind of thing has happened: a simulation in which something never happens proves nothing of it. */
final class Coverage {
    private final Map<String, Long> counts = new HashMap<>();
    private final Map<Enum<?>, Long> enums = new HashMap<>();

    void count(String what) {
        counts.merge(what, 1L, Long::sum);
    }

    void count(Enum<?> what) {
        enums.merge(what, 1L, Long::sum);
    }

    static String name(Enum<?> what) {
        Class<?> kind = what.getDeclaringClass();
        Class<?> around = kind.getEnclosingClass();
        return (around == null ? "" : around.getSimpleName() + ".") + kind.getSimpleName() + "." + what.name();
    }

    long of(String what) {
        return counts.getOrDefault(what, 0L);
    }

    long of(Enum<?> what) {
        return of(name(what)) + enums.getOrDefault(what, 0L);
    }

    void add(Coverage other) {
        other.counts.forEach((what, count) -> counts.merge(what, count, Long::sum));
        other.enums.forEach((what, count) -> counts.merge(name(what), count, Long::sum));
    }

    /** A reply that reached whoever asked. */
    void reply(Reply<?> reply) {
        count("Reply." + reply.getClass().getSimpleName());
        if (reply instanceof Reply.Ok<?> ok) {
            value(ok.value());
        }
    }

    private void value(Object value) {
        if (value instanceof List<?> all) {
            all.forEach(this::value);
        } else if (value instanceof Recorded recorded) {
            count(recorded.kind());
        } else if (value instanceof Handed handed) {
            handed.answers().forEach(this::count);
            handed.results()
                    .forEach(result -> count("answered with " + (result.failure() == null ? "output" : "failure")));
        } else if (value instanceof Claimed claimed) {
            count("claim " + claimed.session() + (claimed.claims().isEmpty() ? " nothing" : " something"));
            if (!claimed.waited().isZero()) {
                count("claim that waited");
            }
        } else if (value instanceof Renewal renewal) {
            count("renewal " + renewal.session());
            count(renewal.lost().isEmpty() ? "renewal of all" : "renewal with losses");
        } else if (value instanceof Submissions.Answer answer) {
            count("submit " + answer.getClass().getSimpleName());
        } else if (value instanceof Cancellations.Answer answer) {
            count("move " + (answer.moved() ? "made" : answer.found() ? "not made" : "of nothing"));
        }
    }

    @Override
    public String toString() {
        Coverage all = new Coverage();
        all.add(this);
        return new TreeMap<>(all.counts).toString();
    }
}
