package io.enginehub;

import io.enginehub.api.spi.Dispatcher;
import io.enginehub.api.spi.Member;
import io.enginehub.api.spi.MemberId;
import io.enginehub.api.spi.Transport;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The dispatchers that the registry knows: results go to no other. Confined to the loop. */
final class Directory {
    private final Transport transport;
    private final Map<MemberId, Dispatcher> dispatchers = new LinkedHashMap<>();

    Directory(Transport transport) {
        this.transport = transport;
    }

    void members(List<Member> members) {
        Map<MemberId, Dispatcher> present = new LinkedHashMap<>();
        for (Member member : members) {
            if (member.role() == Member.Role.DISPATCHER) {
                Dispatcher known = dispatchers.get(member.id());
                present.put(member.id(), known == null ? transport.dispatcher(member.address()) : known);
            }
        }
        dispatchers.clear();
        dispatchers.putAll(present);
    }

    Optional<Dispatcher> find(MemberId id) {
        return Optional.ofNullable(dispatchers.get(id));
    }
}
