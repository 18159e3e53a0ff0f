package io.enginehub.core.sim;

import io.enginehub.api.spi.Member;
import io.enginehub.api.spi.MemberId;
import io.enginehub.api.spi.SettingValues;
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
    private final Losses losses;
    private @Nullable Boot boot;
    private @Nullable Roles roles;
    private List<Member> picture = List.of();
    private long seen;
    private long settingsSeen;

    /** What the registry knows of this boot. */
    @Nullable
    MemberId memberId;

    /** How a hub fares. */
    @Nullable
    Health health;

    /** How far its wall clock is from the truth. */
    long skewMillis;

    /** What an agent runs. */
    String algorithm = "";

    /** Until then the registry tells this host nothing. */
    long staleUntil;

    Host(String name, Starter starter, Losses losses) {
        this.name = name;
        this.starter = starter;
        this.losses = losses;
    }

    URI address() {
        return URI.create("sim://" + name);
    }

    void start(Boot fresh) {
        boot = fresh;
        seen = 0;
        settingsSeen = 0;
        picture = List.of();
        roles = starter.start(this, fresh);
    }

    void kill() {
        if (boot != null) {
            boot.kill();
        }
        if (memberId != null) {
            losses.killed(memberId);
        }
        boot = null;
        roles = null;
        memberId = null;
        health = null;
    }

    boolean goesBy(MemberId id) {
        return id.equals(memberId);
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

    private void told(List<Member> members) {
        List<MemberId> present = members.stream().map(Member::id).toList();
        losses.shownGone(
                name,
                picture.stream()
                        .map(Member::id)
                        .filter(id -> !present.contains(id))
                        .toList());
        losses.shown(name, present);
        picture = members;
    }

    /** The cluster's settings reach this host, unless newer ones did. */
    void settle(long version, SettingValues values, Runnable told) {
        Roles now = roles;
        if (boot != null && now != null && version > settingsSeen) {
            settingsSeen = version;
            boot.execute(() -> {
                told.run();
                now.settings().accept(values);
            });
        }
    }

    /** The registry's picture reaches this host, unless a newer one did. */
    void show(long version, List<Member> members) {
        Roles now = roles;
        if (boot != null && now != null && version > seen) {
            seen = version;
            boot.execute(() -> {
                told(members);
                now.members().accept(members);
            });
        }
    }
}
