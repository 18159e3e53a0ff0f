package io.enginehub.consul;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/** Reads certificates and keys from files in PEM (RFC 7468). */
final class PemFiles {
    private static final Pattern KEY =
            Pattern.compile("-----BEGIN ((?:EC )?PRIVATE KEY)-----([A-Za-z0-9+/=\\s]+)-----END \\1-----");
    private static final List<String> ALGORITHMS = List.of("EC", "RSA", "Ed25519");
    private static final char[] NO_PASSWORD = {};

    private PemFiles() {}

    /** Trusts what these authorities have signed, and nothing else. */
    static X509TrustManager trust(Path authorities) {
        try {
            KeyStore store = emptyStore();
            for (Certificate certificate : certificates(authorities)) {
                store.setCertificateEntry("authority-" + store.size(), certificate);
            }
            return trust(store);
        } catch (IOException | GeneralSecurityException e) {
            throw unread(authorities, e);
        }
    }

    static X509TrustManager trustOfTheJvm() {
        try {
            return trust((KeyStore) null);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JVM trusts nobody", e);
        }
    }

    private static X509TrustManager trust(@Nullable KeyStore store) throws GeneralSecurityException {
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        return Arrays.stream(factory.getTrustManagers())
                .filter(X509TrustManager.class::isInstance)
                .map(X509TrustManager.class::cast)
                .findFirst()
                .orElseThrow();
    }

    static SSLContext context(X509TrustManager trust, ConsulAccess.@Nullable ClientCertificate certificate) {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            KeyManager[] keys = certificate == null ? new KeyManager[0] : keys(certificate);
            context.init(keys, new TrustManager[] {trust}, null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("TLS cannot be set up", e);
        }
    }

    private static KeyManager[] keys(ConsulAccess.ClientCertificate files) {
        try {
            KeyStore store = emptyStore();
            Certificate[] chain = certificates(files.chain()).toArray(Certificate[]::new);
            store.setKeyEntry("own", key(files.key()), NO_PASSWORD, chain);
            KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            factory.init(store, NO_PASSWORD);
            return factory.getKeyManagers();
        } catch (IOException | GeneralSecurityException e) {
            throw unread(files.chain(), e);
        }
    }

    private static KeyStore emptyStore() throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        return store;
    }

    private static List<Certificate> certificates(Path file) throws IOException, GeneralSecurityException {
        List<Certificate> found = List.copyOf(CertificateFactory.getInstance("X.509")
                .generateCertificates(new ByteArrayInputStream(Files.readAllBytes(file))));
        if (found.isEmpty()) {
            throw new IllegalArgumentException("There is no certificate in " + file + ".");
        }
        return found;
    }

    static PrivateKey key(Path file) throws IOException, GeneralSecurityException {
        Matcher pem = KEY.matcher(Files.readString(file, StandardCharsets.US_ASCII));
        if (!pem.find()) {
            throw new IllegalArgumentException(
                    "There is no key that can be read in " + file + ". openssl pkcs8 -topk8 -nocrypt makes one.");
        }
        byte[] der = Base64.getMimeDecoder().decode(pem.group(2));
        PKCS8EncodedKeySpec spec = new PKCS8EncodedKeySpec(pem.group(1).startsWith("EC") ? EcKey.wrapped(der) : der);
        IllegalArgumentException none =
                new IllegalArgumentException("The key in " + file + " is none of " + ALGORITHMS + ".");
        for (String algorithm : ALGORITHMS) {
            try {
                return KeyFactory.getInstance(algorithm).generatePrivate(spec);
            } catch (InvalidKeySpecException e) {
                none.addSuppressed(e); // why: the file does not say of which kind the key is, so each is tried
            }
        }
        throw none;
    }

    private static IllegalArgumentException unread(Path file, Exception cause) {
        return new IllegalArgumentException(file + " cannot be read: " + cause.getMessage(), cause);
    }
}
