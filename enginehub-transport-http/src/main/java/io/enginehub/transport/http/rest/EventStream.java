package io.enginehub.transport.http.rest;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.enginehub.transport.http.server.Outlet;
import io.enginehub.transport.http.server.Problem;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One stream: looks, writes, waits until that was taken, and looks again. Never does two of these at a time. */
final class EventStream {
    private static final Logger LOG = LoggerFactory.getLogger(EventStream.class);

    /** Looks at what has changed since. */
    @FunctionalInterface
    interface Looker {
        Sight.Look look(Sight seen);
    }

    private final Outlet outlet;
    private final Looker looker;
    private final EventStreams.Pace pace;
    private final ScheduledExecutorService timer;
    private final Executor readers;
    private final Runnable closed;
    private Duration pause;
    private Duration silent = Duration.ZERO;

    EventStream(
            Outlet outlet,
            Looker looker,
            EventStreams.Pace pace,
            ScheduledExecutorService timer,
            Executor readers,
            Runnable closed) {
        this.outlet = outlet;
        this.looker = looker;
        this.pace = pace;
        this.timer = timer;
        this.readers = readers;
        this.closed = closed;
        this.pause = pace.soon();
    }

    /** Sends what the first look has found, and goes on. */
    void begin(Sight.Look first) {
        sent(first);
    }

    private void sent(Sight.Look look) {
        boolean quiet = look.events().isEmpty();
        silent = quiet ? silent.plus(pause) : Duration.ZERO;
        pause = quiet ? min(pause.multipliedBy(2), pace.late()) : look.hasMore() ? Duration.ZERO : pace.soon();
        if (!quiet) {
            after(outlet.write(look.events().getBytes(UTF_8)), look);
        } else if (silent.compareTo(pace.beat()) >= 0) {
            silent = Duration.ZERO;
            after(outlet.write(":\n\n".getBytes(UTF_8)), look);
        } else {
            next(look);
        }
    }

    private static Duration min(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    private void after(CompletionStage<Boolean> write, Sight.Look look) {
        var unused = write.thenAccept(taken -> {
            if (taken) {
                next(look);
            } else {
                closed.run();
            }
        });
    }

    private void next(Sight.Look look) {
        if (look.isLast()) {
            close();
            return;
        }
        try {
            // why two hops: the timer must not wait for the store
            var unused = timer.schedule(
                    () -> readers.execute(() -> look(look.seen())), pause.toMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            close(); // why: the host is being closed; the client comes again and goes on where it was
        }
    }

    private void look(Sight seen) {
        Sight.Look look;
        try {
            look = looker.look(seen);
        } catch (RuntimeException e) {
            failed(e);
            return;
        }
        sent(look);
    }

    /** The client is told, and may come again. */
    private void failed(RuntimeException fault) {
        Problem problem = HubProblems.of(fault).orElseGet(() -> {
            LOG.error("A stream of events failed.", fault);
            return new Problem(500, "INTERNAL", "The server failed; its log says why.");
        });
        String told = new String(problem.answer().body(), UTF_8).strip();
        var unused = outlet.write(("event: problem\ndata: " + told + "\n\n").getBytes(UTF_8))
                .thenAccept(taken -> close());
    }

    private void close() {
        closed.run();
        outlet.end();
    }
}
