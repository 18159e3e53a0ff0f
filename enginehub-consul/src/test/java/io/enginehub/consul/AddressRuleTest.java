package io.enginehub.consul;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AddressRuleTest {
    private static final String NODE = "10.0.0.7";
    private static final AddressRule DEFAULT = new AddressRule(1024, 65_535, List.of(), List.of());

    @ParameterizedTest
    @ValueSource(strings = {"10.1.2.3", "192.168.0.1", "172.17.0.2", "8.8.8.8", "fd12::1", "2001:db8::7"})
    void believesAddressesOfMachines(String host) {
        assertEquals(Optional.empty(), DEFAULT.objection(host, 7000, NODE));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "169.254.169.254",
                "169.254.170.2",
                "100.100.100.200",
                "::ffff:169.254.169.254",
                "::ffff:a9fe:a9fe",
                "::169.254.169.254",
                "64:ff9b::a9fe:a9fe",
                "2002:a9fe:a9fe::1",
                "fd00:ec2::254",
                "fe80::1",
                "0.0.0.0",
                "0.1.2.3",
                "::",
                "255.255.255.255",
                "224.0.0.1",
                "ff02::1",
                "127.0.0.1",
                "127.8.8.8",
                "::1",
                "2852039166",
                "0xa9fea9fe",
                "0251.0376.0251.0376",
                "169.254.43518",
                "169.254.169.254.",
                "1.2.3",
                "1.2.3.04",
                "metadata.google.internal",
                "localhost",
                "a.example",
                "",
                " ",
                "user@10.0.0.1",
                "10.0.0.1/x",
                "10.0.0.1:80",
                "fe80::1%eth0",
                "１０.0.0.1",
                "a..b",
                "-a.example"
            })
    void believesNoAddressThatIsHostileOrOdd(String host) {
        assertTrue(DEFAULT.objection(host, 7000, NODE).isPresent(), host);
    }

    @Test
    void believesLoopbackOfItsOwnMachineOnly() {
        assertEquals(Optional.empty(), DEFAULT.objection("127.0.0.2", 7000, "127.0.0.1"));
        assertEquals(Optional.empty(), DEFAULT.objection("::1", 7000, "127.0.0.1"));
        assertTrue(DEFAULT.objection("127.0.0.1", 7000, "odd").isPresent());
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 22, 25, 80, 443, 1023, 65_536})
    void believesNoPortOfOtherServices(int port) {
        assertTrue(DEFAULT.objection("10.0.0.1", port, NODE).isPresent());
    }

    @Test
    void believesOnlyTheNetworksThatAreGiven() {
        AddressRule rule = new AddressRule(
                1,
                65_535,
                List.of(AddressRule.Network.of("10.1.0.0/15"), AddressRule.Network.of("127.0.0.0/8")),
                List.of());
        assertEquals(Optional.empty(), rule.objection("10.1.2.3", 80, NODE));
        assertEquals(Optional.empty(), rule.objection("10.0.255.255", 80, NODE));
        assertTrue(rule.objection("10.2.0.0", 80, NODE).isPresent());
        assertTrue(rule.objection("fd12::1", 80, NODE).isPresent());
        assertEquals(Optional.empty(), rule.objection("127.0.0.1", 80, NODE));
    }

    @Test
    void believesOnlyTheNamesThatAreGiven() {
        AddressRule rule = new AddressRule(1024, 65_535, List.of(), List.of("agent-1", ".cluster.example"));
        assertEquals(Optional.empty(), rule.objection("AGENT-1", 7000, NODE));
        assertEquals(Optional.empty(), rule.objection("a.cluster.example", 7000, NODE));
        assertTrue(rule.objection("cluster.example", 7000, NODE).isPresent());
        assertTrue(rule.objection("evilcluster.example", 7000, NODE).isPresent());
        assertTrue(rule.objection("agent-1.evil", 7000, NODE).isPresent());
    }

    @ParameterizedTest
    @ValueSource(strings = {"10.0.0.0", "10.0.0.0/33", "10.0.0/8", "x/8", "10.0.0.0/8/8", "10.0.0.0/-1", "::/129"})
    void refusesWhatIsNoNetwork(String cidr) {
        assertThrows(IllegalArgumentException.class, () -> AddressRule.Network.of(cidr));
    }
}
