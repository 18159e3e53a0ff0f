package io.enginehub.api.spi.wire;

import io.enginehub.api.spi.Reply;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BiFunction;

/**
 * One call of a role as bytes: how its request and its reply are written and read. Thread-safe.
 *
 * @param <R> the role's interface
 * @param <Q> what is asked: the argument, or a record of the arguments
 * @param <A> what is answered
 */
public final class Call<R, Q, A> {
    private final String name;
    private final Form<Q> request;
    private final Form<Reply<A>> reply;
    private final BiFunction<R, Q, CompletionStage<Reply<A>>> method;

    Call(String name, Form<Q> request, Form<A> answer, BiFunction<R, Q, CompletionStage<Reply<A>>> method) {
        this.name = name;
        this.request = request;
        this.reply = ReplyForm.of(answer);
        this.method = method;
    }

    /** The name of the role's method. */
    public String name() {
        return name;
    }

    /**
     * A request as bytes.
     *
     * @throws WireException when it exceeds a bound of {@link Frame}
     */
    public byte[] writeRequest(Q asked) {
        return Frame.write(request, asked);
    }

    /**
     * A request from bytes; it shares nothing with them.
     *
     * @throws WireException when the bytes are no such request
     */
    public Q readRequest(byte[] message) {
        return Frame.read(request, message);
    }

    /**
     * A reply as bytes.
     *
     * @throws WireException when it exceeds a bound of {@link Frame}
     */
    public byte[] writeReply(Reply<A> answer) {
        return Frame.write(reply, answer);
    }

    /**
     * A reply from bytes; it shares nothing with them.
     *
     * @throws WireException when the bytes are no such reply
     */
    public Reply<A> readReply(byte[] message) {
        return Frame.read(reply, message);
    }

    /**
     * Asks the role what is asked, and gives its reply as bytes. Does not block. A reply that exceeds a bound becomes
     * {@code Unknown}: by then the role has done it.
     *
     * @throws WireException at once, when the bytes are no such request; the role was not asked
     */
    public CompletionStage<byte[]> serve(R role, byte[] message) {
        return method.apply(role, readRequest(message)).thenApply(answer -> {
            try {
                return writeReply(answer);
            } catch (WireException e) {
                return writeReply(new Reply.Unknown<>(String.valueOf(e.getMessage())));
            }
        });
    }

    /** Asks over a wire. A request that exceeds a bound is {@code Refused}, a reply that cannot be read {@code Unknown}. */
    CompletionStage<Reply<A>> ask(Wire<R> wire, Q asked) {
        byte[] message;
        try {
            message = writeRequest(asked);
        } catch (WireException e) {
            return CompletableFuture.completedFuture(new Reply.Refused<>("TOO_LARGE", null));
        }
        return wire.carry(this, message)
                .thenApply(carried -> carried.fold(
                        this::readReplyOrUnknown,
                        refused -> new Reply.Refused<>(refused.code(), refused.retryAfter()),
                        unknown -> new Reply.Unknown<>(unknown.why())));
    }

    private Reply<A> readReplyOrUnknown(byte[] message) {
        try {
            return readReply(message);
        } catch (WireException e) {
            return new Reply.Unknown<>(String.valueOf(e.getMessage()));
        }
    }
}
