package io.enginehub.transport.http.rest;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.Map;
import java.util.TreeMap;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/**
 * Asks a server as anybody would who has not our library. Whatever it asks and is answered is held against the description
 * of the API.
 */
final class Client {
    private static final OkHttpClient HTTP = new OkHttpClient();

    private final URI base;
    private final Exchanges exchanges = new Exchanges();

    Client(URI base) {
        this.base = base;
    }

    /** What came back. */
    record Got(int status, String type, String body, Map<String, String> headers) {
        JsonNode json() {
            try {
                return RestJson.parse(body.getBytes(UTF_8));
            } catch (IOException e) {
                throw new UncheckedIOException(body, e);
            }
        }

        /** The problem's code; empty where it is none. */
        String code() {
            return type.equals("application/problem+json") ? json().path("code").asText() : "";
        }
    }

    /** What this client's exchanges have been. */
    Exchanges exchanges() {
        return exchanges;
    }

    Got get(String path) {
        return ask("GET", path, null, null, Map.of());
    }

    Got ask(String method, String path, @Nullable String type, @Nullable String body, Map<String, String> headers) {
        byte[] bytes = body == null ? null : body.getBytes(UTF_8);
        RequestBody sent = bytes == null
                ? method.equals("GET") || method.equals("DELETE") ? null : RequestBody.create(new byte[0])
                : RequestBody.create(bytes, type == null ? null : MediaType.get(type));
        Request.Builder request = new Request.Builder().url(base + path).method(method, sent);
        headers.forEach(request::header);
        try (Response response = HTTP.newCall(request.build()).execute()) {
            Map<String, String> received = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
            response.headers().names().forEach(name -> received.put(name, response.header(name)));
            String contentType = response.header("Content-Type");
            Got got = new Got(
                    response.code(),
                    contentType == null ? "" : contentType,
                    response.body().string(),
                    received);
            exchanges.check(new Exchanges.Exchange(method, path, type, body, headers, got));
            return got;
        } catch (IOException e) {
            throw new UncheckedIOException(method + " " + path, e);
        }
    }
}
