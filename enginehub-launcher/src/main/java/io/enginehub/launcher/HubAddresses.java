package io.enginehub.launcher;

import java.net.URI;
import java.util.List;
import picocli.CommandLine.Option;

/** The hubs that a role works for, or that a client asks. */
final class HubAddresses {
    static final String VARIABLE = "ENGINEHUB_HUB";

    @Option(
            names = "--hub",
            split = ",",
            paramLabel = "URL",
            defaultValue = "${env:" + VARIABLE + ":-http://127.0.0.1:" + HubCommand.PORT + "}",
            description = {
                "The hub, or all hubs of the cluster: URL[,URL].",
                "Default: what " + VARIABLE + " names, else http://127.0.0.1:" + HubCommand.PORT
            })
    private List<String> hubs = List.of();

    /** As they were given. */
    List<String> texts() {
        return hubs;
    }

    List<URI> all() {
        return HostOptions.hubs(hubs);
    }
}
