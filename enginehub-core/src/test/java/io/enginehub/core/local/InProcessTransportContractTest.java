package io.enginehub.core.local;

import io.enginehub.api.spi.Transport;
import io.enginehub.testkit.TransportContract;
import java.net.URI;

final class InProcessTransportContractTest extends TransportContract {
    @Override
    protected Transport open() {
        return new InProcessTransport();
    }

    @Override
    protected URI nowhere() {
        return URI.create("local://host-0");
    }
}
