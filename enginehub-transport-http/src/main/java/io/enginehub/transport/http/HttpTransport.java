package io.enginehub.transport.http;

import io.enginehub.api.HubListener;
import io.enginehub.api.spi.Agent;
import io.enginehub.api.spi.Dispatcher;
import io.enginehub.api.spi.Endpoints;
import io.enginehub.api.spi.Member;
import io.enginehub.api.spi.Registry;
import io.enginehub.api.spi.Reply;
import io.enginehub.api.spi.Transport;
import io.enginehub.api.spi.WaitingQueue;
import io.enginehub.api.spi.wire.AgentCalls;
import io.enginehub.api.spi.wire.Call;
import io.enginehub.api.spi.wire.DispatcherCalls;
import io.enginehub.api.spi.wire.QueueCalls;
import io.enginehub.api.spi.wire.Wire;
import io.enginehub.transport.http.rest.HubProblems;
import io.enginehub.transport.http.rest.HubRoutes;
import io.enginehub.transport.http.rest.Metrics;
import io.enginehub.transport.http.server.Gate;
import io.enginehub.transport.http.server.Head;
import io.enginehub.transport.http.server.Problem;
import io.enginehub.transport.http.server.ProblemException;
import io.enginehub.transport.http.server.RouteTable;
import io.enginehub.transport.http.server.Scope;
import io.enginehub.transport.http.server.Threads;
import io.enginehub.transport.http.server.WebServer;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ScheduledExecutorService;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * Calls between hosts over HTTP. One server for the roles of this host; thread-safe. A transport serves one engine.
 *
 * <p>It is used with a registry that knows the other hosts: {@link #members} for those that announce themselves to hubs.
 */
public final class HttpTransport implements Transport {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    /** A hub may hold this call until there is work. */
    private static final Duration LONG_PATIENCE = Duration.ofSeconds(60);

    private final HttpOptions options;
    private final Gate gate;
    private final RoleCaller caller;
    private final ScheduledExecutorService timer = Threads.timer("enginehub-members");
    private final MemberBoard board = new MemberBoard(timer);
    private volatile boolean hub;
    private volatile boolean serving = true;
    private final Metrics metrics = new Metrics();
    private RouteTable routes = new RouteTable();
    private @Nullable WebServer server;
    private @Nullable URI base;
    private boolean closed;

    HttpTransport(HttpOptions options) {
        this.options = options;
        this.gate = options.gate();
        this.caller = new RoleCaller(options.tls, options.signer());
    }

    /** A transport on 127.0.0.1, at any free port. */
    public static HttpTransport local() {
        return builder().build();
    }

    public static HttpOptions builder() {
        return new HttpOptions();
    }

    /**
     * The members that announce themselves: to this host where it has a hub, and to other hubs.
     *
     * @param hubs base addresses of all other hubs
     */
    public Registry members(List<URI> hubs) {
        return new AnnouncedRegistry(board, caller, timer, hubs, () -> hub);
    }

    @Override
    public synchronized URI serve(Endpoints local) {
        if (server != null || closed) {
            throw new IllegalStateException("this transport serves, or has served, another engine; make one for each");
        }
        routes = new RouteTable().observedBy(metrics).add(new RoleRoutes(local).all());
        if (local.hub() != null) {
            routes.add(new HubRoutes(local.hub(), options.maxInput, timer, metrics).all());
        }
        if (local.queue() != null) {
            hub = true;
            routes.add(List.of(new Announcements(board, timer).route()));
        }
        InetSocketAddress bind = new InetSocketAddress(options.host, options.port);
        SSLContext tls = options.tls == null ? null : options.tls.server();
        server = WebServer.start(bind, tls, routes, this::admit, options.limits, HubProblems::of);
        base = options.address(server.port());
        return base;
    }

    /**
     * Counts what a hub commits, for the metrics of this host: give it to the builder of the engine, as its listener.
     * Without it, they tell of requests, queue and members alone.
     */
    public HubListener counting() {
        return metrics;
    }

    /** What this host serves. */
    synchronized RouteTable routes() {
        return routes;
    }

    /**
     * The base address of this host.
     *
     * @throws IllegalStateException before it serves
     */
    public synchronized URI address() {
        if (base == null) {
            throw new IllegalStateException("this transport serves nothing yet; start its engine first");
        }
        return base;
    }

    /** why not closing the server: who asks is to learn that nothing was done, and closed connections do not tell. */
    private Gate.Admission admit(Scope scope, Head head) {
        if (!serving) {
            throw new ProblemException(new Problem(503, "STOPPED", "The roles of this host have stopped."));
        }
        return gate.admit(scope, head);
    }

    @Override
    public synchronized void stop(URI stopped) {
        serving &= !stopped.equals(base);
    }

    @Override
    public WaitingQueue waitingQueue(URI hub) {
        return QueueCalls.over(wire(Paths.base(hub) + Paths.QUEUE, Map.of()));
    }

    @Override
    public Dispatcher dispatcher(URI address) {
        return DispatcherCalls.over(wire(Paths.base(address) + Paths.DISPATCHER, Map.of()));
    }

    @Override
    public Agent agent(Member agent) {
        Map<String, String> boot = Map.of(Paths.BOOT, agent.id().incarnation().toString());
        return AgentCalls.over(wire(Paths.base(agent.address()) + "/", boot));
    }

    private <R> Wire<R> wire(String prefix, Map<String, String> headers) {
        return (call, request) -> carry(prefix + call.name(), call, headers, request);
    }

    private CompletionStage<Reply<byte[]>> carry(
            String url, Call<?, ?, ?> call, Map<String, String> headers, byte[] request) {
        Duration patience = call == QueueCalls.AWAIT_WORK ? LONG_PATIENCE : PATIENCE;
        return caller.post(url, headers, request, patience)
                .thenApply(reply -> reply.fold(
                        returned -> new Reply.Ok<>(returned.message()), Reply.Refused::failed, Reply.Unknown::failed));
    }

    @Override
    public synchronized void close() {
        closed = true;
        if (server != null) {
            server.close();
        }
        caller.close();
        timer.shutdownNow();
    }
}
