package io.enginehub.transport.http.server;

import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.function.Function;
import javax.net.ssl.SSLContext;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.jspecify.annotations.Nullable;

/** A running server. */
public final class WebServer implements AutoCloseable {
    private static final int THREADS = 64;
    private static final int MIN_THREADS = 4;

    private final Server server;
    private final ServerConnector connector;
    private final ExecutorService blocking;

    private WebServer(Server server, ServerConnector connector, ExecutorService blocking) {
        this.server = server;
        this.connector = connector;
        this.blocking = blocking;
    }

    /**
     * Starts one.
     *
     * @param bind where to listen; port 0: any that is free
     * @param tls null: plain http
     * @param faults what is told of an exception that an endpoint threw; empty: that the server failed
     * @throws java.io.UncheckedIOException when the address is taken, or not of this machine
     */
    public static WebServer start(
            InetSocketAddress bind,
            @Nullable SSLContext tls,
            RouteTable routes,
            Gate gate,
            ServerLimits limits,
            Function<Throwable, Optional<Problem>> faults) {
        ExecutorService blocking = Threads.bounded("enginehub-http-work", limits.blocking(), limits.waiting());
        QueuedThreadPool threads = Threads.server("enginehub-http", THREADS, MIN_THREADS);
        Server server = new Server(threads);
        HttpConnectionFactory http = new HttpConnectionFactory(configuration(limits));
        ServerConnector connector = tls == null
                ? new ServerConnector(server, 1, 1, http)
                : new ServerConnector(server, 1, 1, new SslConnectionFactory(ssl(tls), http.getProtocol()), http);
        connector.setHost(bind.getHostString());
        connector.setPort(bind.getPort());
        connector.setIdleTimeout(limits.idle().toMillis());
        server.addConnector(connector);
        server.addBean(new NetworkConnectionLimit(limits.connections(), connector));
        connector.addBean(new AddressLimit(limits.perAddress()));
        connector.addBean(new HeadDeadline(limits.requestPatience()));
        server.setErrorHandler(new ProblemHandler());
        server.setHandler(new RouteHandler(routes, gate, limits, blocking, faults));
        WebServer made = new WebServer(server, connector, blocking);
        try {
            server.start();
            return made;
        } catch (Exception e) {
            made.close();
            throw new ServerFaults(bind).of(e);
        }
    }

    private static SslContextFactory.Server ssl(SSLContext tls) {
        SslContextFactory.Server ssl = new SslContextFactory.Server();
        ssl.setSslContext(tls);
        ssl.setIncludeProtocols("TLSv1.3", "TLSv1.2");
        return ssl;
    }

    private static HttpConfiguration configuration(ServerLimits limits) {
        HttpConfiguration configuration = new HttpConfiguration();
        configuration.setSendServerVersion(false);
        configuration.setRequestHeaderSize(limits.headerBytes());
        configuration.setUriCompliance(UriCompliance.UNAMBIGUOUS);
        return configuration;
    }

    /** The port where it listens. */
    public int port() {
        return connector.getLocalPort();
    }

    @Override
    public void close() {
        try {
            server.stop();
        } catch (Exception e) {
            throw new IllegalStateException("the server could not be stopped", e);
        } finally {
            blocking.shutdownNow();
        }
    }
}
