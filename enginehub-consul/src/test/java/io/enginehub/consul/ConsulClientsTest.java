package io.enginehub.consul;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.orbitz.consul.Consul;
import com.orbitz.consul.ConsulException;
import com.orbitz.consul.model.agent.Check;
import com.orbitz.consul.model.agent.ImmutableRegCheck;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.enginehub.test.consul.ConsulBinary;
import io.enginehub.test.consul.TestConsul;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConsulClientsTest {
    private static final JavaClasses MODULE = new ClassFileImporter()
            .withImportOption(location -> !location.contains("/test-classes/"))
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_JARS)
            .importPackages("io.enginehub.consul");

    @Test
    void clientsAreMadeInOnePlace() {
        noClasses()
                .that()
                .areNotAssignableTo(ConsulClients.class)
                .should()
                .callMethod(Consul.class, "builder")
                .orShould()
                .callMethod(Consul.class, "newClient")
                .orShould()
                .dependOnClassesThat()
                .areAssignableTo(Consul.Builder.class)
                .because("a client without an executor of ours fails with OkHttp 5")
                .check(MODULE);
    }

    @Test
    void tokensTravelInAHeader() {
        noClasses()
                .should()
                .callMethod(Consul.Builder.class, "withAclToken", String.class)
                .because("it writes the token into addresses")
                .check(MODULE);
    }

    @Test
    void noCheckIsAScript() {
        noClasses()
                .should()
                .callMethod(ImmutableRegCheck.Builder.class, "args", List.class)
                .orShould()
                .callMethod(ImmutableRegCheck.Builder.class, "args", Optional.class)
                .orShould()
                .dependOnClassesThat()
                .areAssignableTo(Check.class)
                .because("whoever may register could run programs on other machines")
                .check(MODULE);
    }

    @Test
    void theRulesSeeThisModule() {
        assertTrue(MODULE.contain(ConsulClients.class));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1:8500",
                "http://127.0.0.1",
                "ftp://127.0.0.1:8500",
                "http://user:secret@127.0.0.1:8500",
                "http://127.0.0.1:8500/v1",
                "http://127.0.0.1:8500?token=secret"
            })
    void refusesAddressesThatAreNoAgents(String url) {
        String said = assertThrows(IllegalArgumentException.class, () -> ConsulAccess.to(URI.create(url)))
                .getMessage();
        assertFalse(said.contains("secret"), said);
    }

    @Test
    void showsNoToken() {
        ConsulAccess access =
                ConsulAccess.to(URI.create("http://127.0.0.1:8500")).token("the-secret");
        assertEquals("Consul at http://127.0.0.1:8500", access.toString());
    }

    @Test
    void speaksTlsAndIsKnownByItsCertificate() throws Exception {
        Path folder = TestConsul.newFolder();
        run(folder, "tls", "ca", "create");
        run(folder, "tls", "cert", "create", "-server", "-additional-ipaddress=127.0.0.1");
        run(folder, "tls", "cert", "create", "-client");
        Path authority = folder.resolve("consul-agent-ca.pem");
        String config = """
                ca_file = "%1$s/consul-agent-ca.pem"
                cert_file = "%1$s/dc1-server-consul-0.pem"
                key_file = "%1$s/dc1-server-consul-0-key.pem"
                verify_incoming_https = true
                """.formatted(folder);
        try (TestConsul consul = TestConsul.devWithTls(config)) {
            ConsulAccess stranger = ConsulAccess.to(consul.tlsUrl()).trusting(authority);
            ConsulAccess known = stranger.showing(
                    folder.resolve("dc1-client-consul-0.pem"), folder.resolve("dc1-client-consul-0-key.pem"));
            assertTrue(leader(known).contains(":"));
            assertThrows(ConsulException.class, () -> leader(stranger));
            assertThrows(ConsulException.class, () -> leader(ConsulAccess.to(consul.tlsUrl())));
        }
    }

    private static String leader(ConsulAccess access) {
        return with(ConsulClients.open(access), consul -> consul.statusClient().getLeader());
    }

    private static <T> T with(Consul consul, Function<Consul, T> use) {
        try {
            return use.apply(consul);
        } finally {
            consul.destroy();
        }
    }

    private static void run(Path folder, String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(ConsulBinary.path().toString()));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("tls.log").toFile())
                .start();
        assertEquals(0, process.waitFor());
    }
}
