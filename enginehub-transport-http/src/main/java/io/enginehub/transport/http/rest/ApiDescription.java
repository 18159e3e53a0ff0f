package io.enginehub.transport.http.rest;

import io.enginehub.transport.http.server.Answer;
import io.enginehub.transport.http.server.Route;
import io.enginehub.transport.http.server.Scope;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** The description of the API in OpenAPI 3.1, a file beside this class; served as it is. */
final class ApiDescription {
    private static final String FILE = "openapi.json";

    private final Answer answer = Answer.of(200, Answer.JSON, bytes());

    Route route() {
        return Route.of("GET", HubRoutes.ROOT + "/" + FILE, Scope.PUBLIC, ask -> answer.now())
                .unblocked();
    }

    static byte[] bytes() {
        try (InputStream in = ApiDescription.class.getResourceAsStream(FILE)) {
            if (in == null) {
                throw new IllegalStateException("the jar lacks " + FILE);
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
