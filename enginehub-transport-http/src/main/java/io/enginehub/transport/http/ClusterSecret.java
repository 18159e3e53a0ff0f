package io.enginehub.transport.http;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** What the hosts of a cluster share, and nobody else knows. It never leaves a host: requests are signed with it. */
public final class ClusterSecret {
    private static final int LEAST = 32;
    private static final String HMAC = "HmacSHA256";

    private final SecretKeySpec roles;

    private ClusterSecret(byte[] secret) {
        if (secret.length < LEAST) {
            throw new IllegalArgumentException("A cluster secret has at least " + LEAST + " bytes; this one has "
                    + secret.length + ". Make one with: openssl rand -base64 48");
        }
        // why derived: the same secret may come to sign other things, and no signature is to pass for another
        this.roles = new SecretKeySpec(
                mac(new SecretKeySpec(secret, HMAC), "enginehub roles 1".getBytes(StandardCharsets.UTF_8)), HMAC);
    }

    /**
     * A secret out of text; white space around it does not count.
     *
     * @throws IllegalArgumentException when it has less than 32 bytes
     */
    public static ClusterSecret of(String text) {
        return new ClusterSecret(text.strip().getBytes(StandardCharsets.UTF_8));
    }

    /**
     * A secret out of a file of text.
     *
     * @throws IllegalArgumentException when it has less than 32 bytes
     */
    public static ClusterSecret read(Path file) throws IOException {
        return of(Files.readString(file));
    }

    byte[] sign(String text) {
        return mac(roles, text.getBytes(StandardCharsets.UTF_8));
    }

    /** In a time that does not tell how much of it was right. */
    boolean isSignature(String text, byte[] signature) {
        return MessageDigest.isEqual(sign(text), signature);
    }

    private static byte[] mac(SecretKeySpec key, byte[] bytes) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(key);
            return mac.doFinal(bytes);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has " + HMAC, e);
        }
    }

    /** Never the secret. */
    @Override
    public String toString() {
        return "ClusterSecret";
    }
}
