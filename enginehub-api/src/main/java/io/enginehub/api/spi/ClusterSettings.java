package io.enginehub.api.spi;

import java.util.Map;
import java.util.function.Consumer;

/** Settings of a whole cluster, which every role follows live. Where they are kept is another's. Thread-safe. */
public interface ClusterSettings extends AutoCloseable {
    /**
     * Tells what is set as soon as that is known, and each change of it, until the registration is closed. A failure to look
     * is never "nothing is set": what was known last stays, and nothing is told. Calls come one at a time, on any thread; the
     * listener must not block.
     */
    Registration watch(Consumer<SettingValues> listener);

    /**
     * What is set now, as texts by key, also what means nothing. Blocks.
     *
     * @throws SettingsException when that cannot be told now
     */
    Map<String, String> read();

    /**
     * Sets a value. Blocks until it is kept; roles follow within moments. Setting the same again does nothing.
     *
     * @throws IllegalArgumentException when it is no setting, see {@link SettingValues#check}
     * @throws SettingsException when it may not be kept
     */
    void set(String key, String text);

    /**
     * Takes a value away; does nothing where it is not set. Blocks.
     *
     * @throws IllegalArgumentException when no setting has the key
     * @throws SettingsException when it may be there still
     */
    void remove(String key);

    /** Ends all watches; nobody is told. */
    @Override
    void close();
}
