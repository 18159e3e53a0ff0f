package io.enginehub.core.hub;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.enginehub.api.Explanation;
import io.enginehub.api.Explanation.Reason;
import io.enginehub.api.ProcessFlow;
import io.enginehub.api.spi.LiveStep;
import io.enginehub.api.spi.LiveStep.Phase;
import io.enginehub.api.spi.Member;
import io.enginehub.api.spi.MemberId;
import io.enginehub.api.spi.SettingValues;
import io.enginehub.core.flow.CompiledFlow;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What is said of a process in a slot. What is said of one in the queue, {@code ExplainTest} in the package above shows. */
class ExplainerTest {
    private static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");

    private final CompiledFlow flow = CompiledFlow.of(ProcessFlow.chain("flow", "a", "b", "c"));

    private Explanation explain(LiveStep... steps) {
        return explain(Picture.EMPTY, steps);
    }

    private Explanation explain(Picture picture, LiveStep... steps) {
        return new Explainer(picture, true).running(flow, List.of(steps), NOW);
    }

    private static Member agent(String algorithm, String name) {
        return new Member(
                new MemberId(name, new UUID(0, 1)),
                Member.Role.AGENT,
                URI.create("local://here"),
                Map.of(Member.ALGORITHM, algorithm));
    }

    @Test
    void saysThatAllAgentsOfAnAlgorithmAreDrained() {
        SettingValues set = SettingValues.of(Map.of("drain/one", "yes"), (key, why) -> {});
        Picture picture = Picture.of(List.of(agent("a", "one"), agent("c", "two")), set);
        Explanation why = explain(picture, step("a", Phase.NO_AGENT));
        assertEquals(new Explanation(Reason.AGENT_DRAINED, 0, "a", null, null), why);
        assertEquals("All agents of algorithm 'a' are drained. Let one work again, or start another.", why.text());
        assertEquals(
                Reason.NO_AGENT, explain(picture, step("b", Phase.NO_AGENT)).reason());
        assertEquals(
                Reason.NO_AGENT, explain(picture, step("c", Phase.NO_AGENT)).reason());
    }

    private static LiveStep step(String step, Phase phase) {
        return new LiveStep(step, phase, 1, null, Duration.ZERO, null, null);
    }

    private static LiveStep backingOff(String step, int seconds) {
        return new LiveStep(step, Phase.RETRYING, 2, null, Duration.ZERO, Duration.ofSeconds(seconds), null);
    }

    @Test
    void saysUntilWhenAStepBacksOff() {
        assertEquals(
                new Explanation(Reason.BACKING_OFF, 0, null, NOW.plusSeconds(3), null), explain(backingOff("a", 3)));
    }

    @Test
    void saysWhenTheFirstOfSeveralStepsIsTriedAgain() {
        Explanation first = new Explanation(Reason.BACKING_OFF, 0, null, NOW.plusSeconds(3), null);
        assertEquals(first, explain(backingOff("a", 3), backingOff("b", 9)));
        assertEquals(first, explain(backingOff("b", 9), backingOff("a", 3)));
    }

    @Test
    void saysHowFarAModelIsLoaded() {
        LiveStep loading = new LiveStep("b", Phase.MODEL_LOADING, 1, "agent", Duration.ZERO, null, 0.5);
        Explanation why = explain(loading);
        assertEquals(new Explanation(Reason.MODEL_LOADING, 0, "b", null, 0.5), why);
        assertEquals("An agent of algorithm 'b' is loading the model, 50 % done.", why.text());
    }

    @Test
    void namesTheAlgorithmThatIsBusyOrMissing() {
        assertEquals(new Explanation(Reason.AGENT_BUSY, 0, "a", null, null), explain(step("a", Phase.AGENT_BUSY)));
        assertEquals(new Explanation(Reason.NO_AGENT, 0, "c", null, null), explain(step("c", Phase.NO_AGENT)));
    }

    @Test
    void tellsWhatGoesOnBeforeWhatWaits() {
        Explanation running = new Explanation(Reason.RUNNING, 0, null, null, null);
        assertEquals(running, explain());
        assertEquals(running, explain(backingOff("a", 3), step("b", Phase.AGENT_BUSY), step("c", Phase.RUNNING)));
        assertEquals(
                Reason.AGENT_BUSY,
                explain(backingOff("a", 3), step("b", Phase.AGENT_BUSY), step("c", Phase.NO_AGENT))
                        .reason());
    }
}
