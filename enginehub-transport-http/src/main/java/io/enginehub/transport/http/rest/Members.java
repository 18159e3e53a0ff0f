package io.enginehub.transport.http.rest;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.enginehub.api.Payload;
import io.enginehub.api.PayloadException;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The members of a JSON object in a request. Nothing below them is looked into or built, so that neither depth nor size of
 * what is only passed on costs anything.
 */
final class Members {
    private final String place;
    private final Map<String, Optional<String>> texts = new LinkedHashMap<>();

    private Members(String place) {
        this.place = place;
    }

    /**
     * Reads an object whose members may have any name.
     *
     * @param json checked
     * @param place where it stands, as a JSON Pointer
     * @throws PayloadException when it is no object, or a member stands twice
     */
    static Members of(Payload json, String place) {
        Members members = new Members(place);
        try (JsonParser parser = RestJson.parser(json.toBytes())) {
            members.read(parser);
            return members;
        } catch (IOException e) {
            throw new PayloadException(members.told("") + " is no JSON: " + e.getMessage());
        }
    }

    /** Reads an object that has no other members than these. */
    static Members of(Payload json, String place, Set<String> known) {
        Members members = of(json, place);
        if (!known.containsAll(members.texts.keySet())) {
            throw new PayloadException(members.told("") + " has a member that is not known. It takes "
                    + String.join(", ", known.stream().sorted().toList()) + ".");
        }
        return members;
    }

    private void read(JsonParser parser) throws IOException {
        if (parser.nextToken() != JsonToken.START_OBJECT) {
            throw new PayloadException(told("") + " is no JSON object.");
        }
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            boolean text = parser.nextToken() == JsonToken.VALUE_STRING;
            if (texts.put(name, text ? Optional.of(parser.getText()) : Optional.empty()) != null) {
                throw new PayloadException(told("") + " has a member that stands twice.");
            }
            parser.skipChildren();
        }
    }

    private String told(String member) {
        return place.isEmpty() && member.isEmpty() ? "The body" : place + member;
    }

    boolean has(String name) {
        return texts.containsKey(name);
    }

    /** Whether these are all that there are. */
    boolean are(String... names) {
        return texts.keySet().equals(Set.of(names));
    }

    /** Whether there is such a member, and it is a text. */
    boolean hasText(String name) {
        return texts.getOrDefault(name, Optional.empty()).isPresent();
    }

    /**
     * A member that is a text.
     *
     * @throws PayloadException when it is not there, or none
     */
    String text(String name) {
        return texts.getOrDefault(name, Optional.empty())
                .orElseThrow(() -> new PayloadException(told("/" + name) + " is missing, or is no text."));
    }

    /**
     * All members, where all are texts.
     *
     * @throws PayloadException when one is none
     */
    Map<String, String> texts() {
        Map<String, String> all = new LinkedHashMap<>();
        texts.forEach((name, text) ->
                all.put(name, text.orElseThrow(() -> new PayloadException(told("") + " is an object of texts."))));
        return all;
    }
}
