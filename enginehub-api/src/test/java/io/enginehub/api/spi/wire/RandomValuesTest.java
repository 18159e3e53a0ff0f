package io.enginehub.api.spi.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.enginehub.api.spi.Member;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What is never generated is never tested: each member of each message has to vary. */
class RandomValuesTest {
    private final Map<String, Set<String>> seen = new HashMap<>();
    private final Map<Class<?>, Set<Object>> constants = new HashMap<>();

    @Test
    void everyMemberOfEveryMessageVaries() {
        for (long seed = 0; seed < 100; seed++) {
            look(new RandomValues(seed).value(Member.class));
            for (Exchange exchange : Exchange.all(seed)) {
                exchange.said.forEach(this::look);
                exchange.answered.fold(
                        value -> {
                            look(value);
                            return true;
                        },
                        refused -> true,
                        unknown -> true);
            }
        }
        for (Class<?> message : messages()) {
            for (RecordComponent component : message.getRecordComponents()) {
                Set<String> values = seen.getOrDefault(Members.name(component), Set.of());
                assertTrue(values.size() > 1, () -> Members.name(component) + " was always " + values);
                assertEquals(
                        RandomValues.isNullable(component),
                        values.contains("null"),
                        () -> Members.name(component) + " is null");
            }
        }
        constants.forEach((type, all) ->
                assertEquals(new HashSet<>(Arrays.asList(type.getEnumConstants())), all, () -> "some of " + type));
    }

    @Test
    void findsTheMessagesOfAllRoles() {
        List<String> names =
                messages().stream().map(Class::getSimpleName).sorted().toList();

        assertTrue(
                names.containsAll(List.of("Claim", "Try", "Line", "InputEvent", "ModelState", "LiveStep", "Failure")));
        assertTrue(names.size() > 20, names::toString);
    }

    private void look(Object value) {
        if (value instanceof Collection<?> items) {
            items.forEach(this::look);
        } else if (value instanceof Map<?, ?> map) {
            map.values().forEach(this::look);
        } else if (value instanceof Enum<?> constant) {
            constants
                    .computeIfAbsent(constant.getDeclaringClass(), type -> new HashSet<>())
                    .add(constant);
        } else if (value instanceof Record message) {
            for (RecordComponent component : message.getClass().getRecordComponents()) {
                Object member = Members.of(message, component);
                seen.computeIfAbsent(Members.name(component), name -> new HashSet<>())
                        .add(String.valueOf(member));
                if (member != null) {
                    look(member);
                }
            }
        }
    }

    /** All records that a call of a role takes or gives, and that a registry tells. */
    static Set<Class<?>> messages() {
        Set<Class<?>> found = new LinkedHashSet<>();
        collect(Member.class, found);
        for (Exchange.Role<?> role : Exchange.Role.ALL) {
            role.methods().forEach(method -> {
                Arrays.stream(method.getGenericParameterTypes()).forEach(type -> collect(type, found));
                collect(Exchange.answer(method), found);
            });
        }
        return found;
    }

    private static void collect(Type type, Set<Class<?>> found) {
        if (type instanceof ParameterizedType generic) {
            Arrays.stream(generic.getActualTypeArguments()).forEach(each -> collect(each, found));
        } else if (type instanceof Class<?> plain && plain.isRecord() && found.add(plain)) {
            Arrays.stream(plain.getRecordComponents()).forEach(component -> collect(component.getGenericType(), found));
        }
    }
}
