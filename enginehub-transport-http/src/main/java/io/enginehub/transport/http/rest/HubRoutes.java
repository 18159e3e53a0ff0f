package io.enginehub.transport.http.rest;

import io.enginehub.api.Hub;
import io.enginehub.transport.http.server.Route;
import io.enginehub.transport.http.server.Threads;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;

/** All of the REST API. */
public final class HubRoutes {
    /** What all paths of this version begin with. */
    static final String ROOT = "/api/v1";

    private static final int LATE = 2;
    private static final int MOST_LATE = 10_000;

    private final Hub hub;
    private final int maxInput;
    private final ScheduledExecutorService timer;
    private final Metrics metrics;

    /**
     * The API of a hub.
     *
     * @param maxInput bytes of an input, a flow, or both together
     * @param timer not closed here
     * @param metrics what was counted, to be told
     */
    public HubRoutes(Hub hub, int maxInput, ScheduledExecutorService timer, Metrics metrics) {
        this.hub = hub;
        this.maxInput = maxInput;
        this.timer = timer;
        this.metrics = metrics;
    }

    public List<Route> all() {
        List<Route> routes = new ArrayList<>();
        routes.addAll(new FlowRoutes(hub, maxInput).all());
        routes.addAll(new SubmitRoutes(hub, maxInput, Threads.bounded("enginehub-late", LATE, MOST_LATE)).all());
        EventStreams streams = new EventStreams(hub, timer, EventStreams.Pace.DEFAULT);
        routes.addAll(new ProcessRoutes(hub, streams).all());
        routes.addAll(new ClusterRoutes(hub).all());
        routes.add(new MetricsRoute(hub, metrics, streams, Clock.systemUTC()).route());
        routes.add(new ApiDescription().route());
        return routes;
    }
}
