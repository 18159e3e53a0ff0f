package io.enginehub.consul;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.orbitz.consul.model.agent.Registration;
import com.orbitz.consul.model.health.HealthCheck;
import com.orbitz.consul.model.health.ImmutableHealthCheck;
import com.orbitz.consul.model.health.ImmutableNode;
import com.orbitz.consul.model.health.ImmutableService;
import com.orbitz.consul.model.health.ImmutableServiceHealth;
import com.orbitz.consul.model.health.ServiceHealth;
import io.enginehub.api.spi.Member;
import io.enginehub.api.spi.MemberId;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MemberEntryTest {
    private static final Member AGENT = member("http://10.0.0.1:7000/agents/tree-1");
    private final MemberEntry entries =
            new MemberEntry("enginehub", new AddressRule(1024, 65_535, List.of(), List.of("agent-1")));

    private static Member member(String address) {
        return member(address, Map.of(Member.ALGORITHM, "classifier.tree", Member.VERSION, "2.1 beta"));
    }

    private static Member member(String address, Map<String, String> facts) {
        return new Member(new MemberId("tree-1", new UUID(7, 8)), Member.Role.AGENT, URI.create(address), facts);
    }

    private static HealthCheck check(String id, String status) {
        return ImmutableHealthCheck.builder()
                .node("n")
                .checkId(id)
                .name("n")
                .status(status)
                .build();
    }

    private static ServiceHealth told(Registration written, Map<String, String> meta, HealthCheck... checks) {
        return ImmutableServiceHealth.builder()
                .node(ImmutableNode.builder().node("n").address("10.0.0.1").build())
                .service(ImmutableService.builder()
                        .id(written.getId())
                        .service(written.getName())
                        .address(written.getAddress().orElse(""))
                        .port(written.getPort().orElse(0))
                        .meta(meta)
                        .build())
                .checks(List.of(checks))
                .build();
    }

    private ServiceHealth changed(String key, String value) {
        Registration written = entries.write(AGENT);
        Map<String, String> meta = new HashMap<>(written.getMeta());
        meta.put(key, value);
        return told(written, meta);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://10.0.0.1:7000/agents/tree-1",
                "https://10.0.0.1:7000",
                "http://10.0.0.1:7000/",
                "http://[fd12::1]:7000/agents/tree-1",
                "http://agent-1:7000/agents/tree-1"
            })
    void readsWhatItHasWritten(String address) {
        Member member = member(address);
        Registration written = entries.write(member);
        assertEquals(new Seen(member, Seen.Health.PASSING), entries.read(told(written, written.getMeta())));
    }

    @Test
    void takesTheAddressOfTheMachineWhereTheEntryHasNone() {
        Registration written = entries.write(AGENT);
        ServiceHealth told = told(written, written.getMeta());
        ServiceHealth bare = ImmutableServiceHealth.builder()
                .from(told)
                .service(ImmutableService.builder()
                        .from(told.getService())
                        .address("")
                        .build())
                .build();
        assertEquals(AGENT, entries.read(bare).member());
    }

    @ParameterizedTest
    @CsvSource({
        "passing, passing, PASSING",
        "passing, warning, PASSING",
        "passing, critical, CRITICAL",
        "critical, passing, CRITICAL"
    })
    void isCriticalWhenAnyCheckIs(String node, String service, Seen.Health health) {
        Registration written = entries.write(AGENT);
        ServiceHealth told = told(written, written.getMeta(), check("serfHealth", node), check("service:x", service));
        assertEquals(health, entries.read(told).health());
    }

    @ParameterizedTest
    @ValueSource(strings = {"_node_maintenance", "_service_maintenance:x"})
    void seesThatAnOperatorHasTakenItOut(String id) {
        Registration written = entries.write(AGENT);
        ServiceHealth told = told(written, written.getMeta(), check("serfHealth", "critical"), check(id, "critical"));
        assertEquals(Seen.Health.MAINTENANCE, entries.read(told).health());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "role|HACKER",
                "role|agent",
                "name|../tree",
                "name|''",
                "name|tree 1",
                "name|tree-2",
                "incarnation|1-1-1-1-1",
                "incarnation|00000000-0000-0007-0000-000000000009",
                "scheme|ftp",
                "scheme|file",
                "path|/../admin",
                "path|/a/./b",
                "path|/a//b",
                "path|/a?x=y",
                "path|/a#b",
                "path|/%2e%2e/b",
                "path|agents",
                "path|@evil.example/",
                "path|/a;b",
                "path|/1/2/3/4/5/6/7/8/9",
                "protocol|2",
                "protocol|''",
                "fact-algorithm|'two\nlines'",
                "fact-a b|x",
                "fact-|x"
            })
    void believesNoEntryThatIsOdd(String key, String value) {
        assertThrows(OddEntryException.class, () -> entries.read(changed(key, value)));
    }

    @Test
    void believesNoEntryThatIsTooLong() {
        assertThrows(OddEntryException.class, () -> entries.read(changed("name", "x".repeat(101))));
        assertThrows(OddEntryException.class, () -> entries.read(changed("path", "/" + "x".repeat(512))));
        assertThrows(OddEntryException.class, () -> entries.read(changed("fact-version", "x".repeat(513))));
        Registration written = entries.write(AGENT);
        Map<String, String> many = new HashMap<>(written.getMeta());
        IntStream.range(0, 33).forEach(i -> many.put("fact-" + i, "x"));
        assertThrows(OddEntryException.class, () -> entries.read(told(written, many)));
    }

    @Test
    void logsWhatIsOddOnOneLine() {
        String said = assertThrows(
                        OddEntryException.class, () -> entries.read(changed("name", "a\nb\u001b[31m".repeat(50))))
                .getMessage();
        assertTrue(said.length() < 200 && said.chars().allMatch(c -> c >= ' ' && c != 0x7f), said);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "inproc://local/agents/tree-1",
                "http://0.0.0.0:7000",
                "http://10.0.0.1",
                "http://10.0.0.1:80",
                "http://agent-2:7000",
                "http://10.0.0.1:7000/a%20b",
                "http://10.0.0.1:7000/?x=y"
            })
    void refusesToTellWhatOthersWouldNotBelieve(String address) {
        assertThrows(IllegalArgumentException.class, () -> entries.write(member(address)));
    }

    @Test
    void refusesFactsThatConsulDoesNotTake() {
        assertThrows(
                IllegalArgumentException.class,
                () -> entries.write(member("http://10.0.0.1:7000", Map.of("two words", "x"))));
        assertThrows(
                IllegalArgumentException.class,
                () -> entries.write(member("http://10.0.0.1:7000", Map.of("version", "x".repeat(513)))));
    }
}
