package io.enginehub.transport.http;

import io.enginehub.transport.http.server.Gate;
import io.enginehub.transport.http.server.LocalGate;
import io.enginehub.transport.http.server.ServerLimits;
import io.enginehub.transport.http.tls.Tls;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import org.jspecify.annotations.Nullable;

/** Where a transport listens, and who may ask it. By default only this machine can, and whoever is on it may. */
public final class HttpOptions {
    String host = "127.0.0.1";
    int port;
    int maxInput = 1 << 20;
    ServerLimits limits = ServerLimits.defaults();

    @Nullable
    Tls tls;

    private @Nullable ClusterSecret secret;
    private Tokens tokens = Tokens.NONE;
    private @Nullable String advertised;

    HttpOptions() {}

    /** Where to listen. 127.0.0.1 by default: this machine alone. Anything else needs a {@link #secret}. */
    public HttpOptions host(String name) {
        this.host = name;
        return this;
    }

    /** Where to listen; 0, the default: any port that is free. */
    public HttpOptions port(int number) {
        this.port = number;
        return this;
    }

    /** By which name or address others reach this host; where it listens by default. */
    public HttpOptions advertise(String name) {
        this.advertised = name;
        return this;
    }

    /** What the hosts of the cluster share. With it roles have to sign their requests, and clients to show a token. */
    public HttpOptions secret(ClusterSecret shared) {
        this.secret = shared;
        return this;
    }

    /** The clients that may use the hub of this host, where there is a secret. None by default. */
    public HttpOptions tokens(Tokens clients) {
        this.tokens = clients;
        return this;
    }

    /** Serves by https, and trusts whom this says. */
    public HttpOptions tls(Tls files) {
        this.tls = files;
        return this;
    }

    /** Bytes that an input, a flow, or both together may have when they come by REST; 1 MiB by default. */
    public HttpOptions maxInput(int bytes) {
        this.maxInput = bytes;
        return this;
    }

    /**
     * Makes the transport; it listens once its engine starts.
     *
     * @throws IllegalStateException when others could reach it, and there is no secret; or with what else is missing
     */
    public HttpTransport build() {
        InetAddress address;
        try {
            address = InetAddress.getByName(host);
        } catch (UnknownHostException e) {
            throw new IllegalStateException("Host '" + host + "' is not known. Name an address of this machine.", e);
        }
        if (!address.isLoopbackAddress() && secret == null) {
            throw new IllegalStateException("Others can reach " + host + ", so that a cluster secret is needed there:"
                    + " a text of at least 32 bytes that all hosts share.");
        }
        if (address.isAnyLocalAddress() && advertised == null) {
            throw new IllegalStateException(
                    host + " is no address that others could use. Say by which name they reach this host.");
        }
        return new HttpTransport(this);
    }

    Gate gate() {
        return secret == null ? new LocalGate() : new ClusterGate(secret, tokens, System::currentTimeMillis);
    }

    RoleSigner signer() {
        return secret == null ? RoleSigner.NONE : new HmacSigner(secret, System::currentTimeMillis);
    }

    URI address(int bound) {
        String name = advertised == null ? host : advertised;
        String scheme = tls != null && tls.server() != null ? "https" : "http";
        return URI.create(scheme + "://" + (name.contains(":") ? "[" + name + "]" : name) + ":" + bound);
    }
}
