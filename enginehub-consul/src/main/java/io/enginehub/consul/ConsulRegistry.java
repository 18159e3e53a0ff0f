package io.enginehub.consul;

import com.orbitz.consul.Consul;
import io.enginehub.api.spi.Member;
import io.enginehub.api.spi.Registration;
import io.enginehub.api.spi.Registry;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * A registry in Consul: members that other processes have registered there, and those of this process. Safe for use by many
 * threads; nothing but {@link #close} waits for Consul.
 *
 * <p>With Consul away all members stay who were there last. Where it has never answered, watches are told of this process's
 * own members only.
 */
public final class ConsulRegistry implements Registry {
    private static final int LOOKS_AT_ONCE = 4;
    /** What closing waits for Consul to take the members away. */
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    /**
     * How long those stay who are missing after Consul was away, and have not registered anew. Far longer than that takes,
     * also on a busy machine: who has really left refuses connections, and is out at once.
     */
    private static final Duration RELEARN = Duration.ofSeconds(30);

    private final Consul consul;
    private final Pictures pictures;
    private final Registrar registrar;
    private final Thread registrarThread;
    private final List<MemberWatch> watches;

    private ConsulRegistry(ConsulAccess access, ConsulRegistryOptions options) {
        this.consul = ConsulClients.open(access);
        MemberEntry entries = new MemberEntry(options.service, options.addresses);
        Map<String, Sightings> centres = new LinkedHashMap<>();
        centres.put(MemberWatch.OWN, new Sightings(options.hold, RELEARN, options.quarantine));
        options.dataCentres.forEach(
                name -> centres.put(name, new Sightings(options.hold, RELEARN, options.quarantine)));
        String name = options.service + "-consul";
        Quarantine quarantine = new Quarantine(Threads.pool(name + "-looks", LOOKS_AT_ONCE), options.quarantine);
        this.pictures = new Pictures(centres, quarantine, Threads.timer(name + "-timer"));
        this.registrar = new Registrar(consul.agentClient(), entries, options.check, options.forgetAfter, pictures);
        this.watches = centres.keySet().stream()
                .map(centre -> new MemberWatch(
                        new MemberWatch.Asked(consul.healthClient(), options.service, centre),
                        entries,
                        pictures,
                        registrar::checkSoon))
                .toList();
        this.registrarThread = Threads.start(name + "-registrar", registrar);
        watches.forEach(watch -> Threads.start(name + "-watch", watch));
    }

    /** Opens a registry with the defaults. Consul need not be there yet. */
    public static ConsulRegistry open(ConsulAccess access) {
        return open(access, options -> {});
    }

    /**
     * Opens a registry. Consul need not be there yet.
     *
     * @throws IllegalArgumentException when a setting is out of its bounds, or a file of certificates cannot be read
     */
    public static ConsulRegistry open(ConsulAccess access, Consumer<ConsulRegistryOptions> settings) {
        ConsulRegistryOptions options = new ConsulRegistryOptions();
        settings.accept(options);
        return new ConsulRegistry(access, options);
    }

    /**
     * {@inheritDoc}
     *
     * @throws IllegalArgumentException when others would not believe the member's address, name or facts
     */
    @Override
    public Registration register(Member member) {
        return registrar.add(member);
    }

    @Override
    public Registration watch(Consumer<List<Member>> listener) {
        return pictures.watch(listener);
    }

    /** Takes this process's members away; waits for Consul for 2 s at the most. */
    @Override
    public void close() {
        pictures.close();
        registrar.close();
        watches.forEach(MemberWatch::close);
        try {
            registrarThread.join(PATIENCE.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        consul.destroy();
    }
}
