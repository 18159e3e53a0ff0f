package io.enginehub.consul;

import static org.awaitility.Awaitility.await;

import io.enginehub.test.consul.TestConsul;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Three servers of Consul on 127.0.0.1 to 3, which ask for ACL tokens. (macOS has to be given the last two addresses.) */
final class TestServers implements AutoCloseable {
    private static final Pattern SECRET = Pattern.compile("\"SecretID\":\\s*\"([^\"]+)\"");
    private static final List<String> COMMON = List.of(
            "-server",
            "-bootstrap-expect=3",
            "-retry-interval=1s",
            // why: elections in a second, as on a server that is not shared with tests
            "-hcl=performance { raft_multiplier = 1 }",
            "-hcl=acl { enabled = true, default_policy = \"deny\" }");

    final List<TestConsul> all = new ArrayList<>();
    final String management;

    TestServers() {
        for (int i = 1; i <= 3; i++) {
            Path data = TestConsul.newFolder();
            List<String> options = new ArrayList<>(COMMON);
            options.addAll(List.of("-data-dir=" + data, "-node=server-" + i));
            all.forEach(other -> options.add("-retry-join=" + other.joinAddress()));
            all.add(TestConsul.prepared("127.0.0." + i, options));
        }
        all.forEach(TestConsul::start);
        all.forEach(TestConsul::awaitLeader);
        management = secret(insist(all.get(0), "/v1/acl/bootstrap", "", null));
        String own = "{\"Token\": \"" + management + "\"}";
        all.forEach(each -> insist(each, "/v1/agent/token/agent", own, management));
    }

    /** Asks until it is done: servers that have just started do not know of ACLs yet. */
    private static String insist(TestConsul server, String path, String body, @Nullable String token) {
        return await().atMost(Duration.ofSeconds(20))
                .pollInterval(Duration.ofMillis(50))
                .ignoreException(IllegalStateException.class)
                .until(() -> server.put(path, body, token), answer -> true);
    }

    /** A token that may do what a policy says. */
    String token(String name, String rules) {
        TestConsul any = all.get(0);
        String policy = "{\"Name\": \"%s\", \"Rules\": \"%s\"}"
                .formatted(name, rules.replace("\"", "\\\"").replace("\n", "\\n"));
        any.put("/v1/acl/policy", policy, management);
        return secret(any.put("/v1/acl/token", "{\"Policies\": [{\"Name\": \"%s\"}]}".formatted(name), management));
    }

    private static String secret(String answer) {
        Matcher secret = SECRET.matcher(answer);
        if (!secret.find()) {
            throw new IllegalStateException("there is no secret in " + answer);
        }
        return secret.group(1);
    }

    /** Waits until there is one. */
    TestConsul leader() {
        return await().atMost(Duration.ofSeconds(20))
                .until(
                        () -> {
                            String address = all.get(0).get("/v1/status/leader");
                            return all.stream()
                                    .filter(each -> address.contains("\"" + each.host() + ":"))
                                    .findFirst();
                        },
                        Optional::isPresent)
                .orElseThrow();
    }

    List<TestConsul> followers() {
        TestConsul leader = leader();
        return all.stream().filter(each -> each != leader).toList();
    }

    @Override
    public void close() {
        all.forEach(TestConsul::close);
    }
}
