package io.enginehub.api.spi;

import java.net.URI;

/**
 * Carries calls from role to role. What it hands out never blocks: each call gives a stage at once, which completes
 * once, with a {@link Reply}, on any thread that holds no lock: who asked may go on there. A call is {@code Refused} only
 * when it certainly was not done.
 */
public interface Transport extends AutoCloseable {
    /** The code of a refusal: what has the address now is not the boot that the call was made for. That one is gone. */
    String OTHER_BOOT = "OTHER_BOOT";

    /**
     * Accepts calls for roles of this host from here on.
     *
     * @return the base address: that of the hub and of the dispatcher; an agent's is {@code base/agents/NAME}
     */
    URI serve(Endpoints local);

    /** Serves the roles at a base address no more: calls to them are refused from here on. */
    void stop(URI base);

    /**
     * Whether calls to an address stay in this JVM. There they cost nothing, and nothing is won by gathering for one what could
     * be two.
     */
    default boolean isLocal(URI address) {
        return false;
    }

    WaitingQueue waitingQueue(URI hub);

    Dispatcher dispatcher(URI address);

    /**
     * An agent. Calls reach the boot that is named, and no later one at its address: that refuses them with
     * {@link #OTHER_BOOT}, where the agent knows of boots.
     */
    Agent agent(Member agent);

    @Override
    void close();
}
