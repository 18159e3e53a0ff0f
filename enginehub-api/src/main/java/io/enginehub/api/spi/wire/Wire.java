package io.enginehub.api.spi.wire;

import io.enginehub.api.spi.Reply;
import java.util.concurrent.CompletionStage;

/**
 * The way to one role somewhere else: what a transport has to bring. Made to look like that role by {@link
 * QueueCalls#over}, {@link DispatcherCalls#over} and {@link AgentCalls#over}.
 *
 * @param <R> the role's interface
 */
@FunctionalInterface
public interface Wire<R> {
    /**
     * Carries a request to where {@link Call#serve} takes it, and what that gives back. Must not block; the stage
     * completes once, on any thread, and never exceptionally: {@code Ok} with the bytes that came back, {@code Refused}
     * only when the request certainly was not served, else {@code Unknown}.
     *
     * @param call which of the role's calls; the other side has to know it, by its {@link Call#name}
     */
    CompletionStage<Reply<byte[]>> carry(Call<R, ?, ?> call, byte[] request);
}
