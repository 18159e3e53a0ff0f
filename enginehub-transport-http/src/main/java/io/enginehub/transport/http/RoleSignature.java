package io.enginehub.transport.http;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What vouches for a request of a role, in one header: {@code v1 time=MILLIS sender=UUID number=N mac=BASE64URL}.
 *
 * @param time the sender's clock, in milliseconds since 1970
 * @param sender one for each start of a host
 * @param number grows with each request of the sender
 */
record RoleSignature(long time, UUID sender, long number, String mac) {
    static final String HEADER = "EngineHub-Signature";

    private static final Pattern FORM = Pattern.compile(
            "v1 time=(\\d{1,15}) sender=([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}) number=(\\d{1,18})"
                    + " mac=([A-Za-z0-9_-]{43})");

    static Optional<RoleSignature> parse(String header) {
        Matcher form = FORM.matcher(header);
        return form.matches()
                ? Optional.of(new RoleSignature(
                        Long.parseLong(form.group(1)),
                        UUID.fromString(form.group(2)),
                        Long.parseLong(form.group(3)),
                        form.group(4)))
                : Optional.empty();
    }

    /** Signs a request. */
    static RoleSignature of(ClusterSecret secret, long time, UUID sender, long number, Request request) {
        RoleSignature unsigned = new RoleSignature(time, sender, number, "");
        return new RoleSignature(time, sender, number, base64(secret.sign(unsigned.text(request))));
    }

    boolean isOf(ClusterSecret secret, Request request) {
        return secret.isSignature(text(request), Base64.getUrlDecoder().decode(mac));
    }

    String header() {
        return "v1 time=" + time + " sender=" + sender + " number=" + number + " mac=" + mac;
    }

    /**
     * What is signed of a request.
     *
     * @param path as it is sent, not decoded
     * @param query as it is sent; empty where there is none
     * @param boot the header that names the boot of an agent; empty where there is none
     */
    @SuppressWarnings("ArrayRecordComponent") // why: bytes are passed on, and never compared
    record Request(String method, String path, String query, String boot, byte[] body) {}

    private String text(Request request) {
        return String.join(
                "\n",
                "v1",
                request.method,
                request.path,
                request.query,
                request.boot,
                HexFormat.of().formatHex(sha256(request.body)),
                Long.toString(time),
                sender.toString(),
                Long.toString(number));
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
