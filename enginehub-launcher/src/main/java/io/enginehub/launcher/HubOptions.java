package io.enginehub.launcher;

import io.enginehub.transport.http.rest.HttpHub;
import picocli.CommandLine.Mixin;

/** Which hub a client's command asks, and how it is let in there. */
final class HubOptions {
    @Mixin
    private HubAddresses addresses = new HubAddresses();

    @Mixin
    private HubAccess access = new HubAccess();

    HttpHub open(Console console) {
        return access.open(addresses.texts(), console);
    }

    /** Its processes. */
    Histories processes(Console console) {
        return access.processes(addresses.texts(), console);
    }
}
