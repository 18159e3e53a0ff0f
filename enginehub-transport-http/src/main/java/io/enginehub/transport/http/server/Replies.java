package io.enginehub.transport.http.server;

import java.nio.ByteBuffer;
import java.util.function.Consumer;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Writes answers, each with the headers that keep browsers from doing more with it than showing it. */
final class Replies {
    private Replies() {}

    /**
     * Writes an answer.
     *
     * @param headOnly whether it is for HEAD: everything but the body
     */
    static void write(Response response, Answer answer, Callback callback, boolean headOnly) {
        response.setStatus(answer.status());
        HttpFields.Mutable headers = response.getHeaders();
        headers.put("X-Content-Type-Options", "nosniff");
        headers.put("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'");
        headers.put("Referrer-Policy", "no-referrer");
        headers.put(HttpHeader.CACHE_CONTROL, "no-store");
        if (!answer.type().isEmpty()) {
            headers.put(HttpHeader.CONTENT_TYPE, answer.type());
        }
        answer.headers().forEach(headers::put);
        Consumer<Outlet> live = answer.live();
        if (live != null && !headOnly) {
            Outlet outlet = new ResponseOutlet(response, callback);
            response.write(false, ByteBuffer.allocate(0), Callback.from(() -> live.accept(outlet), callback::failed));
            return;
        }
        if (answer.status() != 204 && live == null) {
            headers.put(HttpHeader.CONTENT_LENGTH, answer.body().length);
        }
        response.write(true, ByteBuffer.wrap(headOnly ? new byte[0] : answer.body()), callback);
    }
}
