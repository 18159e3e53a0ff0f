package io.enginehub.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaPackage;
import java.io.ObjectInputStream;
import java.util.List;
import java.util.ServiceLoader;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

final class HabitsTest {
    @Test
    void everyNameSaysWhatTheThingIs() {
        noClasses()
                .should()
                .haveNameMatching(".*(Utils?|Helper|Manager|Impl|Constants)")
                .because("such a name fits anything, and so everything ends up in it")
                .check(Ours.CLASSES);
        noClasses()
                .should()
                .resideInAnyPackage("..util..", "..common..", "..impl..")
                .check(Ours.CLASSES);
    }

    @Test
    void onlyTheLauncherLooksServicesUp() {
        noClasses()
                .that()
                .resideOutsideOfPackage("io.enginehub.launcher..")
                .should()
                .dependOnClassesThat()
                .areAssignableTo(ServiceLoader.class)
                .because("wiring is explicit: a host says what it uses")
                .check(Ours.CLASSES);
    }

    @Test
    void noBytesFromOutsideChooseTheCodeThatRuns() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .areAssignableTo(ObjectInputStream.class)
                .orShould()
                .dependOnClassesThat()
                .resideInAnyPackage("javax.script..")
                .orShould()
                .dependOnClassesThat()
                .haveFullyQualifiedName("com.fasterxml.jackson.annotation.JsonTypeInfo")
                .orShould()
                .dependOnClassesThat()
                .resideInAPackage("com.fasterxml.jackson.databind.jsontype..")
                .check(Ours.CLASSES);
    }

    @Test
    void everyPackageSaysThatNothingIsNullUnlessItSaysSo() {
        List<String> unmarked = Ours.CLASSES.stream()
                .map(JavaClass::getPackage)
                .distinct()
                .filter(each -> !each.isAnnotatedWith(NullMarked.class))
                .map(JavaPackage::getName)
                .sorted()
                .toList();
        assertEquals(List.of(), unmarked);
    }
}
