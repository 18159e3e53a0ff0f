package io.enginehub.launcher;

import io.enginehub.api.spi.ClusterSettings;
import io.enginehub.api.spi.Registry;
import org.jspecify.annotations.Nullable;

/**
 * What a role finds around it.
 *
 * @param registry who is there
 * @param settings what is set for the cluster; null: nobody keeps that
 */
record Found(Registry registry, @Nullable ClusterSettings settings) implements AutoCloseable {
    @Override
    public void close() {
        if (settings != null) {
            settings.close();
        }
        registry.close();
    }
}
