package io.enginehub.consul;

import io.enginehub.api.spi.Member;

/** An entry of Consul that makes sense. */
record Seen(Member member, Health health) {
    /** What Consul's checks say, taken together. */
    enum Health {
        PASSING,
        CRITICAL,
        /** An operator has taken it out of service. */
        MAINTENANCE
    }

    MemberKey key() {
        return MemberKey.of(member);
    }
}
