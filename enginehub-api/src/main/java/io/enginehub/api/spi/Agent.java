package io.enginehub.api.spi;

import java.util.List;
import java.util.concurrent.CompletionStage;

/** An agent, to dispatchers and hubs. No call blocks, and each can be repeated. */
public interface Agent {
    CompletionStage<Reply<AgentStatus>> status();

    /**
     * Hands over events; each is accepted or refused by itself. Results come later, to the dispatcher that an event names, as
     * the registry knows it, or with the answer where they are there within a moment. An event that is held already is
     * accepted again and not run again; one whose success is remembered is answered from memory. So who loses an answer
     * sends the event again.
     */
    CompletionStage<Reply<Handed>> handle(List<InputEvent> events);

    /** Interrupts and forgets all events of these processes up to the epoch that is named with each. */
    CompletionStage<Reply<Boolean>> cancel(List<Held> processes);

    /** Begins to load models, unless held, and pins each for its owner. Answers at once; the status tells how far. */
    CompletionStage<Reply<Boolean>> load(List<ModelLoad> models);

    /** Ends an owner's pins. */
    CompletionStage<Reply<Boolean>> unpin(List<ModelPin> pins);
}
