package io.enginehub.transport.http.server;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Is told of each request that was answered, on the thread that answers. Must not block. */
@FunctionalInterface
public interface Observer {
    /**
     * A request was answered.
     *
     * @param route null: no route was meant
     * @param took until its answer was there; of one whose body is made piece by piece, its head
     */
    void answered(@Nullable Route route, Answer answer, Duration took);
}
