package io.enginehub.transport.http;

import io.enginehub.transport.http.server.Scope;
import java.util.Optional;
import java.util.Set;

/** The clients that may use a hub. */
@FunctionalInterface
public interface Tokens {
    /** No client at all. */
    Tokens NONE = token -> Optional.empty();

    /**
     * A client.
     *
     * @param scopes what it may do
     */
    record Client(String name, Set<Scope> scopes) {
        public Client {
            scopes = Set.copyOf(scopes);
        }
    }

    /** The client that a token is for; empty: there is none, or not any more. */
    Optional<Client> find(String token);
}
