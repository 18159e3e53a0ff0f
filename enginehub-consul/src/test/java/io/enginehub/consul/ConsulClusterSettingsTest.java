package io.enginehub.consul;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.enginehub.api.spi.SettingValues;
import io.enginehub.api.spi.SettingsException;
import io.enginehub.test.consul.TestConsul;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Settings in a real Consul. */
class ConsulClusterSettingsTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private TestConsul consul;
    private ConsulClusterSettings operator;
    private ConsulClusterSettings role;
    private final List<SettingValues> told = new CopyOnWriteArrayList<>();

    @BeforeEach
    void open() {
        consul = TestConsul.dev();
        operator = ConsulClusterSettings.open(ConsulAccess.to(consul.url()));
        role = ConsulClusterSettings.open(ConsulAccess.to(consul.url()));
        var unused = role.watch(told::add);
        awaitLast(SettingValues.NONE);
    }

    @AfterEach
    void close() {
        operator.close();
        role.close();
        consul.close();
    }

    private static SettingValues slots(int slots) {
        return new SettingValues(slots, Map.of(), Set.of(), null);
    }

    private void awaitLast(SettingValues expected) {
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(10))
                .until(() -> !told.isEmpty() && told.get(told.size() - 1).equals(expected));
    }

    @Test
    void whatIsSetIsFollowedAndWhatIsTakenAwayIsToo() {
        long begun = System.nanoTime();
        operator.set("slots", "4");
        awaitLast(slots(4));
        System.out.println(
                "Consul: a setting is known to a role after " + (System.nanoTime() - begun) / 1_000_000 + " ms");
        operator.set("slots/d1", "2");
        operator.set("drain/agent-7", "yes");
        operator.set("max-pending", "0");
        awaitLast(new SettingValues(4, Map.of("d1", 2), Set.of("agent-7"), 0));
        assertEquals(
                Map.of("slots", "4", "slots/d1", "2", "drain/agent-7", "yes", "max-pending", "0"), operator.read());
        operator.remove("slots");
        operator.remove("slots"); // why: what is not set may be taken away
        operator.remove("drain/agent-7");
        operator.remove("max-pending");
        operator.remove("slots/d1");
        awaitLast(SettingValues.NONE);
        assertEquals(Map.of(), operator.read());
    }

    @Test
    void aRoleThatComesLaterIsToldAtOnce() {
        operator.set("slots", "4");
        awaitLast(slots(4));
        try (ConsulClusterSettings late = ConsulClusterSettings.open(ConsulAccess.to(consul.url()))) {
            List<SettingValues> first = new CopyOnWriteArrayList<>();
            var unused = late.watch(first::add);
            await().atMost(PATIENCE).until(() -> !first.isEmpty());
            assertEquals(List.of(slots(4)), first);
        }
    }

    @Test
    void clustersThatShareAConsulAreApart() {
        try (ConsulClusterSettings other = ConsulClusterSettings.open(ConsulAccess.to(consul.url()), "other")) {
            other.set("slots", "7");
            operator.set("slots", "4");
            awaitLast(slots(4));
            assertEquals(Map.of("slots", "7"), other.read());
        }
    }

    @Test
    void whatMeansNothingIsIgnored() {
        consul.put("/v1/kv/enginehub/settings/slots", "-3", null);
        consul.put("/v1/kv/enginehub/settings/slots/d1", "99999999999", null);
        consul.put("/v1/kv/enginehub/settings/drain/a%3Db", "yes", null);
        consul.put("/v1/kv/enginehub/settings/lease", "PT1H", null);
        consul.put("/v1/kv/enginehub/settings/max-pending", "", null);
        consul.put("/v1/kv/enginehub/settings/drain/d2", "yes", null);
        awaitLast(new SettingValues(null, Map.of(), Set.of("d2"), null));
    }

    @Test
    void refusesWhatIsNoSetting() {
        for (String[] wrong : List.of(
                new String[] {"slots", "0"},
                new String[] {"slots", "ten"},
                new String[] {"slots/", "1"},
                new String[] {"slots/..", "1"},
                new String[] {"drain/a/b", "yes"},
                new String[] {"drain/a", "no"},
                new String[] {"max-pending", "2147483648"},
                new String[] {"lease", "PT1S"})) {
            assertThrows(IllegalArgumentException.class, () -> operator.set(wrong[0], wrong[1]), wrong[0]);
        }
        assertThrows(IllegalArgumentException.class, () -> operator.remove("lease"));
        assertEquals(Map.of(), operator.read());
    }

    @Test
    void whatIsKnownStaysWhileConsulIsAwayAndWhenItHasLostItsData() {
        operator.set("max-pending", "100");
        operator.set("slots", "4");
        SettingValues both = new SettingValues(4, Map.of(), Set.of(), 100);
        awaitLast(both);
        int before = told.size();
        consul.kill();
        assertThrows(SettingsException.class, () -> operator.set("slots", "5"));
        assertThrows(SettingsException.class, operator::read);
        consul.start();
        consul.awaitLeader();
        await().atMost(PATIENCE).until(() -> role.read().isEmpty());
        Spectator.letPass(Duration.ofSeconds(4));
        assertEquals(both, told.get(told.size() - 1));
        assertEquals(before, told.size());
        operator.set("slots", "6");
        awaitLast(slots(6));
        assertTrue(told.size() > before);
    }
}
