package io.enginehub.transport.http.server;

import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** The body of a response that has no length. */
final class ResponseOutlet implements Outlet {
    private final Response response;
    private final Callback callback;

    ResponseOutlet(Response response, Callback callback) {
        this.response = response;
        this.callback = callback;
    }

    @Override
    public CompletionStage<Boolean> write(byte[] piece) {
        CompletableFuture<Boolean> taken = new CompletableFuture<>();
        response.write(
                false,
                ByteBuffer.wrap(piece),
                Callback.from(
                        () -> {
                            boolean unused = taken.complete(true);
                        },
                        fault -> {
                            callback.failed(fault);
                            boolean unused = taken.complete(false);
                        }));
        return taken;
    }

    @Override
    public void end() {
        response.write(true, ByteBuffer.allocate(0), callback);
    }
}
