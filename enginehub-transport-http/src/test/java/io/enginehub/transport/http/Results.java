package io.enginehub.transport.http;

import io.enginehub.api.ProcessId;
import io.enginehub.api.spi.Dispatcher;
import io.enginehub.api.spi.Held;
import io.enginehub.api.spi.LiveStep;
import io.enginehub.api.spi.Reply;
import io.enginehub.api.spi.ResultEvent;
import io.enginehub.api.spi.StepLines;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;

/** A dispatcher that takes results and does nothing else. The first ones it refuses, as often as it is told to. */
final class Results implements Dispatcher {
    final BlockingQueue<ResultEvent> taken = new LinkedBlockingQueue<>();
    final AtomicInteger refusals = new AtomicInteger();

    @Override
    public CompletionStage<Reply<Boolean>> results(List<ResultEvent> results) {
        if (refusals.getAndDecrement() > 0) {
            return Reply.refused("NOT_NOW");
        }
        taken.addAll(results);
        return Reply.ok(true);
    }

    @Override
    public CompletionStage<Reply<Boolean>> lines(List<StepLines> lines) {
        return Reply.ok(true);
    }

    @Override
    public CompletionStage<Reply<Boolean>> drop(List<Held> processes) {
        return Reply.ok(true);
    }

    @Override
    public CompletionStage<Reply<List<LiveStep>>> inspect(ProcessId process) {
        return Reply.ok(List.of());
    }
}
