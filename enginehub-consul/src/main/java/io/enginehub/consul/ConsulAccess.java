package io.enginehub.consul;

import java.net.URI;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Where Consul is, and how it is spoken to. Immutable: each method gives another one.
 *
 * <p>{@link #toString} shows no token.
 */
public final class ConsulAccess {
    private final URI url;
    private final @Nullable String token;
    private final @Nullable Path authority;
    private final @Nullable ClientCertificate certificate;

    /** Files that say who we are. */
    record ClientCertificate(Path chain, Path key) {}

    private ConsulAccess(
            URI url, @Nullable String token, @Nullable Path authority, @Nullable ClientCertificate certificate) {
        this.url = url;
        this.token = token;
        this.authority = authority;
        this.certificate = certificate;
    }

    /**
     * The agent of Consul at an address such as {@code http://127.0.0.1:8500}, best the one on the same machine.
     *
     * @throws IllegalArgumentException unless it is {@code http://HOST:PORT} or {@code https://HOST:PORT}
     */
    public static ConsulAccess to(URI url) {
        String scheme = Objects.requireNonNullElse(url.getScheme(), "").toLowerCase(Locale.ROOT);
        boolean plain = url.getHost() != null
                && url.getPort() > 0
                && (url.getPath() == null || url.getPath().matches("/?"))
                && url.getQuery() == null
                && url.getFragment() == null
                && url.getUserInfo() == null;
        if (!plain || !scheme.equals("http") && !scheme.equals("https")) {
            // why not the whole address: somebody may have put a password into it
            throw new IllegalArgumentException("Consul's address is http://HOST:PORT or https://HOST:PORT,"
                    + " such as http://127.0.0.1:8500; a token is given apart from it, and never in it.");
        }
        return new ConsulAccess(URI.create(scheme + "://" + url.getHost() + ":" + url.getPort()), null, null, null);
    }

    /**
     * An ACL token; it travels in a header, and so never stands in Consul's log of addresses.
     *
     * @throws IllegalArgumentException when it is empty, or has a character that no header takes
     */
    public ConsulAccess token(String secret) {
        if (!secret.matches("[!-~]{1,256}")) {
            throw new IllegalArgumentException("A token of Consul has 1 to 256 visible characters of ASCII.");
        }
        return new ConsulAccess(url, secret, authority, certificate);
    }

    /** Trusts servers whose certificates one of these authorities has signed, and no others. A file in PEM. */
    public ConsulAccess trusting(Path authorities) {
        return new ConsulAccess(url, token, authorities, certificate);
    }

    /**
     * Shows a certificate when Consul asks for one.
     *
     * @param chain in PEM, our own certificate first
     * @param key in PEM, without a password, as PKCS #8 or as {@code consul tls cert create} writes it
     */
    public ConsulAccess showing(Path chain, Path key) {
        return new ConsulAccess(url, token, authority, new ClientCertificate(chain, key));
    }

    URI url() {
        return url;
    }

    @Nullable
    String token() {
        return token;
    }

    @Nullable
    Path authority() {
        return authority;
    }

    @Nullable
    ClientCertificate certificate() {
        return certificate;
    }

    @Override
    public String toString() {
        return "Consul at " + url;
    }
}
