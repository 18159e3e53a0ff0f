package io.enginehub.consul;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Keys and certificates that are odd; real ones of Consul are in {@link ConsulClientsTest}. */
class PemFilesTest {
    @TempDir
    Path folder;

    private Path file(String text) throws IOException {
        return Files.writeString(folder.resolve("file.pem"), text);
    }

    private static String pem(byte[] der) {
        return "-----BEGIN PRIVATE KEY-----\n" + Base64.getMimeEncoder().encodeToString(der)
                + "\n-----END PRIVATE KEY-----\n";
    }

    @ParameterizedTest
    @ValueSource(strings = {"RSA", "EC", "Ed25519"})
    void readsKeysOfEveryKind(String algorithm) throws IOException, GeneralSecurityException {
        PrivateKey key =
                KeyPairGenerator.getInstance(algorithm).generateKeyPair().getPrivate();
        assertEquals(key, PemFiles.key(file("some text before it\n" + pem(key.getEncoded()))));
    }

    @Test
    void saysWhichFileHasNoKeyAndWhatToDo() throws IOException {
        Path odd = file("-----BEGIN ENCRYPTED PRIVATE KEY-----\nAAAA\n-----END ENCRYPTED PRIVATE KEY-----\n");
        String said = assertThrows(IllegalArgumentException.class, () -> PemFiles.key(odd))
                .getMessage();
        assertTrue(said.contains(odd.toString()) && said.contains("openssl pkcs8"), said);
    }

    @Test
    void refusesAKeyOfNoKind() throws IOException {
        Path odd = file(pem(new byte[] {0x30, 0}));
        assertThrows(IllegalArgumentException.class, () -> PemFiles.key(odd));
    }

    @Test
    void refusesAFileWithoutCertificates() throws IOException {
        Path empty = file("");
        assertThrows(IllegalArgumentException.class, () -> PemFiles.trust(empty));
        assertThrows(IllegalArgumentException.class, () -> PemFiles.trust(folder.resolve("missing")));
    }
}
