package io.enginehub.core.flow;

import io.enginehub.api.Payload;
import io.enginehub.api.ProcessFlow;
import io.enginehub.api.spi.PlanHash;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256 of contents, in hexadecimal. */
public final class ContentHash {
    private ContentHash() {}

    /** Of a model: over its content type and bytes. */
    public static String of(Payload payload) {
        MessageDigest digest = sha256();
        digest.update(payload.contentType().getBytes(StandardCharsets.UTF_8));
        digest.update((byte) 0);
        return HexFormat.of().formatHex(digest.digest(payload.toBytes()));
    }

    /** Of a flow: over its minified JSON. */
    public static PlanHash of(ProcessFlow flow) {
        return new PlanHash(
                HexFormat.of().formatHex(sha256().digest(flow.toJson().getBytes(StandardCharsets.UTF_8))));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
