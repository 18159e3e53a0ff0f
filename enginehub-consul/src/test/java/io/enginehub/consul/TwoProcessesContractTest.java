package io.enginehub.consul;

import io.enginehub.api.spi.Member;
import io.enginehub.api.spi.Registration;
import io.enginehub.api.spi.Registry;
import io.enginehub.testkit.RegistryContract;
import java.util.List;
import java.util.function.Consumer;

/** One process registers and another one watches, so that all news goes through Consul. */
class TwoProcessesContractTest extends RegistryContract {
    @Override
    protected Registry open() {
        String service = SharedConsul.newService();
        return new Pair(open(service), open(service));
    }

    private static Registry open(String service) {
        return ConsulRegistry.open(
                SharedConsul.access(), options -> options.service(service).quarantine(false));
    }

    private record Pair(Registry registering, Registry watching) implements Registry {
        @Override
        public Registration register(Member member) {
            return registering.register(member);
        }

        @Override
        public Registration watch(Consumer<List<Member>> listener) {
            return watching.watch(listener);
        }

        @Override
        public void close() {
            watching.close();
            registering.close();
        }
    }
}
