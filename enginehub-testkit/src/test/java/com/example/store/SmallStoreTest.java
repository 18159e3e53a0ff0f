package com.example.store;

import io.enginehub.api.spi.ProcessStore;
import io.enginehub.testkit.ProcessStoreContract;

/** The contract holds for a store of somebody else's, which sees api and testkit alone. */
class SmallStoreTest extends ProcessStoreContract {
    @Override
    protected ProcessStore open() {
        return new SmallStore();
    }
}
