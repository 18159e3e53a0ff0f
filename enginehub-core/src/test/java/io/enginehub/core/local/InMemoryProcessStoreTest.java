package io.enginehub.core.local;

import io.enginehub.api.spi.ProcessStore;
import io.enginehub.testkit.ProcessStoreContract;
import java.time.Instant;

class InMemoryProcessStoreTest extends ProcessStoreContract {
    @Override
    protected ProcessStore open() {
        return new InMemoryProcessStore(Instant::now);
    }
}
