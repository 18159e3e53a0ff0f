package io.enginehub.transport.http.rest;

import io.enginehub.api.Hub;
import io.enginehub.api.ProcessId;
import io.enginehub.transport.http.server.Answer;
import io.enginehub.transport.http.server.Ask;
import io.enginehub.transport.http.server.Outlet;
import io.enginehub.transport.http.server.Problem;
import io.enginehub.transport.http.server.ProblemException;
import io.enginehub.transport.http.server.Threads;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What happens to processes, as Server-Sent Events (HTML Living Standard, section 9.2). A stream looks at the hub, sooner
 * when something has changed and later when nothing has, and only when its reader has taken what was sent before.
 */
final class EventStreams {
    /** The content type. */
    static final String TYPE = "text/event-stream";

    private static final int READERS = 4;

    /**
     * How streams look.
     *
     * @param soon how long after a look that has found something the next one comes
     * @param late how long after one that has found nothing, at the most
     * @param beat how long a stream may be silent before it says that it lives
     * @param most how many streams there may be at a time
     */
    record Pace(Duration soon, Duration late, Duration beat, int most) {
        static final Pace DEFAULT =
                new Pace(Duration.ofMillis(100), Duration.ofSeconds(2), Duration.ofSeconds(15), 256);
    }

    private final Hub hub;
    private final ScheduledExecutorService timer;
    private final Pace pace;
    private final Executor readers;
    private final AtomicInteger open = new AtomicInteger();

    EventStreams(Hub hub, ScheduledExecutorService timer, Pace pace) {
        this.hub = hub;
        this.timer = timer;
        this.pace = pace;
        this.readers = Threads.bounded("enginehub-events", READERS, pace.most());
    }

    /** Whether a request wants a stream where it could have a document, too. */
    static boolean isWanted(Ask ask) {
        return ask.header("Accept").filter(types -> types.contains(TYPE)).isPresent();
    }

    int count() {
        return open.get();
    }

    /** Status, steps and log of a process, to its end. Blocks for a first look. */
    Answer all(Ask ask) {
        return answer(ask, false, 0);
    }

    /** The log alone. */
    Answer logs(Ask ask, long after) {
        return answer(ask, true, after);
    }

    private Answer answer(Ask ask, boolean logsOnly, long after) {
        ProcessId id = Parameters.process(ask);
        String last = ask.header("Last-Event-ID").orElse("");
        Sight seen = last.isEmpty() ? Sight.from(after) : Sight.parse(last);
        Sight.Look first = seen.look(hub, id, logsOnly);
        if (first.isLast() && first.events().isEmpty() && !last.isEmpty()) {
            return Answer.empty(); // why: it tells a browser not to come again
        }
        if (open.get() >= pace.most()) {
            throw new ProblemException(new Problem(
                    503,
                    "TOO_MANY_STREAMS",
                    "There are " + pace.most() + " streams already. Close one, or ask for documents instead.",
                    List.of(),
                    pace.beat()));
        }
        EventStream.Looker looker = sight -> sight.look(hub, id, logsOnly);
        return Answer.live(TYPE, outlet -> begin(outlet, looker, first))
                .with("X-Accel-Buffering", "no"); // why: proxies are to pass each piece on
    }

    private void begin(Outlet outlet, EventStream.Looker looker, Sight.Look first) {
        if (open.incrementAndGet() > pace.most()) {
            open.decrementAndGet(); // why: others came at the same moment; the client comes again, and is told
            outlet.end();
            return;
        }
        new EventStream(outlet, looker, pace, timer, readers, open::decrementAndGet).begin(first);
    }
}
