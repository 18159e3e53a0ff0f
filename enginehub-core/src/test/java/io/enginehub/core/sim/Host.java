package io.enginehub.core.sim;

import io.enginehub.api.spi.Member;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A machine with one role on it, which is killed and started again under the same name. */
final class Host {
    /** Starts a host's role. */
    interface Starter {
        Roles start(Host host, Boot boot);
    }

    final String name;
    private final Starter starter;
    private @Nullable Boot boot;
    private @Nullable Roles roles;
    private long seen;

    Host(String name, Starter starter) {
        this.name = name;
        this.starter = starter;
    }

    URI address() {
        return URI.create("sim://" + name);
    }

    void start(Boot fresh) {
        boot = fresh;
        seen = 0;
        roles = starter.start(this, fresh);
    }

    void kill() {
        if (boot != null) {
            boot.kill();
        }
        boot = null;
        roles = null;
    }

    /** What runs here; null: it is down. */
    @Nullable
    Roles roles() {
        return roles;
    }

    @Nullable
    Boot boot() {
        return boot;
    }

    /** The registry's picture reaches this host, unless a newer one did. */
    void show(long version, List<Member> members) {
        Roles now = roles;
        if (boot != null && now != null && version > seen) {
            seen = version;
            boot.execute(() -> now.members().accept(members));
        }
    }
}
