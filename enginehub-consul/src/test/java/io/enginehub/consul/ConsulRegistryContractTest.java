package io.enginehub.consul;

import io.enginehub.api.spi.Registry;
import io.enginehub.testkit.RegistryContract;

/** A process that registers and watches. */
class ConsulRegistryContractTest extends RegistryContract {
    @Override
    protected Registry open() {
        // why no quarantine: nothing listens where the contract's members are said to be
        return ConsulRegistry.open(
                SharedConsul.access(),
                options -> options.service(SharedConsul.newService()).quarantine(false));
    }
}
