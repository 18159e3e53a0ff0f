package io.enginehub.consul;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Which addresses of a registry are believed. Whoever may write there could otherwise make every role call what it should
 * never reach, such as a cloud's metadata service (CWE-918).
 *
 * @param networks when any are given, only addresses in these are believed
 * @param hosts the names that are believed; of one that begins with a dot, all that end in it
 */
record AddressRule(int firstPort, int lastPort, List<Network> networks, List<String> hosts) {
    private static final Pattern IPV4 = Pattern.compile("(?:(?:25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)(?:\\.(?!$)|$)){4}");
    private static final Pattern IPV6 = Pattern.compile("[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*");
    private static final Pattern NAME =
            Pattern.compile("(?=.{1,253}$)[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?(?:\\.[A-Za-z0-9-]+)*");
    /** A whole number in any notation, which some resolvers take for an address. */
    private static final Pattern NUMBER = Pattern.compile("(?:.*\\.)?(?:0[xX][0-9A-Fa-f]*|\\d+)");

    private static final List<Network> NEVER = List.of(
            Network.of("0.0.0.0/8"), // this host
            Network.of("100.100.100.200/32"), // metadata of a cloud
            Network.of("169.254.0.0/16"), // link-local, metadata of most clouds
            Network.of("224.0.0.0/3"), // multicast, reserved, broadcast
            Network.of("::/96"), // this host, IPv4 inside of IPv6; loopback is looked at below
            Network.of("64:ff9b::/96"), // IPv4 inside of IPv6
            Network.of("2002::/16"), // the same
            Network.of("fd00:ec2::254/128"), // metadata of a cloud
            Network.of("fe80::/10"), // link-local
            Network.of("ff00::/8")); // multicast

    private static final InetAddress LOOPBACK_6 = literal("::1").orElseThrow();

    AddressRule {
        networks = List.copyOf(networks);
        hosts = List.copyOf(hosts);
    }

    /** A range of addresses, written as CIDR (RFC 4632). */
    record Network(List<Byte> prefix, int bits) {
        static Network of(String cidr) {
            String[] parts = cidr.split("/", -1);
            InetAddress address = literal(parts[0])
                    .orElseThrow(() -> new IllegalArgumentException(
                            "A network is written like 10.0.0.0/8 or fd12:3456::/32, unlike '" + cidr + "'."));
            byte[] bytes = address.getAddress();
            int most = bytes.length * Byte.SIZE;
            if (parts.length != 2 || !parts[1].matches("\\d{1,3}") || Integer.parseInt(parts[1]) > most) {
                throw new IllegalArgumentException(
                        "A network's bits stand behind a '/' and are at most " + most + ", unlike in '" + cidr + "'.");
            }
            Byte[] boxed = new Byte[bytes.length];
            Arrays.setAll(boxed, i -> bytes[i]);
            return new Network(List.of(boxed), Integer.parseInt(parts[1]));
        }

        boolean contains(InetAddress address) {
            byte[] bytes = address.getAddress();
            if (bytes.length != prefix.size()) {
                return false;
            }
            for (int bit = 0; bit < bits; bit++) {
                int mask = 0x80 >> bit % Byte.SIZE;
                if (((bytes[bit / Byte.SIZE] ^ prefix.get(bit / Byte.SIZE)) & mask) != 0) {
                    return false;
                }
            }
            return true;
        }
    }

    /**
     * Why an address is not believed; empty when it is.
     *
     * @param host without the brackets that a URI puts around IPv6
     * @param node the address of the machine that the entry stands at
     */
    Optional<String> objection(String host, int port, String node) {
        if (port < firstPort || port > lastPort) {
            return Optional.of("port " + port + " is not within " + firstPort + " to " + lastPort);
        }
        Optional<InetAddress> address = literal(host);
        if (address.isEmpty()) {
            return nameObjection(host);
        }
        InetAddress ip = address.get();
        if (isNever(ip)) {
            return Optional.of(host + " is no address of a member");
        }
        if (!networks.isEmpty()) {
            boolean inside = networks.stream().anyMatch(network -> network.contains(ip));
            return inside ? Optional.empty() : Optional.of(host + " is in none of the networks that are allowed");
        }
        // why: on another machine it would be this machine's own loopback that is called
        boolean foreign = ip.isLoopbackAddress()
                && !literal(node).map(InetAddress::isLoopbackAddress).orElse(false);
        return foreign ? Optional.of(host + " is loopback, of another machine") : Optional.empty();
    }

    /** Whether no member can be at an address, also where a name leads to it. */
    static boolean isNever(InetAddress ip) {
        return !ip.equals(LOOPBACK_6) && NEVER.stream().anyMatch(network -> network.contains(ip));
    }

    private Optional<String> nameObjection(String host) {
        if (!NAME.matcher(host).matches() || NUMBER.matcher(host).matches()) {
            return Optional.of("its host is neither an address nor a name");
        }
        String name = host.toLowerCase(Locale.ROOT);
        boolean known = hosts.stream()
                .map(each -> each.toLowerCase(Locale.ROOT))
                .anyMatch(each -> each.startsWith(".") ? name.endsWith(each) : name.equals(each));
        return known ? Optional.empty() : Optional.of(host + " is none of the host names that are allowed");
    }

    /** An address that is written as one; nothing is ever looked up. */
    private static Optional<InetAddress> literal(String host) {
        if (!IPV4.matcher(host).matches() && !IPV6.matcher(host).matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(InetAddress.getByName(host));
        } catch (UnknownHostException e) {
            return Optional.empty();
        }
    }

    /** A host as a URI shows it. */
    static String inUri(String host) {
        return host.indexOf(':') >= 0 ? "[" + host + "]" : host;
    }

    /** A host without the brackets of a URI. */
    static String bare(String host) {
        return host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
    }
}
