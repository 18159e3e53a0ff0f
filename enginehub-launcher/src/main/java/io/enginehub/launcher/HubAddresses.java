package io.enginehub.launcher;

import io.enginehub.transport.http.rest.HttpHub;
import java.net.URI;
import java.util.List;
import picocli.CommandLine.Option;

/** The hubs that a role works for. */
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

    List<URI> all() {
        return HostOptions.hubs(hubs);
    }

    /** A hub that is asked as a client asks it. */
    HttpHub open() {
        return open(hubs);
    }

    /** Its processes. */
    Histories processes() {
        return Histories.of(open(), named(hubs));
    }

    static HttpHub open(List<String> hubs) {
        return HttpHub.at(HostOptions.hubs(hubs));
    }

    /** What it is called in messages. */
    static String named(List<String> hubs) {
        return "hub " + String.join(", ", hubs);
    }
}
