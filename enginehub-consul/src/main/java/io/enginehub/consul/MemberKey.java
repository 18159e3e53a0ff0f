package io.enginehub.consul;

import io.enginehub.api.spi.Member;
import io.enginehub.api.spi.MemberId;

/** What tells members apart: one process may be a hub and a dispatcher under one id. */
record MemberKey(Member.Role role, MemberId id) {
    static MemberKey of(Member member) {
        return new MemberKey(member.role(), member.id());
    }

    @Override
    public String toString() {
        return role + " " + id;
    }
}
