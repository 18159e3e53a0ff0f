package io.enginehub.transport.http.rest;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/**
 * What a hub is asked for by REST.
 *
 * @param path below the API's root, with its query
 * @param type of the body; empty where there is none
 */
@SuppressWarnings("ArrayRecordComponent") // why: bytes are passed on, and never compared
record Wish(String method, String path, Map<String, String> headers, String type, byte @Nullable [] body) {
    private static final String PREFER = "Prefer";
    private static final String WAIT = "wait=";

    static Wish of(String method, String path) {
        return new Wish(method, path, Map.of(), "", null);
    }

    static Wish get(String path) {
        return of("GET", path);
    }

    Wish with(String header, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(header, value);
        return new Wish(method, path, more, type, body);
    }

    /** With an answer that the hub may hold back for so long. */
    Wish waiting(Duration patience) {
        long seconds = Math.max(0, Math.min(Parameters.MAX_WAIT.toSeconds(), patience.toSeconds()));
        return with(PREFER, WAIT + seconds);
    }

    /** How long the hub may hold the answer back. */
    Duration hold() {
        String preferred = headers.getOrDefault(PREFER, WAIT + 0);
        return Duration.ofSeconds(Long.parseLong(preferred.substring(WAIT.length())));
    }

    Wish sending(String contentType, byte[] bytes) {
        return new Wish(method, path, headers, contentType, bytes);
    }

    Wish sending(String json) {
        return sending("application/json", json.getBytes(StandardCharsets.UTF_8));
    }

    /** A path of segments that may hold anything, with a query that may, too. */
    static final class Path {
        private final HttpUrl.Builder url = new HttpUrl.Builder().scheme("http").host("hub");

        Path(String... segments) {
            for (String segment : segments) {
                url.addPathSegment(segment);
            }
        }

        Path query(String name, String value) {
            url.addQueryParameter(name, value);
            return this;
        }

        @Override
        public String toString() {
            HttpUrl built = url.build();
            return built.encodedPath() + (built.encodedQuery() == null ? "" : "?" + built.encodedQuery());
        }
    }
}
