package io.enginehub.api.spi.wire;

import com.fasterxml.jackson.databind.JsonNode;
import io.enginehub.api.Payload;
import io.enginehub.api.ProcessFlow;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A JSON value of a head that is read, and its place. Members that nobody asks for are ignored. */
final class HeadReader {
    private final JsonNode json;
    private final Parts parts;
    private final @Nullable HeadReader parent;
    private final String step;

    private HeadReader(JsonNode json, Parts parts, @Nullable HeadReader parent, String step) {
        this.json = json;
        this.parts = parts;
        this.parent = parent;
        this.step = step;
    }

    static HeadReader root(JsonNode json, Parts parts) {
        return new HeadReader(json, parts, null, "");
    }

    /** A member that has to be there. */
    <T> T get(String name, Form<T> form) {
        T value = find(name, form);
        if (value == null) {
            throw member(json, name).fault("it is missing", "Send it");
        }
        return value;
    }

    /** A member that may be missing, or be null, which is the same. */
    <T> @Nullable T find(String name, Form<T> form) {
        JsonNode value = json.get(name);
        return value == null || value.isNull() ? null : form.read(member(value, name));
    }

    /** A member that means something else where it is missing. */
    <T> T get(String name, Form<T> form, T otherwise) {
        T value = find(name, form);
        return value == null ? otherwise : value;
    }

    private HeadReader member(JsonNode value, String name) {
        return new HeadReader(value, parts, this, parent == null ? name : "." + name);
    }

    void requireObject() {
        require(json.isObject(), "an object");
    }

    void items(Consumer<HeadReader> each) {
        require(json.isArray(), "an array");
        int index = 0;
        for (JsonNode item : json) {
            each.accept(new HeadReader(item, parts, this, "[" + index + "]"));
            index++;
        }
    }

    void members(BiConsumer<String, HeadReader> each) {
        requireObject();
        int index = 0;
        for (Map.Entry<String, JsonNode> member : json.properties()) {
            // why a number: a name may hold anything, and a place is shown to people
            each.accept(member.getKey(), new HeadReader(member.getValue(), parts, this, "{" + index + "}"));
            index++;
        }
    }

    String text() {
        require(json.isTextual(), "a text");
        return json.textValue();
    }

    boolean flag() {
        require(json.isBoolean(), "true or false");
        return json.booleanValue();
    }

    long whole(long least, long most) {
        boolean fits = json.isIntegralNumber()
                && json.canConvertToLong()
                && json.longValue() >= least
                && json.longValue() <= most;
        require(fits, "a whole number from " + least + " to " + most);
        return json.longValue();
    }

    double number() {
        require(json.isNumber() && Double.isFinite(json.doubleValue()), "a number");
        return json.doubleValue();
    }

    Payload payload() {
        requireObject();
        int part = get(HeadJson.PART, Scalars.INT);
        return parts.payload(part, get(HeadJson.TYPE, Scalars.TEXT, Payload.JSON), this);
    }

    ProcessFlow flow() {
        requireObject();
        return parts.flow(get(HeadJson.PART, Scalars.INT), this);
    }

    private void require(boolean holds, String what) {
        if (!holds) {
            throw fault("it is not " + what, "Send " + what);
        }
    }

    WireException fault(String problem, String remedy) {
        return new WireException(place(), problem, remedy);
    }

    WireException fault(String problem, String remedy, Throwable cause) {
        return new WireException(place(), problem, remedy, cause);
    }

    private String place() {
        StringBuilder place = new StringBuilder();
        for (HeadReader at = this; at != null; at = at.parent) {
            place.insert(0, at.step);
        }
        return place.isEmpty() ? "the head" : place.toString();
    }
}
