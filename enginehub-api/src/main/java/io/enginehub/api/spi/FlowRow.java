package io.enginehub.api.spi;

import io.enginehub.api.FlowVersion;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A version of a deployed flow.
 *
 * @param readyAt when all its models were warm for the first time; live from then on
 */
public record FlowRow(
        FlowVersion version,
        PlanHash plan,
        Instant deployedAt,
        @Nullable Instant readyAt,
        @Nullable Instant undeployedAt) {
    public boolean isLive() {
        return readyAt != null && undeployedAt == null;
    }
}
