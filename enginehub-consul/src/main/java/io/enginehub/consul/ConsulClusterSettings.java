package io.enginehub.consul;

import com.orbitz.consul.Consul;
import com.orbitz.consul.ConsulException;
import com.orbitz.consul.KeyValueClient;
import com.orbitz.consul.model.kv.Value;
import io.enginehub.api.spi.ClusterSettings;
import io.enginehub.api.spi.Registration;
import io.enginehub.api.spi.SettingValues;
import io.enginehub.api.spi.SettingsException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Settings of a cluster in Consul's keys and values, below {@code SERVICE/settings/}. Safe for use by many threads.
 *
 * <p>With Consul away they stay as they were last. When Consul comes back without its data, they stay until something is set
 * there again; only roles that start meanwhile do not know them.
 */
public final class ConsulClusterSettings implements ClusterSettings {
    private static final String DEFAULT_SERVICE = "enginehub";

    private final Consul consul;
    private final KeyValueClient values;
    private final String prefix;
    private final Watchers<SettingValues> watchers = new Watchers<>("what is set for the cluster");
    private @Nullable SettingsWatch watch;

    private ConsulClusterSettings(ConsulAccess access, String service) {
        this.consul = ConsulClients.open(access);
        this.values = consul.keyValueClient();
        this.prefix = service + "/settings/";
    }

    /** Settings of the cluster whose service has the default name. Consul need not be there yet. */
    public static ConsulClusterSettings open(ConsulAccess access) {
        return open(access, DEFAULT_SERVICE);
    }

    /**
     * Settings of a cluster. Consul need not be there yet.
     *
     * @param service as in {@link ConsulRegistryOptions#service}
     */
    public static ConsulClusterSettings open(ConsulAccess access, String service) {
        return new ConsulClusterSettings(access, new ConsulRegistryOptions().service(service).service);
    }

    @Override
    public Registration watch(Consumer<SettingValues> listener) {
        Registration registration = watchers.add(listener);
        startWatch();
        return registration;
    }

    private synchronized void startWatch() {
        if (watch == null) { // why not before: who only reads and sets needs no thread
            watch = new SettingsWatch(values, prefix, watchers::tell);
            Threads.start("enginehub-consul-settings", watch);
        }
    }

    /** The texts of an answer, by key without its prefix. */
    static Map<String, String> texts(@Nullable List<Value> answer, String prefix) {
        Map<String, String> texts = new TreeMap<>();
        if (answer != null) { // why: where there is no key, the client gives no list
            answer.stream()
                    .filter(value -> value.getKey().length() > prefix.length())
                    .forEach(value -> texts.put(
                            value.getKey().substring(prefix.length()),
                            value.getValueAsString().orElse("")));
        }
        return texts;
    }

    @Override
    public Map<String, String> read() {
        try {
            return texts(values.getValues(prefix), prefix);
        } catch (ConsulException e) {
            throw new SettingsException("Consul does not tell what is set for the cluster: " + e.getMessage(), e);
        }
    }

    @Override
    public void set(String key, String text) {
        SettingValues.check(key, text);
        try {
            if (!values.putValue(prefix + key, text)) {
                throw new ConsulException("it said no");
            }
        } catch (ConsulException e) {
            throw new SettingsException("Consul does not keep '" + key + "': " + e.getMessage(), e);
        }
    }

    @Override
    public void remove(String key) {
        SettingValues.checkKey(key);
        try {
            values.deleteKey(prefix + key);
        } catch (ConsulException e) {
            throw new SettingsException("Consul does not take '" + key + "' away: " + e.getMessage(), e);
        }
    }

    @Override
    public synchronized void close() {
        watchers.clear();
        if (watch != null) {
            watch.close();
        }
        consul.destroy();
    }
}
