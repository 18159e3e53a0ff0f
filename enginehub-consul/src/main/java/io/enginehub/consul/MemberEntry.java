package io.enginehub.consul;

import com.orbitz.consul.model.agent.ImmutableRegistration;
import com.orbitz.consul.model.agent.Registration;
import com.orbitz.consul.model.health.HealthCheck;
import com.orbitz.consul.model.health.Service;
import com.orbitz.consul.model.health.ServiceHealth;
import io.enginehub.api.spi.Member;
import io.enginehub.api.spi.MemberId;
import io.enginehub.api.spi.wire.Frame;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * A member as a service of Consul, and back. All members are one service, so that one query sees them all:
 *
 * <pre>
 *   service id       SERVICE-agent-NAME-INCARNATION
 *   address, port    of the member's URI
 *   tag              hub, dispatcher or agent
 *   meta             role, name, incarnation, scheme, path, protocol; each fact as fact-NAME
 * </pre>
 *
 * What comes back is from outside: what breaks a bound, or an address that is not allowed, is not believed.
 */
final class MemberEntry {
    private static final String ROLE = "role";
    private static final String NAME = "name";
    private static final String INCARNATION = "incarnation";
    private static final String SCHEME = "scheme";
    private static final String PATH = "path";
    private static final String PROTOCOL = "protocol";
    private static final String FACT = "fact-";

    private static final int MAX_FACTS = 32;
    /** Characters; Consul itself takes no more. */
    private static final int MAX_VALUE = 512;

    private static final Pattern NAMES = Pattern.compile("[A-Za-z0-9_.-]{1,100}");
    private static final Pattern INCARNATIONS = Pattern.compile("[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}");
    private static final Pattern PATHS = Pattern.compile("(?:/(?!\\.{1,2}(?:/|$))[A-Za-z0-9_.-]+){0,8}/?");
    private static final Pattern FACTS = Pattern.compile("[A-Za-z0-9_-]{1,100}");
    private static final Pattern VALUES = Pattern.compile("\\P{C}*");

    private final String service;
    private final AddressRule addresses;

    MemberEntry(String service, AddressRule addresses) {
        this.service = service;
        this.addresses = addresses;
    }

    // ── there ──

    String serviceId(MemberKey key) {
        return service + "-" + key.role().name().toLowerCase(Locale.ROOT) + "-"
                + key.id().name() + "-" + key.id().incarnation();
    }

    /**
     * A member as it is told to Consul, without a check.
     *
     * @throws IllegalArgumentException when others would not believe it
     */
    Registration write(Member member) {
        URI address = member.address();
        Map<String, String> meta = new HashMap<>(Map.of(
                ROLE, member.role().name(),
                NAME, member.id().name(),
                INCARNATION, member.id().incarnation().toString(),
                SCHEME, String.valueOf(address.getScheme()),
                PATH, String.valueOf(address.getPath()),
                PROTOCOL, Integer.toString(Frame.VERSION)));
        member.facts().forEach((fact, value) -> meta.put(FACT + fact, value));
        String host = AddressRule.bare(String.valueOf(address.getHost()));
        try {
            Member back = member(host, address.getPort(), host, meta);
            if (!back.equals(member)) {
                throw new OddEntryException("others would read " + back);
            }
        } catch (OddEntryException e) {
            throw new IllegalArgumentException(
                    "Consul cannot make " + member + " known to others: " + e.why() + ".", e);
        }
        return ImmutableRegistration.builder()
                .name(service)
                .id(serviceId(MemberKey.of(member)))
                .address(host)
                .port(address.getPort())
                .addTags(member.role().name().toLowerCase(Locale.ROOT))
                .meta(meta)
                .build();
    }

    // ── and back ──

    /**
     * An entry as Consul tells it.
     *
     * @throws OddEntryException when it is not to be believed
     */
    Seen read(ServiceHealth entry) {
        Service told = entry.getService();
        String node = entry.getNode().getAddress();
        String host = told.getAddress().isEmpty() ? node : told.getAddress();
        Member member = member(host, told.getPort(), node, told.getMeta());
        if (!told.getId().equals(serviceId(MemberKey.of(member)))) {
            throw new OddEntryException("its id is not that of " + MemberKey.of(member));
        }
        return new Seen(member, health(entry.getChecks()));
    }

    private Member member(String host, int port, String node, Map<String, String> meta) {
        require(meta.getOrDefault(PROTOCOL, "").equals(Integer.toString(Frame.VERSION)), "protocol", meta);
        String name = meta.getOrDefault(NAME, "");
        String incarnation = meta.getOrDefault(INCARNATION, "");
        String scheme = meta.getOrDefault(SCHEME, "");
        String path = meta.getOrDefault(PATH, "");
        require(NAMES.matcher(name).matches(), NAME, meta);
        require(INCARNATIONS.matcher(incarnation).matches(), INCARNATION, meta);
        require(scheme.equals("http") || scheme.equals("https"), SCHEME, meta);
        require(path.length() <= MAX_VALUE && PATHS.matcher(path).matches(), PATH, meta);
        addresses.objection(host, port, node).ifPresent(why -> {
            throw new OddEntryException(why);
        });
        return new Member(
                new MemberId(name, UUID.fromString(incarnation)),
                role(meta),
                URI.create(scheme + "://" + AddressRule.inUri(host) + ":" + port + path),
                facts(meta));
    }

    private static Member.Role role(Map<String, String> meta) {
        String told = meta.getOrDefault(ROLE, "");
        for (Member.Role role : Member.Role.values()) {
            if (role.name().equals(told)) {
                return role;
            }
        }
        throw odd(ROLE, meta);
    }

    private static Map<String, String> facts(Map<String, String> meta) {
        Map<String, String> facts = new HashMap<>();
        meta.forEach((key, value) -> {
            if (key.startsWith(FACT)) {
                String fact = key.substring(FACT.length());
                boolean fits =
                        value.length() <= MAX_VALUE && VALUES.matcher(value).matches();
                require(fits && FACTS.matcher(fact).matches(), key, meta);
                facts.put(fact, value);
            }
        });
        require(facts.size() <= MAX_FACTS, "number of facts", Map.of());
        return facts;
    }

    private static void require(boolean fits, String what, Map<String, String> meta) {
        if (!fits) {
            throw odd(what, meta);
        }
    }

    private static OddEntryException odd(String what, Map<String, String> meta) {
        return new OddEntryException(
                "its " + OddEntries.shown(what) + " is odd: '" + OddEntries.shown(meta.getOrDefault(what, "")) + "'");
    }

    private static Seen.Health health(List<HealthCheck> checks) {
        Seen.Health health = Seen.Health.PASSING;
        for (HealthCheck check : checks) {
            if (check.getStatus().equals("critical")) {
                boolean byHand = check.getCheckId().startsWith("_node_maintenance")
                        || check.getCheckId().startsWith("_service_maintenance");
                if (byHand) {
                    return Seen.Health.MAINTENANCE;
                }
                health = Seen.Health.CRITICAL;
            }
        }
        return health;
    }
}
