package io.enginehub.transport.http;

import io.enginehub.api.spi.wire.Call;
import java.net.URI;

/** Where roles are, below the base address of their host. */
final class Paths {
    static final String QUEUE = "/roles/queue/";
    static final String DISPATCHER = "/roles/dispatcher/";
    static final String MEMBERS = "/roles/members";
    static final String AGENTS = "/agents/";

    /** The content type of a message. */
    static final String MESSAGE = "application/vnd.enginehub.message";
    /** Which boot of an agent is meant. */
    static final String BOOT = "EngineHub-Boot";
    /** Which picture of the members it is; who has it already waits for the next one. */
    static final String PICTURE = "EngineHub-Picture";

    private Paths() {}

    /** A base address without a slash at its end. */
    static String base(URI address) {
        String text = address.toString();
        return text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
    }

    static String below(String prefix, Call<?, ?, ?> call) {
        return prefix + call.name();
    }
}
