package io.enginehub.transport.http.server;

import java.util.concurrent.CompletionStage;

/** What a route does. Must not block, unless its {@link Route} says that it may. */
@FunctionalInterface
public interface Endpoint {
    /** Answers; what it throws, and what its stage fails with, becomes a problem. */
    CompletionStage<Answer> answer(Ask ask);
}
