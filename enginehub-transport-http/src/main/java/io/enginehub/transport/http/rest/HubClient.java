package io.enginehub.transport.http.rest;

import com.fasterxml.jackson.databind.JsonNode;
import io.enginehub.api.InterruptedWaitException;
import io.enginehub.api.StoreException;
import io.enginehub.transport.http.client.HttpClients;
import io.enginehub.transport.http.tls.Tls;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import okhttp3.Call;
import okhttp3.Callback;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/** Asks hubs, one after the other until one answers. That is safe, because every wish can be repeated. */
final class HubClient implements AutoCloseable {
    /** How long a hub may take beyond what it was asked to wait. */
    private static final Duration GRACE = Duration.ofSeconds(20);

    private static final int MOST = 256;
    private static final int MAX_ANSWER = 256 << 20;

    private final List<URI> hubs;
    private final OkHttpClient http;
    private final @Nullable String token;
    private final Duration grace;
    private volatile int current;

    HubClient(List<URI> hubs, @Nullable String token, @Nullable Tls tls) {
        this(hubs, token, tls, GRACE);
    }

    HubClient(List<URI> hubs, @Nullable String token, @Nullable Tls tls, Duration grace) {
        this.hubs = List.copyOf(hubs);
        this.token = token;
        this.grace = grace;
        this.http = HttpClients.of("enginehub-client", MOST, tls).build();
    }

    /** What a hub answered that did what it was asked to. */
    @SuppressWarnings("ArrayRecordComponent") // why: bytes are passed on, and never compared
    record Answered(int status, String type, byte[] body) {
        JsonNode json() {
            try {
                return RestJson.parse(body);
            } catch (IOException e) {
                throw strange(e);
            }
        }
    }

    /** Whoever answers is no hub, or one of another release. */
    static StoreException strange(Exception cause) {
        String told = "What answers is no hub of this release: " + cause.getMessage();
        return new StoreException(StoreException.Fault.UNKNOWN, told, cause);
    }

    /**
     * Waits for the answer.
     *
     * @throws RuntimeException what the hub has thrown, where it did
     */
    Answered ask(Wish wish) {
        CompletableFuture<Answered> answer = askLater(wish);
        try {
            return answer.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedWaitException("The thread was interrupted while it waited for the hub.");
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException known) {
                known.addSuppressed(
                        new IllegalStateException("asked here")); // why: its trace is that of another thread
                throw known;
            }
            throw new IllegalStateException(e.getCause());
        }
    }

    CompletableFuture<Answered> askLater(Wish wish) {
        CompletableFuture<Answered> answer = new CompletableFuture<>();
        ask(wish, answer, 0);
        return answer;
    }

    private void ask(Wish wish, CompletableFuture<Answered> answer, int tried) {
        int index = current;
        Call call = http.newCall(request(hubs.get(index), wish));
        call.timeout().timeout(wish.hold().plus(grace).toMillis(), TimeUnit.MILLISECONDS);
        call.enqueue(new Callback() {
            @Override
            public void onFailure(Call failed, IOException e) {
                next(unreachable(e));
            }

            @Override
            public void onResponse(Call answered, Response response) {
                try (response) {
                    answer.complete(read(response));
                } catch (IOException e) {
                    next(unreachable(e));
                } catch (HubFaults.StoppedException e) {
                    next(e);
                } catch (RuntimeException e) {
                    answer.completeExceptionally(e);
                }
            }

            private void next(RuntimeException why) {
                if (tried + 1 < hubs.size()) {
                    current = (index + 1) % hubs.size();
                    ask(wish, answer, tried + 1);
                } else {
                    answer.completeExceptionally(why);
                }
            }
        });
    }

    private StoreException unreachable(IOException cause) {
        String told =
                hubs.size() == 1 ? "Hub " + hubs.get(0) + " does not answer" : "None of the hubs " + hubs + " answers";
        return new StoreException(StoreException.Fault.UNKNOWN, told + ": " + cause.getMessage() + ".", cause);
    }

    private Request request(URI hub, Wish wish) {
        byte[] body = wish.body();
        RequestBody sent = body == null ? null : RequestBody.create(body, MediaType.parse(wish.type()));
        if (body == null && !wish.method().equals("GET") && !wish.method().equals("DELETE")) {
            sent = RequestBody.create(new byte[0]);
        }
        Request.Builder request = new Request.Builder()
                .url(base(hub) + HubRoutes.ROOT + wish.path())
                .method(wish.method(), sent);
        wish.headers().forEach(request::header);
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        return request.build();
    }

    private static String base(URI hub) {
        String text = hub.toString();
        return text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
    }

    private static Answered read(Response response) throws IOException {
        byte[] body = response.body().byteStream().readNBytes(MAX_ANSWER);
        MediaType type = response.body().contentType();
        Answered answered = new Answered(response.code(), type == null ? "" : type.toString(), body);
        if (response.code() < 300) {
            return answered;
        }
        if (type == null || !type.subtype().equals("problem+json")) {
            throw strange(new IOException("status " + response.code()));
        }
        throw HubFaults.of(response.code(), answered.json(), retryAfter(response));
    }

    private static Duration retryAfter(Response response) {
        String seconds = String.valueOf(response.header("Retry-After"));
        return Duration.ofSeconds(seconds.matches("\\d{1,6}") ? Long.parseLong(seconds) : 1);
    }

    @Override
    public void close() {
        HttpClients.close(http);
    }
}
