package io.enginehub.api.spi.wire;

import io.enginehub.api.Payload;
import io.enginehub.api.ProcessFlow;
import io.enginehub.api.ProcessId;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** How values that are no objects stand in a head. */
final class Scalars {
    static final Form<String> TEXT = Form.of(HeadWriter::text, HeadReader::text);
    static final Form<Set<String>> TEXTS = Form.set(TEXT);
    static final Form<Boolean> FLAG = Form.of(HeadWriter::flag, HeadReader::flag);
    static final Form<Long> LONG = Form.of(HeadWriter::whole, in -> in.whole(Long.MIN_VALUE, Long.MAX_VALUE));
    static final Form<Integer> INT =
            Form.of((out, number) -> out.whole(number), in -> (int) in.whole(Integer.MIN_VALUE, Integer.MAX_VALUE));
    static final Form<Double> NUMBER = Form.of(HeadWriter::number, HeadReader::number);

    static final Form<UUID> ID = Form.of((out, id) -> out.text(id.toString()), Scalars::id);
    static final Form<ProcessId> PROCESS =
            Form.of((out, process) -> ID.write(out, process.value()), in -> new ProcessId(ID.read(in)));
    static final Form<Instant> INSTANT = Form.of((out, at) -> out.text(at.toString()), Scalars::instant);
    static final Form<Duration> DURATION = Form.of((out, time) -> out.text(time.toString()), Scalars::duration);
    static final Form<URI> ADDRESS = Form.of((out, uri) -> out.text(uri.toString()), Scalars::address);

    static final Form<Payload> PAYLOAD = Form.of(HeadWriter::payload, HeadReader::payload);
    static final Form<ProcessFlow> FLOW = Form.of(HeadWriter::flow, HeadReader::flow);

    private Scalars() {}

    /** A number that JSON can hold; null where it cannot, so that a hint that is none does no harm. */
    static @Nullable Double finite(@Nullable Double number) {
        return number != null && Double.isFinite(number) ? number : null;
    }

    private static UUID id(HeadReader in) {
        String text = in.text();
        try {
            UUID id = UUID.fromString(text);
            if (id.toString().equals(text.toLowerCase(Locale.ROOT))) { // why: Java takes "1-1-1-1-1" too
                return id;
            }
        } catch (IllegalArgumentException e) {
            // told below
        }
        throw in.fault("it is no UUID", "Send one like 01890a5d-ac96-774b-bcce-b302099a8057");
    }

    private static Instant instant(HeadReader in) {
        try {
            return Instant.parse(in.text());
        } catch (DateTimeParseException e) {
            throw in.fault("it is no time", "Send one in ISO-8601, in UTC, like 2026-01-31T12:00:00.5Z", e);
        }
    }

    private static Duration duration(HeadReader in) {
        try {
            return Duration.parse(in.text());
        } catch (DateTimeParseException e) {
            throw in.fault("it is no duration", "Send one in ISO-8601, like PT1.5S", e);
        }
    }

    private static URI address(HeadReader in) {
        try {
            return new URI(in.text());
        } catch (URISyntaxException e) {
            throw in.fault("it is no address", "Send a URI (RFC 3986), like http://10.0.0.7:8080", e);
        }
    }
}
