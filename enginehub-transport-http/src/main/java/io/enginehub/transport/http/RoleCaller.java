package io.enginehub.transport.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.enginehub.api.spi.Reply;
import io.enginehub.api.spi.wire.Frame;
import io.enginehub.transport.http.client.HttpClients;
import io.enginehub.transport.http.tls.Tls;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import okhttp3.Call;
import okhttp3.Callback;
import okhttp3.EventListener;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/** Sends messages to roles elsewhere, and says what is known of each: done, certainly not done, or neither. */
final class RoleCaller implements AutoCloseable {
    private static final MediaType MESSAGE = MediaType.get(Paths.MESSAGE);
    private static final int MOST = 1024;
    private static final int MAX_PROBLEM = 64 << 10;
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final OkHttpClient client;
    private final RoleSigner signer;

    RoleCaller(@Nullable Tls tls, RoleSigner signer) {
        this.client = HttpClients.of("enginehub-calls", MOST, tls)
                .eventListenerFactory(call -> {
                    SentListener sent = call.request().tag(SentListener.class);
                    return sent == null ? EventListener.NONE : sent;
                })
                .build();
        this.signer = signer;
    }

    /** What came back: the bytes, with the headers that a caller asked for. */
    @SuppressWarnings("ArrayRecordComponent") // why: bytes are passed on, and never compared
    record Returned(byte[] message, @Nullable String picture) {}

    /**
     * Posts a message.
     *
     * @param url absolute, with its query
     * @param patience how long the whole may take
     */
    CompletionStage<Reply<Returned>> post(String url, Map<String, String> headers, byte[] message, Duration patience) {
        CompletableFuture<Reply<Returned>> reply = new CompletableFuture<>();
        HttpUrl parsed = HttpUrl.parse(url);
        if (parsed == null) {
            reply.complete(new Reply.Refused<>("NO_ADDRESS", null));
            return reply;
        }
        SentListener sent = new SentListener();
        Request.Builder request = new Request.Builder()
                .url(parsed)
                .tag(SentListener.class, sent)
                .post(RequestBody.create(message, MESSAGE));
        headers.forEach(request::header);
        String query = parsed.encodedQuery();
        signer.sign(new RoleSignature.Request(
                        "POST",
                        parsed.encodedPath(),
                        query == null ? "" : query,
                        headers.getOrDefault(Paths.BOOT, ""),
                        message))
                .forEach(request::header);
        Call call = client.newCall(request.build());
        call.timeout().timeout(patience.toNanos(), TimeUnit.NANOSECONDS);
        call.enqueue(new Callback() {
            @Override
            public void onFailure(Call failed, IOException e) {
                reply.complete(failure(sent, e));
            }

            @Override
            public void onResponse(Call answered, Response response) {
                try (response) {
                    reply.complete(read(response));
                } catch (IOException | RuntimeException e) {
                    reply.complete(new Reply.Unknown<>("the answer broke off: " + e));
                }
            }
        });
        return reply;
    }

    private static <T> Reply<T> failure(SentListener sent, IOException fault) {
        return sent.isSent()
                ? new Reply.Unknown<>("no answer came: " + fault)
                : new Reply.Refused<>("UNREACHABLE", null);
    }

    private static Reply<Returned> read(Response response) throws IOException {
        boolean message = MESSAGE.equals(response.body().contentType());
        if (response.code() == 200 && message) {
            return new Reply.Ok<>(new Returned(bytes(response, Frame.MAX_MESSAGE), response.header(Paths.PICTURE)));
        }
        String code = problem(response);
        boolean undone = response.code() >= 400 && response.code() < 500 || response.code() == 503;
        return undone && code != null
                ? new Reply.Refused<>(code, retryAfter(response))
                : new Reply.Unknown<>("status " + response.code() + (code == null ? "" : " " + code));
    }

    /** The code of a problem that one of us wrote; null: somebody between us may have. */
    private static @Nullable String problem(Response response) throws IOException {
        MediaType type = response.body().contentType();
        if (type == null || !type.subtype().equals("problem+json")) {
            return null;
        }
        try {
            String code =
                    JSON.readTree(bytes(response, MAX_PROBLEM)).path("code").asText("");
            return code.matches("[A-Z_]{1,50}") ? code : null;
        } catch (JsonProcessingException e) {
            return null;
        }
    }

    private static @Nullable Duration retryAfter(Response response) {
        String seconds = response.header("Retry-After", "");
        return seconds != null && seconds.matches("\\d{1,6}") ? Duration.ofSeconds(Long.parseLong(seconds)) : null;
    }

    private static byte[] bytes(Response response, int most) throws IOException {
        byte[] bytes = response.body().byteStream().readNBytes(most + 1);
        if (bytes.length > most) {
            throw new IOException("it has more than " + most + " bytes");
        }
        return bytes;
    }

    @Override
    public void close() {
        HttpClients.close(client);
    }
}
