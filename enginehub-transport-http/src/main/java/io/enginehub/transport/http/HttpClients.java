package io.enginehub.transport.http;

import io.enginehub.transport.http.server.Threads;
import io.enginehub.transport.http.tls.Tls;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import okhttp3.ConnectionPool;
import okhttp3.Dispatcher;
import okhttp3.EventListener;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;

/** Makes clients of HTTP. */
final class HttpClients {
    private static final Duration CONNECT = Duration.ofSeconds(2);
    /** Less than servers bear, so that a connection is rarely closed under a request. */
    private static final Duration KEEP = Duration.ofSeconds(30);

    private static final int IDLE = 64;
    private static final int MOST = 1024;

    private HttpClients() {}

    /** A client whose calls have a deadline, and tell in a {@link SentListener} whether they were sent. */
    static OkHttpClient roles(@Nullable Tls tls) {
        Dispatcher dispatcher = new Dispatcher(Threads.unbounded("enginehub-calls"));
        dispatcher.setMaxRequests(MOST);
        dispatcher.setMaxRequestsPerHost(MOST);
        OkHttpClient.Builder client = new OkHttpClient.Builder()
                .dispatcher(dispatcher)
                .connectionPool(new ConnectionPool(IDLE, KEEP.toMillis(), TimeUnit.MILLISECONDS))
                .socketFactory(new PromptSockets())
                .connectTimeout(CONNECT)
                .readTimeout(Duration.ZERO) // why: the deadline of the whole call counts
                .writeTimeout(Duration.ZERO)
                .followRedirects(false) // why: a message goes where the registry says, and nowhere else
                .followSslRedirects(false)
                .eventListenerFactory(call -> {
                    SentListener sent = call.request().tag(SentListener.class);
                    return sent == null ? EventListener.NONE : sent;
                });
        if (tls != null) {
            client.sslSocketFactory(tls.client().getSocketFactory(), tls.trusted());
        }
        return client.build();
    }

    /** Ends what a client has running. */
    static void close(OkHttpClient client) {
        client.dispatcher().cancelAll();
        client.dispatcher().executorService().shutdown();
        client.connectionPool().evictAll();
    }
}
