package io.enginehub.core.sim;

import io.enginehub.api.spi.Member;
import io.enginehub.api.spi.MemberId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Who is there. Each host learns it with a delay of its own, so that no two see the same. */
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

    void put(Member member) {
        members.put(member.id(), member);
        tell();
    }

    /** A host was killed: it is shown for a while longer. */
    void killed(String host) {
        ofHost(host).forEach(id -> time.after(faults.registryMemory(), null, () -> remove(id)));
    }

    /** Another boot of a host: it takes the place of those before, at once or when they run out. */
    void replace(String host, Member member) {
        if (faults.coin()) {
            members.keySet().removeAll(ofHost(host));
        }
        put(member);
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
        long now = version;
        List<Member> picture = List.copyOf(members.values());
        time.after(faults.registryDelay(), null, () -> host.show(now, picture));
    }
}
