package io.enginehub.core.local;

import io.enginehub.api.ProcessId;
import io.enginehub.api.spi.Dispatcher;
import io.enginehub.api.spi.Held;
import io.enginehub.api.spi.LiveStep;
import io.enginehub.api.spi.Reply;
import io.enginehub.api.spi.ResultEvent;
import io.enginehub.api.spi.StepLines;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** A dispatcher at an address where there is none. */
final class AbsentDispatcher implements Dispatcher {
    private static final String CODE = "NO_SUCH_DISPATCHER";

    @Override
    public CompletionStage<Reply<Boolean>> results(List<ResultEvent> results) {
        return Reply.refused(CODE);
    }

    @Override
    public CompletionStage<Reply<Boolean>> lines(List<StepLines> lines) {
        return Reply.refused(CODE);
    }

    @Override
    public CompletionStage<Reply<Boolean>> drop(List<Held> processes) {
        return Reply.refused(CODE);
    }

    @Override
    public CompletionStage<Reply<List<LiveStep>>> inspect(ProcessId process) {
        return Reply.refused(CODE);
    }
}
