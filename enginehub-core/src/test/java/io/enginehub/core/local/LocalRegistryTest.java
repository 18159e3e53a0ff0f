package io.enginehub.core.local;

import io.enginehub.api.spi.Registry;
import io.enginehub.testkit.RegistryContract;

class LocalRegistryTest extends RegistryContract {
    @Override
    protected Registry open() {
        return new LocalRegistry();
    }
}
