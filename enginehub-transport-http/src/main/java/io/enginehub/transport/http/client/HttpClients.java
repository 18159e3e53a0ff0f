package io.enginehub.transport.http.client;

import io.enginehub.transport.http.server.Threads;
import io.enginehub.transport.http.tls.Tls;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import okhttp3.ConnectionPool;
import okhttp3.Dispatcher;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;

/** Makes clients of HTTP whose calls have a deadline of their own each, and go to no other place than they say. */
public final class HttpClients {
    private static final Duration CONNECT = Duration.ofSeconds(2);
    /** Less than servers bear, so that a connection is rarely closed under a request. */
    private static final Duration KEEP = Duration.ofSeconds(30);

    private static final int IDLE = 64;

    private HttpClients() {}

    /**
     * A client, to be built.
     *
     * @param threads what its threads are called
     * @param most calls at a time
     * @param tls whom to trust, and what to show; null: whom the Java platform trusts
     */
    public static OkHttpClient.Builder of(String threads, int most, @Nullable Tls tls) {
        Dispatcher dispatcher = new Dispatcher(Threads.unbounded(threads));
        dispatcher.setMaxRequests(most);
        dispatcher.setMaxRequestsPerHost(most);
        OkHttpClient.Builder client = new OkHttpClient.Builder()
                .dispatcher(dispatcher)
                .connectionPool(new ConnectionPool(IDLE, KEEP.toMillis(), TimeUnit.MILLISECONDS))
                .socketFactory(new PromptSockets())
                .connectTimeout(CONNECT)
                .readTimeout(Duration.ZERO) // why: the deadline of the whole call counts
                .writeTimeout(Duration.ZERO)
                .followRedirects(false) // why: a message goes where the registry says, and nowhere else
                .followSslRedirects(false);
        return tls == null ? client : client.sslSocketFactory(tls.client().getSocketFactory(), tls.trusted());
    }

    /** Ends what a client has running. */
    public static void close(OkHttpClient client) {
        client.dispatcher().cancelAll();
        client.dispatcher().executorService().shutdown();
        client.connectionPool().evictAll();
    }
}
