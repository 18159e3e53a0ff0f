package io.enginehub.transport.http.server;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What comes back of a request.
 *
 * @param status of HTTP
 * @param type the content type; empty where there is no body
 * @param code of the problem that this is; null: it is none
 * @param live makes the body piece by piece, once the head was sent; null: it is there
 */
@SuppressWarnings("ArrayRecordComponent") // why: bytes are passed on, and answers are never compared
public record Answer(
        int status,
        String type,
        byte[] body,
        Map<String, String> headers,
        @Nullable String code,
        @Nullable Consumer<Outlet> live) {
    public static final String JSON = "application/json";

    private static final ObjectWriter WRITER = JsonMapper.builder().build().writer();

    public static Answer of(int status, String type, byte[] body) {
        return new Answer(status, type, body, Map.of(), null, null);
    }

    /** A body that is made piece by piece, for as long as that takes. The maker must not block. */
    public static Answer live(String type, Consumer<Outlet> maker) {
        return new Answer(200, type, new byte[0], Map.of(), null, maker);
    }

    public static Answer ok(JsonNode body) {
        return of(200, JSON, utf8(body));
    }

    public static Answer of(int status, JsonNode body) {
        return of(status, JSON, utf8(body));
    }

    public static Answer text(String type, String body) {
        return of(200, type, body.getBytes(StandardCharsets.UTF_8));
    }

    public static Answer empty() {
        return of(204, "", new byte[0]);
    }

    /** The same with a header more. */
    public Answer with(String header, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(header, value);
        return new Answer(status, type, body, more, code, live);
    }

    /** A stage that is complete with this. */
    public CompletionStage<Answer> now() {
        return CompletableFuture.completedFuture(this);
    }

    private static byte[] utf8(JsonNode node) {
        try {
            byte[] json = WRITER.writeValueAsBytes(node);
            byte[] line = Arrays.copyOf(json, json.length + 1);
            line[json.length] = '\n';
            return line;
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree of JSON can be written", e);
        }
    }
}
