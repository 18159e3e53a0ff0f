package io.enginehub.transport.http;

import io.enginehub.transport.http.server.Gate;
import io.enginehub.transport.http.server.LocalGate;
import io.enginehub.transport.http.server.ServerLimits;
import java.net.URI;

/** Where a transport listens, and who may ask it. */
public final class HttpOptions {
    String host = "127.0.0.1";
    int port;
    int maxInput = 1 << 20;
    Gate gate = new LocalGate();
    ServerLimits limits = ServerLimits.defaults();

    HttpOptions() {}

    /** Where to listen. 127.0.0.1 by default: this machine alone. */
    public HttpOptions host(String name) {
        this.host = name;
        return this;
    }

    /** Where to listen; 0, the default: any port that is free. */
    public HttpOptions port(int number) {
        this.port = number;
        return this;
    }

    /** Bytes that an input, a flow, or both together may have when they come by REST; 1 MiB by default. */
    public HttpOptions maxInput(int bytes) {
        this.maxInput = bytes;
        return this;
    }

    URI address(int bound) {
        return URI.create("http://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + bound);
    }

    public HttpTransport build() {
        return new HttpTransport(this);
    }
}
