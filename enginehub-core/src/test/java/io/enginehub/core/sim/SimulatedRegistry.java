package io.enginehub.core.sim;

import io.enginehub.api.spi.Member;
import io.enginehub.api.spi.MemberId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Who is there. Each host learns it with a delay of its own, so that no two see the same. It errs: shows a host an old
 * picture, an empty one, or one without a member that is there.
 */
final class SimulatedRegistry {
    private final SimulatedTime time;
    private final Faults faults;
    private final List<Host> watching = new ArrayList<>();
    private final Map<MemberId, Member> members = new LinkedHashMap<>();
    private long version;

    SimulatedRegistry(SimulatedTime time, Faults faults) {
        this.time = time;
        this.faults = faults;
    }

    void add(Host host) {
        watching.add(host);
    }

    void put(Host host, Member member) {
        host.memberId = member.id();
        members.put(member.id(), member);
        tell();
    }

    /** A host was killed: it is shown for a while longer. */
    void killed(String host) {
        ofHost(host).forEach(id -> time.after(faults.registryMemory(), null, () -> remove(id)));
    }

    /** Another boot of a host: it takes the place of those before, at once or when they run out. */
    void replace(Host host, Member member) {
        if (faults.coin()) {
            members.keySet().removeAll(ofHost(host.name));
        }
        put(host, member);
    }

    private List<MemberId> ofHost(String host) {
        return members.keySet().stream().filter(id -> id.name().equals(host)).toList();
    }

    void remove(MemberId id) {
        if (members.remove(id) != null) {
            tell();
        }
    }

    private void tell() {
        version++;
        watching.forEach(this::show);
    }

    private void show(Host host) {
        if (host.staleUntil <= time.now()) {
            show(host, List.copyOf(members.values()), faults.registryDelay());
        }
    }

    private void show(Host host, List<Member> picture, long delay) {
        long now = version;
        time.after(delay, null, () -> host.show(now, picture));
    }

    // ── its errors ──

    /** A host learns nothing new for a while. */
    void stale(Host host, long nanos) {
        host.staleUntil = time.now() + nanos;
        time.after(nanos, null, this::tell);
    }

    /** A host is shown that nobody is there, and after a while the truth again. */
    void empty(Host host, long nanos) {
        version++;
        show(host, List.of(), 0);
        time.after(nanos, null, this::tell);
    }

    /** One host's members leave and come back, again and again, as all see it. */
    void flap(Host host, int times, long nanos) {
        List<Member> out = new ArrayList<>();
        ofHost(host.name).forEach(id -> {
            Member member = members.remove(id);
            if (member != null) {
                out.add(member);
            }
        });
        tell();
        time.after(nanos, null, () -> {
            // why: what was started or killed meanwhile is not brought back
            out.stream().filter(member -> host.goesBy(member.id())).forEach(member -> members.put(member.id(), member));
            tell();
            if (times > 1) {
                time.after(nanos, null, () -> flap(host, times - 1, nanos));
            }
        });
    }

    /** The errors are over. */
    void calm() {
        watching.forEach(host -> host.staleUntil = 0);
        tell();
    }
}
