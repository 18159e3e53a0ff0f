package io.enginehub.transport.http;

import io.enginehub.api.spi.Endpoints;
import io.enginehub.api.spi.Member;
import io.enginehub.api.spi.Registration;
import io.enginehub.api.spi.Registry;
import io.enginehub.testkit.RegistryContract;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;

/** Members register at one host, and are watched from another; both know of each other through a hub on a third. */
final class AnnouncedRegistryContractTest extends RegistryContract {
    private final Deque<AutoCloseable> opened = new ArrayDeque<>();

    @AfterEach
    void close() throws Exception {
        while (!opened.isEmpty()) {
            opened.pop().close();
        }
    }

    private <T extends AutoCloseable> T opened(T part) {
        opened.push(part);
        return part;
    }

    @Override
    protected Registry open() {
        HttpTransport hub = opened(HttpTransport.local());
        URI address = hub.serve(new Endpoints(null, AbsentHub.queue(), null, Map.of()));
        Registry near = opened(opened(HttpTransport.local()).members(List.of(address)));
        Registry far = opened(opened(HttpTransport.local()).members(List.of(address)));
        return new Registry() {
            @Override
            public Registration register(Member member) {
                return near.register(member);
            }

            @Override
            public Registration watch(Consumer<List<Member>> listener) {
                return far.watch(listener);
            }

            @Override
            public void close() {
                far.close();
                near.close();
            }
        };
    }
}
