package io.enginehub.consul;

import io.enginehub.api.spi.Member;

/** Members of one kind stand in for each other. */
record Kind(Member.Role role, String algorithm) {
    static Kind of(Member member) {
        return new Kind(member.role(), member.facts().getOrDefault(Member.ALGORITHM, ""));
    }
}
