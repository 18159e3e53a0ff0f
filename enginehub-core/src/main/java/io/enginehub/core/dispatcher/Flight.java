package io.enginehub.core.dispatcher;

import io.enginehub.api.Payload;
import io.enginehub.api.spi.InputEvent;
import io.enginehub.core.flow.CompiledFlow;
import org.jspecify.annotations.Nullable;

/** An event on its way to, or at, an agent. */
final class Flight {
    final Slot slot;
    final CompiledFlow.Node node;
    final AgentView agent;
    final InputEvent event;
    final Payload model;
    final long sinceNanos;
    /** Whether the model had to be sent first, so that the agent may still be loading it. */
    boolean modelSent;
    /** Whether the event was sent, so that the agent may hold it. */
    boolean sent;
    /** Whether the agent has said that it holds the event. */
    boolean accepted;

    /** How far its handler says that it is, from 0 to 1. */
    @Nullable
    Double progress;

    boolean over;

    Flight(Slot slot, CompiledFlow.Node node, AgentView agent, InputEvent event, Payload model, long now) {
        this.slot = slot;
        this.node = node;
        this.agent = agent;
        this.event = event;
        this.model = model;
        this.sinceNanos = now;
    }
}
