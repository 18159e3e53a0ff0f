package io.enginehub.consul;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ConsulRegistryOptionsTest {
    private record Bad(String property, Consumer<ConsulRegistryOptions> setting) {}

    private static Stream<Bad> bad() {
        return Stream.of(
                new Bad("service", options -> options.service("Engine Hub")),
                new Bad("ttl", options -> options.ttl(Duration.ofMillis(999))),
                new Bad("ttl", options -> options.ttl(Duration.ofDays(2))),
                new Bad("httpCheck", options -> options.httpCheck("health", Duration.ofSeconds(1))),
                new Bad("httpCheck", options -> options.httpCheck("/health", Duration.ofMillis(1))),
                new Bad("hold", options -> options.hold(Duration.ofSeconds(-1))),
                new Bad("forgetAfter", options -> options.forgetAfter(Duration.ofSeconds(59))),
                new Bad("dataCentres", options -> options.dataCentres("dc2", "../dc3")),
                new Bad("ports", options -> options.ports(0, 10)),
                new Bad("ports", options -> options.ports(10, 9)));
    }

    @ParameterizedTest
    @MethodSource("bad")
    void saysWhichSettingIsOutOfItsBounds(Bad bad) {
        String said = assertThrows(
                        IllegalArgumentException.class, () -> bad.setting().accept(new ConsulRegistryOptions()))
                .getMessage();
        assertTrue(said.startsWith(bad.property()), said);
    }
}
