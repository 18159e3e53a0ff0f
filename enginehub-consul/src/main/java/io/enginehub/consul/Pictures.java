package io.enginehub.consul;

import io.enginehub.api.spi.Member;
import io.enginehub.api.spi.Registration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The one picture of all members, put together of the sightings of each data centre and of the members that this process
 * has registered: those are there as long as this process is, whatever Consul says. Safe for use by many threads.
 *
 * <p>Members of other data centres are shown where our own has none of their kind.
 */
final class Pictures implements AutoCloseable {
    private static final Comparator<Member> ORDER = Comparator.comparing(Member::role)
            .thenComparing(member -> member.id().name())
            .thenComparing(member -> member.id().incarnation());

    private final Map<String, Sightings> centres = new LinkedHashMap<>();
    private final Map<MemberKey, Member> own = new LinkedHashMap<>();
    /** Registered here once and not any more, though Consul may not have noticed. */
    private final Set<MemberKey> left = new HashSet<>();

    private final Watchers<List<Member>> watchers = new Watchers<>("who is there");
    private final ScheduledExecutorService timer;
    private final Quarantine quarantine;
    private @Nullable Future<?> due;
    private boolean closed;

    /**
     * Nothing is known yet.
     *
     * @param centres by name, our own one first
     */
    Pictures(Map<String, Sightings> centres, Quarantine quarantine, ScheduledExecutorService timer) {
        this.centres.putAll(centres);
        this.quarantine = quarantine;
        this.timer = timer;
    }

    // ── what comes in ──

    synchronized void answered(String centre, Collection<Seen> answer) {
        Sightings sightings = of(centre);
        sightings.answered(answer, System.nanoTime());
        left.removeIf(key -> centres.values().stream().noneMatch(each -> each.has(key)));
        changed();
    }

    synchronized void lost(String centre) {
        of(centre).lost();
    }

    private synchronized void looked(MemberKey key, boolean taken) {
        long now = System.nanoTime();
        centres.values().forEach(each -> each.looked(key, taken, now));
        changed();
    }

    private Sightings of(String centre) {
        Sightings sightings = centres.get(centre);
        if (sightings == null) {
            throw new IllegalArgumentException("no data centre " + centre);
        }
        return sightings;
    }

    /** A member of this process. */
    synchronized void registered(Member member) {
        MemberKey key = MemberKey.of(member);
        own.put(key, member);
        left.remove(key);
        changed();
    }

    synchronized void deregistered(MemberKey key) {
        if (own.remove(key) != null) {
            left.add(key);
            changed();
        }
    }

    // ── what goes out ──

    Registration watch(Consumer<List<Member>> listener) {
        return watchers.add(listener);
    }

    private synchronized void settle() {
        long now = System.nanoTime();
        centres.values().forEach(each -> each.settle(now));
        changed();
    }

    private void changed() {
        if (closed) {
            return;
        }
        long now = System.nanoTime();
        for (Sightings each : centres.values()) {
            each.toLookAt(now).forEach(member -> quarantine.look(member, this::looked));
        }
        if (!own.isEmpty() || !left.isEmpty() || centres.values().stream().anyMatch(Sightings::isKnown)) {
            List<Member> picture = picture();
            // why on another thread: a listener that registers somebody would wait for locks in another order than we
            timer.execute(() -> watchers.tell(picture));
        }
        schedule(now);
    }

    private List<Member> picture() {
        Map<MemberKey, Member> all = new LinkedHashMap<>(own);
        Set<Kind> near = new LinkedHashSet<>();
        for (Sightings each : centres.values()) {
            List<Member> shown = each.picture().stream()
                    .filter(member -> !left.contains(MemberKey.of(member)) && !near.contains(Kind.of(member)))
                    .toList();
            shown.forEach(member -> all.putIfAbsent(MemberKey.of(member), member));
            if (near.isEmpty()) {
                near.addAll(all.values().stream().map(Kind::of).collect(Collectors.toSet()));
            }
        }
        List<Member> picture = new ArrayList<>(all.values());
        picture.sort(ORDER);
        return List.copyOf(picture);
    }

    private void schedule(long now) {
        if (due != null) {
            due.cancel(false);
        }
        long nanos = centres.values().stream()
                .mapToLong(each -> each.dueIn(now))
                .min()
                .orElse(Long.MAX_VALUE);
        due = nanos == Long.MAX_VALUE ? null : timer.schedule(this::settle, nanos, TimeUnit.NANOSECONDS);
    }

    @Override
    public void close() {
        synchronized (this) {
            closed = true;
            if (due != null) {
                due.cancel(false);
            }
        }
        watchers.clear();
        quarantine.close();
        timer.shutdownNow();
    }
}
