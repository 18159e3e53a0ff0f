package io.enginehub.transport.http.tls;

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
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/** Certificates and keys out of files in PEM. */
public final class Tls {
    private static final Pattern KEY =
            Pattern.compile("-----BEGIN PRIVATE KEY-----([A-Za-z0-9+/=\\s]+)-----END PRIVATE KEY-----");
    private static final char[] NO_PASSWORD = {};

    private final @Nullable SSLContext server;
    private final SSLContext client;
    private final X509TrustManager trusted;

    private Tls(@Nullable SSLContext server, SSLContext client, X509TrustManager trusted) {
        this.server = server;
        this.client = client;
        this.trusted = trusted;
    }

    /**
     * For a host that serves by https, and for one that only asks.
     *
     * @param chain the server's certificate, followed by those that vouch for it; null where nothing is served
     * @param key its private key: PKCS #8, not encrypted
     * @param authorities whom to trust; null: whom the Java platform trusts
     * @throws IllegalArgumentException when a file is not what it should be, with what to do
     */
    public static Tls of(@Nullable Path chain, @Nullable Path key, @Nullable Path authorities) {
        if ((chain == null) != (key == null)) {
            throw new IllegalArgumentException("TLS needs a certificate and its key, both.");
        }
        try {
            X509TrustManager trusted = trusted(authorities);
            SSLContext client = SSLContext.getInstance("TLS");
            client.init(null, new TrustManager[] {trusted}, null);
            return new Tls(chain == null || key == null ? null : server(chain, key), client, trusted);
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalArgumentException("TLS cannot be set up: " + e.getMessage(), e);
        }
    }

    private static SSLContext server(Path chain, Path key) throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, NO_PASSWORD);
        Certificate[] certificates = certificates(chain).toArray(Certificate[]::new);
        store.setKeyEntry("server", privateKey(key), NO_PASSWORD, certificates);
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, NO_PASSWORD);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), null, null);
        return context;
    }

    private static X509TrustManager trusted(@Nullable Path authorities) throws GeneralSecurityException, IOException {
        KeyStore store = null;
        if (authorities != null) {
            store = KeyStore.getInstance("PKCS12");
            store.load(null, NO_PASSWORD);
            int count = 0;
            for (Certificate authority : certificates(authorities)) {
                store.setCertificateEntry("authority-" + count++, authority);
            }
        }
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        return Arrays.stream(factory.getTrustManagers())
                .filter(X509TrustManager.class::isInstance)
                .map(X509TrustManager.class::cast)
                .findFirst()
                .orElseThrow(() -> new GeneralSecurityException("no manager of trust for X.509"));
    }

    private static List<Certificate> certificates(Path file) throws GeneralSecurityException, IOException {
        Collection<? extends Certificate> found = CertificateFactory.getInstance("X.509")
                .generateCertificates(new ByteArrayInputStream(Files.readAllBytes(file)));
        if (found.isEmpty()) {
            throw new IllegalArgumentException(file + " holds no certificate in PEM.");
        }
        return List.copyOf(found);
    }

    private static PrivateKey privateKey(Path file) throws IOException {
        Matcher pem = KEY.matcher(Files.readString(file, StandardCharsets.US_ASCII));
        if (!pem.find()) {
            throw new IllegalArgumentException(file + " holds no private key as PKCS #8. Convert it with:"
                    + " openssl pkcs8 -topk8 -nocrypt -in KEY -out NEW_KEY");
        }
        PKCS8EncodedKeySpec spec =
                new PKCS8EncodedKeySpec(Base64.getMimeDecoder().decode(pem.group(1)));
        IllegalArgumentException none =
                new IllegalArgumentException(file + " holds a key that is neither RSA, EC nor Ed25519.");
        for (String algorithm : List.of("RSA", "EC", "Ed25519")) { // why all: the file does not say of which kind it is
            try {
                return KeyFactory.getInstance(algorithm).generatePrivate(spec);
            } catch (GeneralSecurityException e) {
                none.addSuppressed(e);
            }
        }
        throw none;
    }

    /** For a server; null where nothing is served. */
    public @Nullable SSLContext server() {
        return server;
    }

    /** For a client. */
    public SSLContext client() {
        return client;
    }

    /** Whom a client trusts. */
    public X509TrustManager trusted() {
        return trusted;
    }
}
