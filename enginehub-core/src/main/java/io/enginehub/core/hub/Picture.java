package io.enginehub.core.hub;

import io.enginehub.api.spi.Member;
import io.enginehub.api.spi.MemberId;
import io.enginehub.api.spi.Need;
import io.enginehub.api.spi.SettingValues;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who is there, as the registry says. Replaced as a whole, so that any thread may read it.
 *
 * @param members those that the hub counts on
 * @param drained the agents beside them that get nothing new
 * @param live the algorithms of the agents that it counts on
 */
record Picture(List<Member> members, List<Member> drained, Set<String> live) {
    static final Picture EMPTY = new Picture(List.of(), List.of(), Set.of());

    static Picture of(List<Member> present, SettingValues set) {
        List<Member> members = set.admitted(present);
        Set<String> live = new LinkedHashSet<>();
        members.stream()
                .filter(member -> member.role() == Member.Role.AGENT)
                .forEach(member -> live.add(member.facts().getOrDefault(Member.ALGORITHM, "")));
        List<Member> drained = present.stream().filter(set::isDrainedAgent).toList();
        return new Picture(List.copyOf(members), drained, live);
    }

    /** Those that the hub counts on. */
    List<Member> agents() {
        return members.stream()
                .filter(member -> member.role() == Member.Role.AGENT)
                .toList();
    }

    Optional<Member> dispatcher(MemberId id) {
        return members.stream()
                .filter(member -> member.role() == Member.Role.DISPATCHER)
                .filter(member -> member.id().equals(id))
                .findFirst();
    }

    /** Whether agents of an algorithm are there, and none of them gets anything new. */
    boolean isDrained(@Nullable String algorithm) {
        return !live.contains(algorithm)
                && drained.stream()
                        .anyMatch(member ->
                                Objects.equals(algorithm, member.facts().get(Member.ALGORITHM)));
    }

    /** The first algorithm of a need that has no live agent. */
    Optional<String> missing(Need need) {
        return need.algorithms().stream()
                .filter(algorithm -> !live.contains(algorithm))
                .findFirst();
    }
}
