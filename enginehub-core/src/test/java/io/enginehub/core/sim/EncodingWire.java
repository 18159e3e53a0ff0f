package io.enginehub.core.sim;

import io.enginehub.api.spi.Reply;
import io.enginehub.api.spi.wire.Call;
import io.enginehub.api.spi.wire.Wire;
import io.enginehub.api.spi.wire.WireException;
import java.util.concurrent.CompletionStage;

/** A wire at whose other end an object of this JVM is: no time passes on it, and nothing but bytes gets through. */
final class EncodingWire<R> implements Wire<R> {
    private final R role;
    private final Oracle oracle;

    EncodingWire(R role, Oracle oracle) {
        this.role = role;
        this.oracle = oracle;
    }

    @Override
    public CompletionStage<Reply<byte[]>> carry(Call<R, ?, ?> call, byte[] request) {
        return call.serve(role, request).thenApply(reply -> {
            try {
                var unused = call.readReply(reply);
            } catch (WireException e) {
                oracle.violation("a reply to " + call.name() + " cannot be read: " + e.getMessage());
            }
            return new Reply.Ok<>(reply);
        });
    }
}
