package io.enginehub.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaType;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What users compile against stays ours: a host's own version of Jackson must never meet a signature of this API. */
final class ApiSurfaceTest {
    @Test
    void noJacksonTypeStandsInASignature() {
        classes()
                .that()
                .resideInAnyPackage("io.enginehub", "io.enginehub.api..")
                .and()
                .arePublic()
                .should(SHOW_NO_JACKSON)
                .check(Ours.CLASSES);
    }

    private static final ArchCondition<JavaClass> SHOW_NO_JACKSON = new ArchCondition<>("show no type of Jackson") {
        @Override
        public void check(JavaClass item, ConditionEvents events) {
            Stream.concat(item.getSuperclass().stream(), item.getInterfaces().stream())
                    .filter(ApiSurfaceTest::isJackson)
                    .forEach(type -> events.add(SimpleConditionEvent.violated(item, item + " extends " + type)));
            for (JavaMember member : item.getMembers()) {
                Set<JavaModifier> modifiers = member.getModifiers();
                boolean seen = modifiers.contains(JavaModifier.PUBLIC) || modifiers.contains(JavaModifier.PROTECTED);
                if (seen && types(member).anyMatch(ApiSurfaceTest::isJackson)) {
                    events.add(SimpleConditionEvent.violated(item, member.getDescription() + " shows Jackson"));
                }
            }
        }
    };

    private static Stream<? extends JavaType> types(JavaMember member) {
        if (member instanceof JavaCodeUnit code) {
            return Stream.of(
                            code.getParameterTypes().stream(),
                            Stream.of(code.getReturnType()),
                            code.getExceptionTypes().stream(),
                            code.getTypeParameters().stream())
                    .flatMap(types -> types);
        }
        return Stream.of(((JavaField) member).getType());
    }

    private static boolean isJackson(JavaType type) {
        return type.getAllInvolvedRawTypes().stream()
                .map(JavaClass::getPackageName)
                .collect(Collectors.toSet())
                .stream()
                .anyMatch(name -> name.startsWith("com.fasterxml.jackson"));
    }
}
