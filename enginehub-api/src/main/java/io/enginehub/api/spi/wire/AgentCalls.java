package io.enginehub.api.spi.wire;

import static io.enginehub.api.spi.wire.Scalars.DURATION;
import static io.enginehub.api.spi.wire.Scalars.FLAG;
import static io.enginehub.api.spi.wire.Scalars.INT;
import static io.enginehub.api.spi.wire.Scalars.LONG;
import static io.enginehub.api.spi.wire.Scalars.NUMBER;
import static io.enginehub.api.spi.wire.Scalars.PAYLOAD;
import static io.enginehub.api.spi.wire.Scalars.TEXT;
import static io.enginehub.api.spi.wire.Scalars.finite;

import io.enginehub.api.spi.Accepted;
import io.enginehub.api.spi.Agent;
import io.enginehub.api.spi.AgentStatus;
import io.enginehub.api.spi.EventKey;
import io.enginehub.api.spi.Handed;
import io.enginehub.api.spi.Held;
import io.enginehub.api.spi.InputEvent;
import io.enginehub.api.spi.ModelLoad;
import io.enginehub.api.spi.ModelPin;
import io.enginehub.api.spi.ModelState;
import io.enginehub.api.spi.Reply;
import io.enginehub.api.spi.ResultEvent;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** The calls of an {@link Agent} as bytes. */
public final class AgentCalls {
    /** The arguments of {@link Agent#status}: none. */
    public record Status() {}

    private static final Form<ModelState.State> STATE = Form.oneOf(ModelState.State.class);

    private static final Form<ModelState> MODEL_STATE = Form.object(
            (out, model) -> out.put("hash", TEXT, model.hash())
                    .put("state", STATE, model.state())
                    .put("fraction", NUMBER, finite(model.fraction()))
                    .put("problem", TEXT, model.problem()),
            in -> new ModelState(
                    in.get("hash", TEXT),
                    in.get("state", STATE),
                    in.find("fraction", NUMBER),
                    in.find("problem", TEXT)));

    private static final Form<List<ModelState>> MODEL_STATES = Form.list(MODEL_STATE);

    private static final Form<List<EventKey>> EVENT_KEYS = Form.list(StepForms.EVENT_KEY);

    private static final Form<AgentStatus> AGENT_STATUS = Form.object(
            (out, status) -> out.put("algorithm", TEXT, status.algorithm())
                    .put("capacity", INT, status.capacity())
                    .put("held", EVENT_KEYS, status.held())
                    .put("overdue", INT, status.overdue())
                    .put("models", MODEL_STATES, status.models()),
            in -> new AgentStatus(
                    in.get("algorithm", TEXT),
                    in.get("capacity", INT),
                    in.get("held", EVENT_KEYS, List.of()),
                    in.get("overdue", INT, 0),
                    in.get("models", MODEL_STATES, List.of())));

    private static final Form<ModelPin> MODEL_PIN = Form.object(
            (out, pin) -> out.put("hash", TEXT, pin.hash()).put("owner", TEXT, pin.owner()),
            in -> new ModelPin(in.get("hash", TEXT), in.get("owner", TEXT)));

    private static final Form<ModelLoad> MODEL_LOAD = Form.object(
            (out, load) -> out.put("pin", MODEL_PIN, load.pin())
                    .put("keep", DURATION, load.keep())
                    .put("model", PAYLOAD, load.model()),
            in -> new ModelLoad(in.get("pin", MODEL_PIN), in.get("keep", DURATION), in.get("model", PAYLOAD)));

    private static final Form<InputEvent> INPUT_EVENT = Form.object(
            (out, event) -> out.put("key", StepForms.EVENT_KEY, event.key())
                    .put("epoch", LONG, event.epoch())
                    .put("from", StepForms.MEMBER_ID, event.from())
                    .put("timeout", DURATION, event.timeout())
                    .put("model", MODEL_PIN, event.model())
                    .put("alone", FLAG, event.alone())
                    .put("input", PAYLOAD, event.input()),
            in -> new InputEvent(
                    in.get("key", StepForms.EVENT_KEY),
                    in.get("epoch", LONG),
                    in.get("from", StepForms.MEMBER_ID),
                    in.find("timeout", DURATION),
                    in.get("model", MODEL_PIN),
                    in.get("alone", FLAG, false),
                    in.get("input", PAYLOAD)));

    private static final Form<List<Accepted>> ANSWERS = Form.list(Form.oneOf(Accepted.class));

    private static final Form<List<ResultEvent>> RESULTS = Form.list(StepForms.RESULT);

    private static final Form<Handed> HANDED = Form.object(
            (out, handed) -> out.put("answers", ANSWERS, handed.answers()).put("results", RESULTS, handed.results()),
            in -> new Handed(in.get("answers", ANSWERS), in.get("results", RESULTS, List.of())));

    public static final Call<Agent, Status, AgentStatus> STATUS = new Call<>(
            "status",
            Form.object((out, none) -> {}, in -> new Status()),
            AGENT_STATUS,
            (agent, none) -> agent.status());

    public static final Call<Agent, List<InputEvent>, Handed> HANDLE =
            new Call<>("handle", Form.object("events", Form.list(INPUT_EVENT)), HANDED, Agent::handle);

    public static final Call<Agent, List<Held>, Boolean> CANCEL =
            new Call<>("cancel", Form.object("processes", Form.list(StepForms.HELD)), FLAG, Agent::cancel);

    public static final Call<Agent, List<ModelLoad>, Boolean> LOAD =
            new Call<>("load", Form.object("models", Form.list(MODEL_LOAD)), FLAG, Agent::load);

    public static final Call<Agent, List<ModelPin>, Boolean> UNPIN =
            new Call<>("unpin", Form.object("pins", Form.list(MODEL_PIN)), FLAG, Agent::unpin);

    /** All of them. */
    public static final List<Call<Agent, ?, ?>> ALL = List.of(STATUS, HANDLE, CANCEL, LOAD, UNPIN);

    private AgentCalls() {}

    /** The agent at the other end of a wire. */
    public static Agent over(Wire<Agent> wire) {
        return new Far(wire);
    }

    private record Far(Wire<Agent> wire) implements Agent {
        @Override
        public CompletionStage<Reply<AgentStatus>> status() {
            return STATUS.ask(wire, new Status());
        }

        @Override
        public CompletionStage<Reply<Handed>> handle(List<InputEvent> events) {
            return HANDLE.ask(wire, events);
        }

        @Override
        public CompletionStage<Reply<Boolean>> cancel(List<Held> processes) {
            return CANCEL.ask(wire, processes);
        }

        @Override
        public CompletionStage<Reply<Boolean>> load(List<ModelLoad> models) {
            return LOAD.ask(wire, models);
        }

        @Override
        public CompletionStage<Reply<Boolean>> unpin(List<ModelPin> pins) {
            return UNPIN.ask(wire, pins);
        }
    }
}
