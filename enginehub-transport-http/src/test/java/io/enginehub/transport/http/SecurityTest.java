package io.enginehub.transport.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.enginehub.EngineHub;
import io.enginehub.api.Algorithm;
import io.enginehub.api.EngineHubException;
import io.enginehub.api.Payload;
import io.enginehub.api.ProcessFlow;
import io.enginehub.api.ProcessId;
import io.enginehub.api.SubmitOptions;
import io.enginehub.api.spi.MemberId;
import io.enginehub.api.spi.Registry;
import io.enginehub.api.spi.Reply;
import io.enginehub.transport.http.rest.HttpHub;
import io.enginehub.transport.http.server.Head;
import io.enginehub.transport.http.server.ProblemException;
import io.enginehub.transport.http.server.Scope;
import io.enginehub.transport.http.tls.Tls;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import okhttp3.tls.HeldCertificate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may ask what of whom. */
final class SecurityTest {
    private static final ClusterSecret SECRET = ClusterSecret.of("a secret of the cluster that is long enough");
    private static final ClusterSecret OTHER = ClusterSecret.of("another secret of a cluster, also long enough");
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final MemberId ME = new MemberId("me", new UUID(1, 1));

    @TempDir
    private Path folder = Path.of("");

    /** A host with a hub, and what it needs. */
    private record Host(HttpTransport transport, Registry registry, EngineHub engine) implements AutoCloseable {
        static Host start(HttpOptions options, EngineHub.Builder roles, List<URI> hubs) {
            HttpTransport transport = options.build();
            Registry registry = transport.members(hubs);
            return new Host(
                    transport,
                    registry,
                    roles.transport(transport).registry(registry).start());
        }

        @Override
        public void close() {
            engine.close();
            registry.close();
            transport.close();
        }
    }

    private static EngineHub.Builder hub() {
        return EngineHub.named("hub").hub(hub -> {});
    }

    private static Reply<Boolean> release(HttpTransport from, URI hub) throws Exception {
        return from.waitingQueue(hub)
                .release(ME, List.of())
                .toCompletableFuture()
                .get(30, TimeUnit.SECONDS);
    }

    // ── where it listens ──

    @Test
    void nobodyElseCanReachAHostWithoutASecret() {
        IllegalStateException open = assertThrows(
                IllegalStateException.class,
                () -> HttpTransport.builder().host("0.0.0.0").build());
        assertTrue(open.getMessage().contains("cluster secret"), open.getMessage());
        IllegalStateException nameless = assertThrows(
                IllegalStateException.class,
                () -> HttpTransport.builder().host("0.0.0.0").secret(SECRET).build());
        assertTrue(nameless.getMessage().contains("by which name"), nameless.getMessage());
    }

    @Test
    void aSecretIsLongAndNeverShown() {
        assertThrows(IllegalArgumentException.class, () -> ClusterSecret.of(" 31 bytes are one less than 32 . "));
        assertFalse(SECRET.toString().contains("long enough"));
    }

    // ── roles ──

    @Test
    void hostsThatShareASecretWorkTogether() {
        Algorithm echo = Algorithm.of("echo", String.class, text -> text);
        try (Host hub = Host.start(HttpTransport.builder().secret(SECRET), hub(), List.of())) {
            List<URI> hubs = List.of(hub.transport.address());
            EngineHub.Builder roles = EngineHub.named("d").dispatcher(d -> {}).algorithm(echo);
            try (Host other = Host.start(HttpTransport.builder().secret(SECRET), roles, hubs)) {
                ProcessId id = hub.engine
                        .hub()
                        .submitAdHoc(ProcessFlow.chain("f", "echo"), Payload.of("x"), SubmitOptions.none());
                assertEquals("x", hub.engine.hub().await(id, SOON).output(String.class));
                assertTrue(other.transport.address().toString().startsWith("http:"));
            }
        }
    }

    @Test
    void whoDoesNotKnowTheSecretIsRefused() throws Exception {
        try (Host hub = Host.start(HttpTransport.builder().secret(SECRET), hub(), List.of());
                HttpTransport good = HttpTransport.builder().secret(SECRET).build();
                HttpTransport wrong = HttpTransport.builder().secret(OTHER).build();
                HttpTransport none = HttpTransport.local()) {
            URI address = hub.transport.address();
            assertInstanceOf(Reply.Ok.class, release(good, address));
            assertEquals(new Reply.Refused<Boolean>("BAD_SIGNATURE", null), release(wrong, address));
            assertEquals(new Reply.Refused<Boolean>("UNSIGNED", null), release(none, address));
        }
    }

    private static Head head(String path, RoleSignature signature) {
        Map<String, String> headers = Map.of(RoleSignature.HEADER, signature.header());
        return new Head("POST", path, "a=b", name -> Optional.ofNullable(headers.get(name)));
    }

    @Test
    void aSignatureIsForOneRequestAndForAMinute() {
        long[] now = {1_000_000};
        ClusterGate gate = new ClusterGate(SECRET, Tokens.NONE, () -> now[0]);
        byte[] body = {1, 2, 3};
        RoleSignature.Request request = new RoleSignature.Request("POST", "/roles/queue/claim", "a=b", "", body);
        RoleSignature signature = RoleSignature.of(SECRET, now[0], new UUID(3, 3), 7, request);
        Head good = head("/roles/queue/claim", signature);
        assertEquals("BAD_SIGNATURE", code(() -> gate.admit(Scope.ROLE, good).caller(new byte[] {1, 2, 4})));
        assertEquals(
                "BAD_SIGNATURE",
                code(() -> gate.admit(Scope.ROLE, head("/roles/queue/renew", signature))
                        .caller(body)));
        gate.admit(Scope.ROLE, good).caller(body);
        assertEquals("REPLAYED", code(() -> gate.admit(Scope.ROLE, good).caller(body)));
        now[0] += ClusterGate.MAX_AGE.toMillis() + 1;
        assertEquals("CLOCK_OFF", code(() -> gate.admit(Scope.ROLE, good)));
        now[0] -= 2 * ClusterGate.MAX_AGE.toMillis() + 2;
        assertEquals("CLOCK_OFF", code(() -> gate.admit(Scope.ROLE, good)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "v1", "v1 time=1 sender=x number=1 mac=y", "v2 time=1", "\0"})
    void whatIsNoSignatureIsRefused(String header) {
        ClusterGate gate = new ClusterGate(SECRET, Tokens.NONE, () -> 0);
        Head head = new Head("POST", "/", "", name -> Optional.of(header));
        assertEquals("UNSIGNED", code(() -> gate.admit(Scope.ROLE, head)));
    }

    private static String code(Runnable asked) {
        return assertThrows(ProblemException.class, asked::run).problem().code();
    }

    // ── clients ──

    @Test
    void aClientDoesWhatItsTokenIsFor() {
        TokenFile tokens = new TokenFile(folder.resolve("tokens.json"));
        String reader = tokens.create("reader", Set.of(Scope.READ), null);
        HttpOptions options = HttpTransport.builder().secret(SECRET).tokens(tokens);
        try (Host hub = Host.start(options, hub(), List.of());
                HttpHub nobody = HttpHub.at(List.of(hub.transport.address()));
                HttpHub wrong = HttpHub.at(List.of(hub.transport.address()), "eh_wrong", null);
                HttpHub right = HttpHub.at(List.of(hub.transport.address()), reader, null)) {
            assertRefused(nobody::agents, "Send a token");
            assertRefused(wrong::agents, "not known");
            assertEquals(List.of(), right.agents());
            assertRefused(() -> right.undeploy("x"), "scope deploy");
            assertTrue(tokens.revoke("reader"));
            assertRefused(right::agents, "revoked");
            assertFalse(tokens.revoke("reader"));
        }
    }

    @Test
    void theSameKeyOfTwoTokensIsTwoProcesses() {
        TokenFile tokens = new TokenFile(folder.resolve("tokens.json"));
        String one = tokens.create("one", Set.of(Scope.DEPLOY), null);
        String two = tokens.create("two", Set.of(Scope.DEPLOY), null);
        HttpOptions options = HttpTransport.builder().secret(SECRET).tokens(tokens);
        try (Host hub = Host.start(options, hub(), List.of());
                HttpHub first = HttpHub.at(List.of(hub.transport.address()), one, null);
                HttpHub second = HttpHub.at(List.of(hub.transport.address()), two, null)) {
            ProcessFlow flow = ProcessFlow.chain("f", "nobody.has.it");
            ProcessId id = first.submitAdHoc(flow, Payload.of("x"), SubmitOptions.key("k"));
            assertEquals(id, first.submitAdHoc(flow, Payload.of("x"), SubmitOptions.key("k")));
            assertNotEquals(id, second.submitAdHoc(flow, Payload.of("y"), SubmitOptions.key("k")));
        }
    }

    @Test
    void whoIsRefusedIsToldHowToSayWhoTheyAre() throws Exception {
        try (Host hub = Host.start(HttpTransport.builder().secret(SECRET), hub(), List.of())) {
            String base = hub.transport.address().toString();
            HttpRequest reads =
                    HttpRequest.newBuilder(URI.create(base + "/api/v1/agents")).build();
            assertEquals("Bearer realm=\"EngineHub\"", challenge(reads));
            HttpRequest guesses = HttpRequest.newBuilder(reads.uri())
                    .header("Authorization", "Bearer eh_wrong")
                    .build();
            assertEquals("Bearer realm=\"EngineHub\", error=\"invalid_token\"", challenge(guesses));
            HttpRequest claims = HttpRequest.newBuilder(URI.create(base + "/roles/queue/claim"))
                    .POST(HttpRequest.BodyPublishers.noBody())
                    .build();
            assertEquals(RoleSignature.HEADER, challenge(claims));
        }
    }

    private static String challenge(HttpRequest request) throws Exception {
        HttpResponse<Void> refused = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.discarding());
        assertEquals(401, refused.statusCode());
        return refused.headers().firstValue("WWW-Authenticate").orElse("none");
    }

    private static void assertRefused(Runnable asked, String why) {
        EngineHubException refused = assertThrows(EngineHubException.class, asked::run);
        assertTrue(refused.getMessage().contains(why), refused.getMessage());
    }

    @Test
    void aTokenEndsWhenItsTimeIsOver() {
        AtomicReference<Instant> now = new AtomicReference<>(Instant.EPOCH);
        TokenFile tokens = new TokenFile(folder.resolve("tokens.json"), now::get);
        String token = tokens.create("guest", Set.of(Scope.READ, Scope.SUBMIT), Instant.EPOCH.plusSeconds(60));
        assertEquals(Optional.of(new Tokens.Client("guest", Set.of(Scope.READ, Scope.SUBMIT))), tokens.find(token));
        now.set(Instant.EPOCH.plusSeconds(60));
        assertEquals(Optional.empty(), tokens.find(token));
    }

    @Test
    void theFileOfTokensHoldsNone() throws Exception {
        Path file = folder.resolve("tokens.json");
        TokenFile tokens = new TokenFile(file);
        String token = tokens.create("app", Set.of(Scope.SUBMIT), null);
        assertFalse(Files.readString(file).contains(token.substring(3)));
        assertThrows(IllegalArgumentException.class, () -> tokens.create("app", Set.of(Scope.READ), null));
        assertThrows(IllegalArgumentException.class, () -> tokens.create("role", Set.of(Scope.ROLE), null));
        assertEquals(Optional.of("app"), new TokenFile(file).find(token).map(Tokens.Client::name));
    }

    // ── TLS ──

    @Test
    void hostsSpeakTlsWithThoseWhomTheyTrust() throws Exception {
        HeldCertificate held = new HeldCertificate.Builder()
                .addSubjectAlternativeName("127.0.0.1")
                .build();
        Path chain = Files.writeString(folder.resolve("chain.pem"), held.certificatePem());
        Path key = Files.writeString(folder.resolve("key.pem"), held.privateKeyPkcs8Pem());
        HttpOptions serving = HttpTransport.builder().secret(SECRET).tls(Tls.of(chain, key, chain));
        try (Host hub = Host.start(serving, hub(), List.of());
                HttpTransport trusting = HttpTransport.builder()
                        .secret(SECRET)
                        .tls(Tls.of(null, null, chain))
                        .build();
                HttpTransport doubting = HttpTransport.builder().secret(SECRET).build()) {
            assertTrue(hub.transport.address().toString().startsWith("https://127.0.0.1:"));
            assertInstanceOf(Reply.Ok.class, release(trusting, hub.transport.address()));
            assertInstanceOf(Reply.Refused.class, release(doubting, hub.transport.address()));
        }
        assertThrows(IllegalArgumentException.class, () -> Tls.of(chain, null, null));
        assertThrows(IllegalArgumentException.class, () -> Tls.of(chain, chain, null));
    }
}
