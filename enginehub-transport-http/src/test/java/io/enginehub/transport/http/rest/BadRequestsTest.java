package io.enginehub.transport.http.rest;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.enginehub.transport.http.Tables;
import io.enginehub.transport.http.server.RawClient;
import io.enginehub.transport.http.server.Route;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Every route with everything that can be wrong with a request: always a problem with a status of 4xx and a code that
 * stays, never what only developers can read; nothing is done; and who asks properly is served afterwards.
 */
final class BadRequestsTest {
    private static final List<String> LEAKS = List.of(
            "Exception", "\\tat ", "\\n\\tat", "io.enginehub", "org.eclipse", "java.", "com.fasterxml", "Error:");

    private static final Pattern CODE = Pattern.compile("\"code\":\"([^\"]*)\"");
    /** What a path that goes nowhere is refused with; any other code would say that it went somewhere. */
    private static final Set<String> PATH_CODES = Set.of(
            "BAD_REQUEST", "NO_SUCH_PATH", "NO_SUCH_METHOD", "FOREIGN_HOST", "URI_TOO_LONG", "HEADERS_TOO_LARGE");

    private static RestHub hub;
    private static int port;
    private static String process;
    private static int refused;

    @BeforeAll
    static void start() {
        hub = new RestHub();
        port = hub.transport().address().getPort();
        Client client = hub.client();
        Map<String, String> wait = Map.of("Prefer", "wait=30");
        assertEquals(
                200,
                client.ask("PUT", "/api/v1/flows/words", RestHub.JSON, RestHub.WORDS, wait)
                        .status());
        String location = submit(client).headers().get("Location");
        process = location.substring(location.lastIndexOf('/') + 1);
    }

    @AfterAll
    static void stop() {
        hub.close();
        System.out.println("Bad requests: " + refused + " refused");
    }

    private static Client.Got submit(Client client) {
        Client.Got done = client.ask(
                "POST", "/api/v1/flows/words/processes", RestHub.JSON, "\"to be\"", Map.of("Prefer", "wait=30"));
        assertEquals(201, done.status(), done.body());
        assertEquals(2, done.json().at("/output/json").asInt());
        return done;
    }

    @TestFactory
    Stream<DynamicTest> everyRouteRefusesEveryBadRequest() {
        List<Route> routes = Tables.of(hub.transport()).routes();
        return routes.stream()
                .map(route -> DynamicTest.dynamicTest(
                        route.method() + " " + route.path(),
                        () -> refuses(new BadRequests(routes, route, port, process))));
    }

    private static void refuses(BadRequests bad) {
        int before = processes();
        List<BadRequests.Request> all = bad.all();
        assertTrue(all.size() > 70, "only " + all.size());
        List<String> faults = new ArrayList<>();
        all.forEach(request -> fault(request).ifPresent(faults::add));
        assertEquals(List.of(), faults, faults.size() + " of " + all.size());
        assertEquals(before, processes(), "something was accepted");
        refused += all.size();
        submit(hub.client());
    }

    private static int processes() {
        return hub.client()
                .get("/api/v1/processes?limit=1000")
                .json()
                .path("items")
                .size();
    }

    /** Why a request was not refused as it should; empty: it was. */
    private static Optional<String> fault(BadRequests.Request request) {
        RawClient.Response response = RawClient.ask(port, request.bytes());
        String told = request.name() + " → " + response.status() + " " + response.body();
        if (response.status() < 400 || response.status() > 499) {
            return Optional.of(told);
        }
        boolean headOnly = new String(request.bytes(), ISO_8859_1).startsWith("HEAD ");
        boolean problem = response.header("Content-Type").equals("application/problem+json");
        if (!problem || !headOnly && !isProblem(response)) {
            return Optional.of("no problem: " + told);
        }
        if (request.name().startsWith("path ") && !PATH_CODES.contains(code(response))) {
            return Optional.of("found its way: " + told);
        }
        boolean hardened = response.header("X-Content-Type-Options").equals("nosniff");
        return hardened && LEAKS.stream().noneMatch(response.body()::contains)
                ? Optional.empty()
                : Optional.of("leaks or lacks headers: " + told);
    }

    private static boolean isProblem(RawClient.Response response) {
        try {
            JsonNode problem = RestJson.parse(response.body().getBytes(UTF_8));
            return code(response).matches("[A-Z_]{3,40}")
                    && problem.path("status").asInt() == response.status()
                    && !problem.path("detail").asText().isBlank();
        } catch (IOException e) {
            return false;
        }
    }

    private static String code(RawClient.Response response) {
        Matcher code = CODE.matcher(response.body());
        return code.find() ? code.group(1) : "";
    }

    @Test
    void whatIsNoHttpIsRefused() {
        List<String> faults = new ArrayList<>();
        BadRequests.noHttp(port).forEach(request -> fault(request).ifPresent(faults::add));
        assertEquals(List.of(), faults);
        submit(hub.client());
    }
}
