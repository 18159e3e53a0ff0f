package io.enginehub.core.sim;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a run is made of. Smaller than its seed says, when a failure is being narrowed down.
 *
 * @param without faults that are left out
 * @param clients at most so many
 * @param submits of a client at most
 */
record Plan(long seed, Set<Fault> without, int clients, int submits) {
    static final int CLIENTS = 4;
    static final int MANY = 1000;

    static Plan of(long seed) {
        return new Plan(seed, EnumSet.noneOf(Fault.class), CLIENTS, MANY);
    }

    /** As the system properties {@code sim.without}, {@code sim.clients} and {@code sim.submits} say. */
    static Plan ofProperties(long seed) {
        Set<Fault> without = EnumSet.noneOf(Fault.class);
        for (String name : System.getProperty("sim.without", "").split(",", 0)) {
            if (!name.isBlank()) {
                without.add(Fault.valueOf(name.strip().toUpperCase(Locale.ROOT)));
            }
        }
        return new Plan(
                seed, without, Integer.getInteger("sim.clients", CLIENTS), Integer.getInteger("sim.submits", MANY));
    }

    Plan without(Fault fault) {
        Set<Fault> more = EnumSet.noneOf(Fault.class);
        more.addAll(without);
        more.add(fault);
        return new Plan(seed, more, clients, submits);
    }

    Plan clients(int most) {
        return new Plan(seed, without, most, submits);
    }

    Plan submits(int most) {
        return new Plan(seed, without, clients, most);
    }

    /** The properties that give this plan again. */
    String properties() {
        String faults = without.isEmpty()
                ? ""
                : " -Dsim.without=" + without.stream().map(Fault::name).collect(Collectors.joining(","));
        return "-Dsim.seed=" + seed + faults + (clients < CLIENTS ? " -Dsim.clients=" + clients : "")
                + (submits < MANY ? " -Dsim.submits=" + submits : "");
    }
}
