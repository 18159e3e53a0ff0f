package io.enginehub.api.spi.wire;

import static io.enginehub.api.spi.wire.Scalars.DURATION;
import static io.enginehub.api.spi.wire.Scalars.FLAG;
import static io.enginehub.api.spi.wire.Scalars.ID;
import static io.enginehub.api.spi.wire.Scalars.INSTANT;
import static io.enginehub.api.spi.wire.Scalars.INT;
import static io.enginehub.api.spi.wire.Scalars.LONG;
import static io.enginehub.api.spi.wire.Scalars.NUMBER;
import static io.enginehub.api.spi.wire.Scalars.PAYLOAD;
import static io.enginehub.api.spi.wire.Scalars.PROCESS;
import static io.enginehub.api.spi.wire.Scalars.TEXT;
import static io.enginehub.api.spi.wire.Scalars.finite;

import io.enginehub.api.Failure;
import io.enginehub.api.LogLine;
import io.enginehub.api.spi.EventKey;
import io.enginehub.api.spi.Held;
import io.enginehub.api.spi.MemberId;
import io.enginehub.api.spi.ResultEvent;
import io.enginehub.api.spi.StepLines;
import java.util.List;

/** What more than one role's messages hold. */
final class StepForms {
    static final Form<MemberId> MEMBER_ID = Form.object(
            (out, id) -> out.put("name", TEXT, id.name()).put("incarnation", ID, id.incarnation()),
            in -> new MemberId(in.get("name", TEXT), in.get("incarnation", ID)));

    static final Form<Held> HELD = Form.object(
            (out, held) -> out.put("process", PROCESS, held.process()).put("epoch", LONG, held.epoch()),
            in -> new Held(in.get("process", PROCESS), in.get("epoch", LONG)));

    static final Form<EventKey> EVENT_KEY = Form.object(
            (out, key) -> out.put("process", PROCESS, key.process())
                    .put("step", TEXT, key.step())
                    .put("run", INT, key.run())
                    .put("attempt", INT, key.attempt()),
            in -> new EventKey(
                    in.get("process", PROCESS), in.get("step", TEXT), in.get("run", INT), in.get("attempt", INT)));

    private static final Form<Failure.Kind> FAILURE_KIND = Form.oneOf(Failure.Kind.class);

    static final Form<Failure> FAILURE = Form.object(
            (out, failure) -> out.put("kind", FAILURE_KIND, failure.kind())
                    .put("processor", TEXT, failure.processor())
                    .put("message", TEXT, failure.message()),
            in -> new Failure(
                    in.get("kind", FAILURE_KIND), in.get("processor", TEXT, ""), in.get("message", TEXT, "")));

    private static final Form<LogLine.Level> LEVEL = Form.oneOf(LogLine.Level.class);

    private static final Form<StepLines.Line> LINE = Form.object(
            (out, line) -> out.put("at", INSTANT, line.at())
                    .put("level", LEVEL, line.level())
                    .put("text", TEXT, line.text()),
            in -> new StepLines.Line(
                    in.get("at", INSTANT), in.get("level", LEVEL, LogLine.Level.INFO), in.get("text", TEXT)));

    private static final Form<List<StepLines.Line>> LINES = Form.list(LINE);

    static final Form<StepLines> STEP_LINES = Form.object(
            (out, said) -> out.put("key", EVENT_KEY, said.key())
                    .put("epoch", LONG, said.epoch())
                    .put("lines", LINES, said.lines())
                    .put("progress", NUMBER, finite(said.progress())),
            in -> new StepLines(
                    in.get("key", EVENT_KEY),
                    in.get("epoch", LONG),
                    in.get("lines", LINES, List.of()),
                    in.find("progress", NUMBER)));

    static final Form<ResultEvent> RESULT = Form.object(
            (out, result) -> out.put("key", EVENT_KEY, result.key())
                    .put("epoch", LONG, result.epoch())
                    .put("agent", TEXT, result.agent())
                    .put("took", DURATION, result.took())
                    .put("output", PAYLOAD, result.output())
                    .put("failure", FAILURE, result.failure())
                    .put("lines", LINES, result.lines())
                    .put("spoke", FLAG, result.spoke()),
            in -> new ResultEvent(
                    in.get("key", EVENT_KEY),
                    in.get("epoch", LONG),
                    in.get("agent", TEXT),
                    in.get("took", DURATION),
                    in.find("output", PAYLOAD),
                    in.find("failure", FAILURE),
                    in.get("lines", LINES, List.of()),
                    in.get("spoke", FLAG, true)));

    private StepForms() {}
}
