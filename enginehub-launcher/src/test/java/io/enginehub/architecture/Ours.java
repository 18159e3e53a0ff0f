package io.enginehub.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.Location;

/** All classes of EngineHub but tests, read once. */
final class Ours {
    static final JavaClasses CLASSES =
            new ClassFileImporter().withImportOption(Ours::isNoTest).importPackages("io.enginehub");

    /** The core with the package that users see; what the core may not do is kept out of both. */
    static final DescribedPredicate<JavaClass> CORE =
            resideInAnyPackage("io.enginehub", "io.enginehub.core..").as("the core");

    /** The one place of the core that touches the outside world. */
    static final DescribedPredicate<JavaClass> CORE_OUTSIDE_RUNTIME =
            CORE.and(resideOutsideOfPackage("io.enginehub.core.runtime..")).as("the core outside its runtime package");

    private Ours() {}

    // why not ArchUnit's own option: it knows target/test-classes only, and quick builds have another folder
    private static boolean isNoTest(Location location) {
        return !location.contains("/test-classes/")
                && !location.contains("-tests.jar")
                && !location.contains("/enginehub-test-consul/");
    }

    /** Classes of EngineHub that are in none of these packages. */
    static DescribedPredicate<JavaClass> otherThan(String... packages) {
        return resideInAPackage("io.enginehub..")
                .and(DescribedPredicate.not(resideInAnyPackage(packages)))
                .as("anything of EngineHub but " + String.join(", ", packages));
    }
}
