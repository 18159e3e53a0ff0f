package io.enginehub.transport.http;

import io.enginehub.transport.http.server.RouteTable;

/** Shows tests of other packages what a transport serves. */
public final class Tables {
    private Tables() {}

    public static RouteTable of(HttpTransport transport) {
        return transport.routes();
    }
}
