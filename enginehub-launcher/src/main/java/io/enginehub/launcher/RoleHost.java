package io.enginehub.launcher;

import io.enginehub.EngineHub;
import io.enginehub.api.spi.ProcessStore;
import io.enginehub.transport.http.HttpTransport;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Runs roles until it is told to end; then it drains them. */
final class RoleHost {
    private final Console console;
    private final HttpTransport transport;
    private final Found found;

    /** @param found how the roles find others; closed in the end, as the transport is */
    RoleHost(Console console, HttpTransport transport, Found found) {
        this.console = console;
        this.transport = transport;
        this.found = found;
    }

    /**
     * Starts the roles, says where they are, and comes back when they have ended.
     *
     * @param what they are, for people
     * @param store the hub's, where there is one; closed in the end
     * @param patience how long to wait for what they have begun
     */
    int run(EngineHub.Builder roles, String what, @Nullable ProcessStore store, Duration patience) {
        try (StopSignal stop = StopSignal.install();
                ProcessStore kept = store;
                HttpTransport owned = transport;
                Found closed = found) {
            if (kept != null) {
                roles.store(kept);
            }
            if (closed.settings() != null) {
                roles.settings(closed.settings());
            }
            try (EngineHub engine = roles.transport(owned)
                    .registry(closed.registry())
                    .closePatience(Duration.ZERO)
                    .start()) {
                console.out().line(what + " at " + owned.address());
                stop.await();
                console.err()
                        .line("Finishing what has begun, for up to " + Durations.text(patience)
                                + ". Stop again to leave it at once.");
                boolean drained = engine.drain(patience);
                console.err().line(drained ? "Done." : "Not everything was finished in time; it goes on elsewhere.");
            }
        }
        return ExitCode.FINISHED;
    }
}
