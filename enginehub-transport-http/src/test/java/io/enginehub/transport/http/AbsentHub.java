package io.enginehub.transport.http;

import io.enginehub.api.spi.WaitingQueue;
import io.enginehub.core.local.InProcessTransport;
import java.net.URI;

/** The waiting queue of a hub that has nothing to say: it refuses everything. */
final class AbsentHub {
    private AbsentHub() {}

    static WaitingQueue queue() {
        try (InProcessTransport nowhere = new InProcessTransport()) {
            return nowhere.waitingQueue(URI.create("local://nobody"));
        }
    }
}
