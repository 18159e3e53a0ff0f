package io.enginehub.api.spi;

import io.enginehub.api.ProcessId;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** A dispatcher, to agents and hubs. No call blocks, and each can be repeated. */
public interface Dispatcher {
    /** Takes results of events. An agent repeats them until this is answered. */
    CompletionStage<Reply<Boolean>> results(List<ResultEvent> results);

    /** Takes log lines and progress of steps that are still running. May be lost without harm. */
    CompletionStage<Reply<Boolean>> lines(List<StepLines> lines);

    /** Lets go of processes that were cancelled or taken away. */
    CompletionStage<Reply<Boolean>> drop(List<Held> processes);

    /** What is in flight of a process; empty where it is not in a slot. */
    CompletionStage<Reply<List<LiveStep>>> inspect(ProcessId process);
}
