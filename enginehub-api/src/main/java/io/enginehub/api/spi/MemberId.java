package io.enginehub.api.spi;

import java.util.UUID;

/**
 * A role, at one boot.
 *
 * @param incarnation random, new at each boot: ownership is never by name alone
 */
public record MemberId(String name, UUID incarnation) {
    @Override
    public String toString() {
        // why: the end of it, since boots of one time begin alike
        return name + "@" + incarnation.toString().substring(28);
    }
}
