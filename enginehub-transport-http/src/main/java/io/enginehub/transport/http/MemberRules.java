package io.enginehub.transport.http;

import io.enginehub.api.spi.Member;
import java.net.URI;
import java.util.Optional;

/** What a member must be like to be believed. */
final class MemberRules {
    private static final String NAME = "[A-Za-z0-9_.-]{1,100}";
    private static final int MAX_FACTS = 32;
    private static final int MAX_FACT = 1000;

    private MemberRules() {}

    /** What is wrong with a member; empty: nothing. */
    static Optional<String> fault(Member member) {
        if (!member.id().name().matches(NAME)) {
            return Optional.of("A member's name is " + NAME + ".");
        }
        URI address = member.address();
        boolean http = "http".equals(address.getScheme()) || "https".equals(address.getScheme());
        if (!http || address.getHost() == null || address.getRawUserInfo() != null || address.getRawQuery() != null) {
            return Optional.of("The address of member " + member.id() + " is no http://HOST:PORT/… address.");
        }
        boolean large = member.facts().size() > MAX_FACTS
                || member.facts().entrySet().stream()
                        .anyMatch(
                                fact -> fact.getKey().length() + fact.getValue().length() > MAX_FACT);
        return large
                ? Optional.of("The facts of member " + member.id() + " are too many or too long.")
                : Optional.empty();
    }
}
