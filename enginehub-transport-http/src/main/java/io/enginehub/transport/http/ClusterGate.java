package io.enginehub.transport.http;

import io.enginehub.transport.http.server.Caller;
import io.enginehub.transport.http.server.Gate;
import io.enginehub.transport.http.server.Head;
import io.enginehub.transport.http.server.Problem;
import io.enginehub.transport.http.server.ProblemException;
import io.enginehub.transport.http.server.Scope;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.function.LongSupplier;

/** Lets roles in that know the cluster's secret, and clients whose token has the scope. */
final class ClusterGate implements Gate {
    /** How far the clocks of two hosts may be apart, with the time that a request is on its way. */
    static final Duration MAX_AGE = Duration.ofSeconds(60);

    private static final String BEARER = "Bearer ";

    private final ClusterSecret secret;
    private final Tokens tokens;
    private final LongSupplier wallMillis;
    private final SeenNumbers seen = new SeenNumbers();

    ClusterGate(ClusterSecret secret, Tokens tokens, LongSupplier wallMillis) {
        this.secret = secret;
        this.tokens = tokens;
        this.wallMillis = wallMillis;
    }

    @Override
    public Admission admit(Scope scope, Head head) {
        return switch (scope) {
            case PUBLIC -> body -> new Caller("anybody");
            case ROLE -> role(head);
            case READ, SUBMIT, DEPLOY, OPERATE -> client(scope, head);
        };
    }

    // ── roles ──

    private Admission role(Head head) {
        RoleSignature signature = head.header(RoleSignature.HEADER)
                .flatMap(RoleSignature::parse)
                .orElseThrow(() -> unauthorized("UNSIGNED", "This is for roles of the cluster, which sign requests."));
        long now = wallMillis.getAsLong();
        if (Math.abs(now - signature.time()) > MAX_AGE.toMillis()) {
            throw unauthorized(
                    "CLOCK_OFF",
                    "The request is older or newer than " + MAX_AGE + " by this host's clock. Set the clocks.");
        }
        return body -> {
            RoleSignature.Request request = new RoleSignature.Request(
                    head.method(),
                    head.path(),
                    head.query(),
                    head.header(Paths.BOOT).orElse(""),
                    body);
            if (!signature.isOf(secret, request)) {
                throw unauthorized("BAD_SIGNATURE", "The request is not signed with this cluster's secret.");
            }
            if (!seen.add(signature.sender(), signature.number(), now, MAX_AGE.toMillis())) {
                throw unauthorized("REPLAYED", "The request has been here before.");
            }
            return new Caller("role " + signature.sender());
        };
    }

    // ── clients ──

    private Admission client(Scope scope, Head head) {
        String given = head.header("Authorization").orElse("");
        if (!given.startsWith(BEARER)) {
            throw unauthorized("NO_TOKEN", "Send a token of this hub: Authorization: Bearer TOKEN.");
        }
        Optional<Tokens.Client> client = tokens.find(given.substring(BEARER.length()));
        if (client.isEmpty()) {
            throw unauthorized("BAD_TOKEN", "The token is not known here, or it has expired or was revoked.");
        }
        if (!client.get().scopes().contains(scope)) {
            throw new ProblemException(new Problem(
                    403,
                    "NO_SCOPE",
                    "The token does not have the scope " + scope.name().toLowerCase(Locale.ROOT) + "."));
        }
        return body -> new Caller(client.get().name());
    }

    private static ProblemException unauthorized(String code, String detail) {
        return new ProblemException(new Problem(401, code, detail));
    }
}
