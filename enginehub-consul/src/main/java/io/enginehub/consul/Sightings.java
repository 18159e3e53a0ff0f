package io.enginehub.consul;

import io.enginehub.api.spi.Member;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is believed of one data centre's members, by what Consul has said and by who takes connections. Pure: all times are
 * given, in nanoseconds of one monotonic clock. Not for several threads at once.
 *
 * <p>Whom a dispatcher should not send to is out at once: who has left, is in maintenance, or refuses connections. Where
 * Consul only says that a check fails, its word has to hold for a while (hysteresis), and of those who still take
 * connections it takes away agents only, and none that is the last of its kind. With Consul cut off from all of them, work
 * would stop for nothing; and nobody stands in for a dispatcher: results of what is in its slots go to it alone.
 */
final class Sightings {
    private static final Logger LOG = LoggerFactory.getLogger(Sightings.class);

    private static final long AGAIN = Duration.ofSeconds(1).toNanos();
    private static final long FIRST_QUARANTINE = Duration.ofMillis(500).toNanos();
    private static final int MAX_DOUBLINGS = 6;

    private final long hold;
    private final long relearn;
    private final boolean looks;
    private final Map<MemberKey, Sighted> sighted = new LinkedHashMap<>();
    private boolean known;
    private boolean lost;
    private @Nullable Long relearnUntil;

    /**
     * Nothing is known yet.
     *
     * @param hold how long a check has to say the same before it is believed
     * @param relearn how long those stay who are missing after Consul was away, until they have registered anew
     * @param looks whether somebody tries to connect to those of {@link #toLookAt}
     */
    Sightings(Duration hold, Duration relearn, boolean looks) {
        this.hold = hold.toNanos();
        this.relearn = relearn.toNanos();
        this.looks = looks;
    }

    /** One member, as it was last told. */
    private static final class Sighted {
        Member member;
        Seen.Health health;
        long since;
        boolean shown;
        /** Has been shown once: from then on, what its checks say has to hold. */
        boolean wasShown;

        boolean missing;
        boolean refuses;
        /** Is out for no other reason than that it refuses connections. */
        boolean quarantined;
        /** Has taken a connection since its health changed. */
        boolean takes;

        /** Somebody is about to connect to it. */
        boolean lookedAt;

        int refusals;

        @Nullable
        Long lookAt;

        Sighted(Member member, Seen.Health health, long now) {
            this.member = member;
            this.health = health;
            this.since = now;
            this.lookAt = now;
            this.shown = health == Seen.Health.PASSING;
        }

        boolean isDoubtful() {
            return missing || health == Seen.Health.CRITICAL;
        }

        void told(Seen.Health now, long at) {
            missing = false;
            if (health != now) {
                health = now;
                since = at;
                takes = false;
                quarantined = false;
                lookAt = at;
            }
        }
    }

    // ── what comes in ──

    /** Consul has answered. */
    void answered(Collection<Seen> answer, long now) {
        if (lost) {
            lost = false;
            relearnUntil = now + relearn;
        }
        known = true;
        Set<MemberKey> missing = new LinkedHashSet<>(sighted.keySet());
        for (Seen seen : answer) {
            Sighted before = sighted.get(seen.key());
            if (before == null) {
                sighted.put(seen.key(), new Sighted(seen.member(), seen.health(), now));
            } else if (before.member.address().equals(seen.member().address())) {
                missing.remove(seen.key());
                before.member = seen.member();
                before.told(seen.health(), now);
            } // why not otherwise: nobody takes a member's place by taking its name
        }
        missing.forEach(key -> miss(sighted.get(key), now));
        settle(now);
    }

    private static void miss(@Nullable Sighted each, long now) {
        if (each != null && !each.missing) {
            each.missing = true;
            each.lookAt = now;
        }
    }

    /** Consul is away, or has lost what it knew: what it says next is no proof that somebody has left. */
    void lost() {
        lost = true;
    }

    /** Somebody has tried to connect to a member. */
    void looked(MemberKey key, boolean taken, long now) {
        Sighted each = sighted.get(key);
        if (each == null) {
            return;
        }
        if (each.refuses == taken) {
            LOG.info("{} {}.", key, taken ? "takes connections again" : "refuses connections: it gets nothing for now");
        }
        each.lookedAt = false;
        each.refuses = !taken;
        each.takes = taken;
        if (taken) {
            each.refusals = 0;
            each.lookAt = each.shown && each.isDoubtful() ? Long.valueOf(now + AGAIN) : null;
        } else {
            each.quarantined |= each.shown && each.health == Seen.Health.PASSING;
            each.lookAt = now + (FIRST_QUARANTINE << Math.min(each.refusals, MAX_DOUBLINGS));
            each.refusals++;
        }
        settle(now);
    }

    // ── what follows ──

    /** Does what is due by now. */
    void settle(long now) {
        Long until = relearnUntil;
        if (!lost && (until == null || now - until >= 0)) {
            relearnUntil = null;
            sighted.values().removeIf(each -> each.missing);
        }
        sighted.values().forEach(each -> settle(each, now));
    }

    private void settle(Sighted each, long now) {
        boolean shown = switch (each.health) {
            case PASSING -> !each.refuses && (each.shown || each.quarantined || !each.wasShown || holds(each, now));
            case CRITICAL -> each.shown && !each.refuses && !(holds(each, now) && isToGo(each));
            case MAINTENANCE -> false;
        };
        each.shown = shown;
        each.wasShown |= shown;
    }

    private boolean holds(Sighted each, long now) {
        return now - each.since >= hold;
    }

    private boolean isToGo(Sighted each) {
        boolean isAgent = each.member.role() == Member.Role.AGENT;
        return !each.takes && !each.lookedAt
                || isAgent && sighted.values().stream().anyMatch(other -> stands(other) && isOfOneKind(other, each));
    }

    private static boolean stands(Sighted other) {
        return other.shown && other.health == Seen.Health.PASSING;
    }

    private static boolean isOfOneKind(Sighted one, Sighted other) {
        return Kind.of(one.member).equals(Kind.of(other.member));
    }

    boolean has(MemberKey key) {
        return sighted.containsKey(key);
    }

    /** Whether Consul has ever answered. */
    boolean isKnown() {
        return known;
    }

    /** Those who are there. */
    List<Member> picture() {
        return sighted.values().stream()
                .filter(each -> each.shown)
                .map(each -> each.member)
                .toList();
    }

    /** Those whom somebody should try to connect to now; each is given once. */
    List<Member> toLookAt(long now) {
        List<Member> due = new ArrayList<>();
        for (Sighted each : sighted.values()) {
            Long at = each.lookAt;
            if (looks && at != null && now - at >= 0) {
                each.lookAt = null;
                each.lookedAt = true;
                due.add(each.member);
            }
        }
        return due;
    }

    /** How many nanoseconds after {@code now} something is due without anybody's saying so; the greatest long: never. */
    long dueIn(long now) {
        long due = Long.MAX_VALUE;
        Long until = relearnUntil;
        if (until != null && !lost) {
            due = until - now;
        }
        for (Sighted each : sighted.values()) {
            Long at = each.lookAt;
            if (looks && at != null) {
                due = Math.min(due, at - now);
            }
            if (!holds(each, now)) {
                due = Math.min(due, each.since + hold - now);
            }
        }
        return Math.max(0, due);
    }
}
