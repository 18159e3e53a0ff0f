package io.enginehub.core.sim;

import io.enginehub.api.spi.Agent;
import io.enginehub.api.spi.Dispatcher;
import io.enginehub.api.spi.Member;
import io.enginehub.core.hub.HubRole;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What one boot of a host serves: one role.
 *
 * @param members takes a new picture of the registry over
 */
record Roles(
        @Nullable HubRole hub,
        @Nullable Dispatcher dispatcher,
        @Nullable Agent agent,
        Consumer<List<Member>> members) {}
