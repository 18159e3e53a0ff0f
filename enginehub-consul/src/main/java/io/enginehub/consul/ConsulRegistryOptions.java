package io.enginehub.consul;

import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Settings of a registry in Consul; each has a default. */
public final class ConsulRegistryOptions {
    private static final String DEFAULT_SERVICE = "enginehub";
    private static final Duration DEFAULT_TTL = Duration.ofSeconds(10);
    private static final Duration DEFAULT_HOLD = Duration.ofSeconds(3);
    private static final Duration DEFAULT_FORGET = Duration.ofMinutes(10);
    private static final int DEFAULT_FIRST_PORT = 1024;
    private static final int LAST_PORT = 65_535;
    private static final Duration LEAST = Duration.ofSeconds(1);
    private static final Duration LEAST_FORGET = Duration.ofMinutes(1);
    private static final Duration MOST = Duration.ofDays(1);
    private static final Pattern NAMES = Pattern.compile("[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?");
    private static final Pattern PATHS = Pattern.compile("(?:/[A-Za-z0-9_.-]+)+");

    String service = DEFAULT_SERVICE;
    MemberCheck check = new MemberCheck.Ttl(DEFAULT_TTL);
    Duration hold = DEFAULT_HOLD;
    Duration forgetAfter = DEFAULT_FORGET;
    List<String> dataCentres = List.of();
    AddressRule addresses = new AddressRule(DEFAULT_FIRST_PORT, LAST_PORT, List.of(), List.of());
    boolean quarantine = true;

    ConsulRegistryOptions() {}

    /**
     * The name of the service that all members of a cluster are; {@code enginehub} unless set. Clusters that share a Consul
     * differ in it.
     */
    public ConsulRegistryOptions service(String name) {
        require(NAMES.matcher(name).matches(), "service takes a DNS label of a-z, 0-9 and '-'", name);
        this.service = name;
        return this;
    }

    /**
     * Members tell Consul themselves that they live, three times in this time; 10 s unless set. One that does not is
     * critical. At least 1 s.
     */
    public ConsulRegistryOptions ttl(Duration duration) {
        this.check = new MemberCheck.Ttl(within("ttl", duration, LEAST));
        return this;
    }

    /** Consul asks each member's address for this path instead, this often; at least every second. */
    public ConsulRegistryOptions httpCheck(String path, Duration every) {
        require(PATHS.matcher(path).matches(), "httpCheck takes a path such as /health", path);
        this.check = new MemberCheck.Http(path, within("httpCheck", every, LEAST));
        return this;
    }

    /** How long a check has to say the same before a member leaves for it, or comes back; 3 s unless set. */
    public ConsulRegistryOptions hold(Duration duration) {
        this.hold = within("hold", duration, Duration.ZERO);
        return this;
    }

    /** How long a member is critical before Consul forgets it; 10 min unless set, and at least 1 min. */
    public ConsulRegistryOptions forgetAfter(Duration duration) {
        this.forgetAfter = within("forgetAfter", duration, LEAST_FORGET);
        return this;
    }

    /** Other data centres whose members may stand in where our own has none of their kind; none unless set. */
    public ConsulRegistryOptions dataCentres(String... names) {
        for (String name : names) {
            require(name.matches("[A-Za-z0-9_-]{1,64}"), "dataCentres takes names of data centres", name);
        }
        this.dataCentres = List.of(names);
        return this;
    }

    /** Members at other ports are ignored; 1024 to 65535 unless set. */
    public ConsulRegistryOptions ports(int first, int last) {
        require(
                first >= 1 && first <= last && last <= LAST_PORT,
                "ports takes a range of 1 to 65535",
                first + "-" + last);
        this.addresses = new AddressRule(first, last, addresses.networks(), addresses.hosts());
        return this;
    }

    /**
     * Members outside of these networks are ignored, such as {@code 10.0.0.0/8}. Unless set, every address is believed but
     * link-local ones, those of clouds' metadata services, and loopback where Consul's node is not on loopback itself.
     */
    public ConsulRegistryOptions networks(String... cidrs) {
        this.addresses = new AddressRule(
                addresses.firstPort(),
                addresses.lastPort(),
                Stream.of(cidrs).map(AddressRule.Network::of).toList(),
                addresses.hosts());
        return this;
    }

    /**
     * Members at a host name are ignored unless it stands here; one that begins with a dot stands for all names that end in
     * it. Members at addresses are not concerned.
     */
    public ConsulRegistryOptions hosts(String... names) {
        this.addresses =
                new AddressRule(addresses.firstPort(), addresses.lastPort(), addresses.networks(), List.of(names));
        return this;
    }

    /**
     * Whether to try if members take connections, and to leave out those that refuse; yes unless set. Say no where members
     * cannot be reached by TCP from here, though they can be called.
     */
    public ConsulRegistryOptions quarantine(boolean on) {
        this.quarantine = on;
        return this;
    }

    private static Duration within(String name, Duration duration, Duration least) {
        boolean fits = duration.compareTo(least) >= 0 && duration.compareTo(MOST) <= 0;
        require(fits, name + " takes " + least + " to " + MOST, duration.toString());
        return duration;
    }

    private static void require(boolean fits, String rule, String given) {
        if (!fits) {
            throw new IllegalArgumentException(rule + ", not '" + given + "'.");
        }
    }
}
