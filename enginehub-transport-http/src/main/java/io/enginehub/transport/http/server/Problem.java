package io.enginehub.transport.http.server;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Why a request was not done, as RFC 9457 writes it.
 *
 * @param status of HTTP
 * @param code stable, for programs
 * @param detail what was wrong, where, and what to do
 * @param faults each fault of an input, where there are several
 * @param retryAfter when to try again, where that helps
 */
public record Problem(
        int status,
        String code,
        String detail,
        List<Fault> faults,
        @Nullable Duration retryAfter) {
    /**
     * One thing that is wrong with an input.
     *
     * @param path where
     * @param problem what is wrong there
     * @param remedy what to do about it
     */
    public record Fault(String path, String problem, String remedy) {}

    /** The content type. */
    public static final String TYPE = "application/problem+json";

    private static final Map<Integer, String> TITLES = Map.ofEntries(
            Map.entry(400, "Bad Request"),
            Map.entry(401, "Unauthorized"),
            Map.entry(403, "Forbidden"),
            Map.entry(404, "Not Found"),
            Map.entry(405, "Method Not Allowed"),
            Map.entry(408, "Request Timeout"),
            Map.entry(409, "Conflict"),
            Map.entry(410, "Gone"),
            Map.entry(413, "Content Too Large"),
            Map.entry(414, "URI Too Long"),
            Map.entry(415, "Unsupported Media Type"),
            Map.entry(421, "Misdirected Request"),
            Map.entry(422, "Unprocessable Content"),
            Map.entry(429, "Too Many Requests"),
            Map.entry(431, "Request Header Fields Too Large"),
            Map.entry(500, "Internal Server Error"),
            Map.entry(503, "Service Unavailable"),
            Map.entry(504, "Gateway Timeout"));

    public Problem {
        faults = List.copyOf(faults);
    }

    public Problem(int status, String code, String detail) {
        this(status, code, detail, List.of(), null);
    }

    public static Problem badRequest(String detail) {
        return new Problem(400, "BAD_REQUEST", detail);
    }

    /** This problem as what is answered. */
    public Answer answer() {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.put("type", "about:blank");
        body.put("title", TITLES.getOrDefault(status, "Problem"));
        body.put("status", status);
        body.put("code", code);
        body.put("detail", detail);
        if (!faults.isEmpty()) {
            ArrayNode list = body.putArray("faults");
            faults.forEach(fault -> list.addObject()
                    .put("path", fault.path())
                    .put("problem", fault.problem())
                    .put("remedy", fault.remedy()));
        }
        Answer answer = new Answer(status, TYPE, Answer.ok(body).body(), Map.of(), code, null);
        if (status == 401) {
            answer = answer.with("WWW-Authenticate", challenge());
        }
        return retryAfter == null ? answer : answer.with("Retry-After", Long.toString(seconds(retryAfter)));
    }

    /** How to say who one is (RFC 9110): a client by its token (RFC 6750), a role by a signature. */
    private String challenge() {
        return switch (code) {
            case "NO_TOKEN" -> "Bearer realm=\"EngineHub\"";
            case "BAD_TOKEN" -> "Bearer realm=\"EngineHub\", error=\"invalid_token\"";
            default -> "EngineHub-Signature";
        };
    }

    /** The header has whole seconds; what is less counts as one. */
    private static long seconds(Duration duration) {
        return Math.max(1, duration.plusMillis(999).toSeconds());
    }
}
