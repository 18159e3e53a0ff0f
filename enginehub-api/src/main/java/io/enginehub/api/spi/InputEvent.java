package io.enginehub.api.spi;

import io.enginehub.api.Payload;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What a dispatcher sends an agent.
 *
 * @param epoch the process's fencing number
 * @param from the dispatcher that wants the result
 * @param timeout how long the handler may take; null: as long as it likes
 * @param model which model handles it, and for whom that is pinned
 * @param alone take it only when nothing else is held, and nothing else while it is held
 */
public record InputEvent(
        EventKey key,
        long epoch,
        MemberId from,
        @Nullable Duration timeout,
        ModelPin model,
        boolean alone,
        Payload input) {}
