package io.enginehub.core.sim;

import io.enginehub.api.spi.Agent;
import io.enginehub.api.spi.Dispatcher;
import io.enginehub.api.spi.Member;
import io.enginehub.api.spi.MemberId;
import io.enginehub.api.spi.SettingValues;
import io.enginehub.core.agent.AgentRole;
import io.enginehub.core.dispatcher.DispatcherRole;
import io.enginehub.core.hub.BlockingHub;
import io.enginehub.core.hub.HubRole;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What one boot of a host serves: one role.
 *
 * @param front the hub as applications see it; only what never waits is asked of it
 * @param id what an agent's boot is known by
 * @param members takes a new picture of the registry over
 * @param drain takes nothing new, and tells when nothing is held any more; null: a hub holds nothing
 * @param settings takes the cluster's settings over
 */
record Roles(
        @Nullable HubRole hub,
        @Nullable BlockingHub front,
        @Nullable Dispatcher dispatcher,
        @Nullable Agent agent,
        @Nullable MemberId id,
        Consumer<List<Member>> members,
        @Nullable Consumer<Runnable> drain,
        Consumer<SettingValues> settings) {
    /** Whether this is the boot of an agent that goes by a name. */
    boolean goesBy(MemberId boot) {
        return boot.equals(id);
    }

    static Roles hub(HubRole hub, BlockingHub front) {
        return new Roles(hub, front, null, null, null, hub::members, null, hub::settings);
    }

    static Roles dispatcher(DispatcherRole dispatcher) {
        return new Roles(
                null, null, dispatcher, null, null, dispatcher::members, dispatcher::drain, dispatcher::settings);
    }

    static Roles agent(AgentRole agent, MemberId id, Consumer<List<Member>> members) {
        return new Roles(null, null, null, agent, id, members, agent::drain, values -> {});
    }
}
