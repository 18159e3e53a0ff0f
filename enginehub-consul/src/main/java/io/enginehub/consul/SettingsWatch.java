package io.enginehub.consul;

import com.orbitz.consul.KeyValueClient;
import com.orbitz.consul.model.ConsulResponse;
import com.orbitz.consul.model.kv.Value;
import com.orbitz.consul.option.ImmutableQueryOptions;
import io.enginehub.api.spi.SettingValues;
import java.math.BigInteger;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Follows the settings below a prefix. Neither an error nor lost data is ever "nothing is set". */
final class SettingsWatch extends BlockingQuery<List<Value>> {
    /** Longer than for members: settings seldom change. */
    private static final String WAIT = "60s";

    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(3);

    private final KeyValueClient values;
    private final String prefix;
    private final Consumer<SettingValues> then;
    private final OddEntries odd = new OddEntries();
    /** The index of the last answer that was believed; below it lies what Consul has lost. */
    private BigInteger believed = BigInteger.ZERO;

    /** @param then is told what is set, whenever Consul says so */
    SettingsWatch(KeyValueClient values, String prefix, Consumer<SettingValues> then) {
        super("the cluster's settings", WAIT, LONGEST_PAUSE);
        this.values = values;
        this.prefix = prefix;
        this.then = then;
    }

    @Override
    ConsulResponse<List<Value>> ask(ImmutableQueryOptions.Builder question) {
        return values.getConsulResponseWithValues(prefix, question.build());
    }

    @Override
    void take(ConsulResponse<List<Value>> answer, boolean wentBack) {
        BigInteger next = answer.getIndex();
        Map<String, String> texts = ConsulClusterSettings.texts(answer.getResponse(), prefix);
        if (texts.isEmpty() && next.compareTo(believed) < 0) {
            return; // why: it was started without its data; nobody has taken anything away
        }
        believed = next;
        then.accept(SettingValues.of(texts, odd::add));
    }
}
