package io.enginehub.launcher;

import io.enginehub.api.Algorithm;
import java.io.IOException;
import java.io.InputStream;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.stream.Stream;

/**
 * One place that algorithms come from: a jar, a folder of jars and classes, or the launcher's own class path. Each place
 * has a class loader of its own, so that two of them may bring different versions of the same library.
 */
final class AlgorithmSource {
    private static final String SERVICE = "META-INF/services/" + Algorithm.class.getName();

    private AlgorithmSource() {}

    /** What stands on the launcher's own class path. */
    static List<FoundAlgorithm> classPath() {
        ClassLoader loader = AlgorithmSource.class.getClassLoader();
        return load("the class path", loader);
    }

    /**
     * What a jar or folder holds. Its class loader stays open: the classes are in use until the JVM ends.
     *
     * @throws BadInputException when it does not exist, names no algorithm, or names one that cannot be made
     */
    static List<FoundAlgorithm> open(Path place) {
        List<URL> urls = urls(place);
        ClassLoader loader =
                new URLClassLoader("algorithms", urls.toArray(URL[]::new), AlgorithmSource.class.getClassLoader());
        List<FoundAlgorithm> found = load(place.toString(), loader);
        if (found.isEmpty()) {
            throw new BadInputException(place + ": it names no algorithm; the class names belong, one a line, into "
                    + SERVICE + (Files.isDirectory(place) ? " of the folder or of a jar in it" : ""));
        }
        return found;
    }

    private static List<URL> urls(Path place) {
        if (!Files.exists(place)) {
            throw new BadInputException(place + ": there is no such jar or folder of algorithms");
        }
        List<URL> urls = new ArrayList<>();
        urls.add(url(place));
        if (Files.isDirectory(place)) {
            try (Stream<Path> files = Files.list(place)) {
                files.filter(file -> file.toString().endsWith(".jar")).sorted().forEach(jar -> urls.add(url(jar)));
            } catch (IOException e) {
                throw FileFaults.of(place, e);
            }
        }
        return urls;
    }

    private static URL url(Path file) {
        try {
            return file.toUri().toURL();
        } catch (MalformedURLException e) {
            throw new IllegalStateException(file + " has no URL", e);
        }
    }

    private static List<FoundAlgorithm> load(String place, ClassLoader loader) {
        List<FoundAlgorithm> found = new ArrayList<>();
        try {
            for (Algorithm algorithm : ServiceLoader.load(Algorithm.class, loader)) {
                // why: a loader also gives what its parents have, which the class path has given already
                if (algorithm.getClass().getClassLoader() == loader) {
                    found.add(found(algorithm, origin(algorithm, place)));
                }
            }
        } catch (ServiceConfigurationError | LinkageError e) {
            throw new BadInputException(
                    culprit(loader, e, place) + ": an algorithm that it names cannot be loaded: " + reason(e), e);
        }
        return found;
    }

    @SuppressWarnings("NullAway") // why: a stranger's class may give null although it must not
    private static FoundAlgorithm found(Algorithm algorithm, String origin) {
        String name;
        try {
            name = algorithm.name();
        } catch (RuntimeException e) {
            throw new BadInputException(
                    origin + ": " + algorithm.getClass().getName() + " cannot tell its name: " + e, e);
        }
        if (name == null || !name.matches("[A-Za-z0-9_.-]{1,100}")) {
            throw new BadInputException(origin + ": " + algorithm.getClass().getName() + " has the name '" + name
                    + "'; a name is 1 to 100 of A-Z a-z 0-9 _ . -");
        }
        return new FoundAlgorithm(name, algorithm, origin);
    }

    private static String origin(Algorithm algorithm, String place) {
        var source = algorithm.getClass().getProtectionDomain().getCodeSource();
        return source == null || source.getLocation() == null ? place : fileName(source.getLocation());
    }

    /** The jar whose list of services holds a name that the error tells; the whole place where none does. */
    private static String culprit(ClassLoader loader, Throwable error, String place) {
        String told = error + " " + error.getCause();
        try {
            for (URL list : Collections.list(loader.getResources(SERVICE))) {
                try (InputStream in = list.openStream()) {
                    String names = new String(in.readAllBytes(), StandardCharsets.UTF_8);
                    boolean named = told.contains(list.toString())
                            || names.lines()
                                    .map(String::strip)
                                    .anyMatch(name -> !name.isEmpty() && told.contains(name));
                    if (named) {
                        return fileName(list);
                    }
                }
            }
        } catch (IOException e) {
            error.addSuppressed(e);
        }
        return place;
    }

    private static String reason(Throwable error) {
        Throwable cause = error.getCause() == null ? error : error.getCause();
        String text =
                error instanceof ServiceConfigurationError ? String.valueOf(error.getMessage()) : error.toString();
        return text.replace(Algorithm.class.getName() + ": ", "") + (cause == error ? "" : " (" + cause + ")");
    }

    private static String fileName(URL url) {
        String text = url.toString().replace("!/" + SERVICE, "").replace("/" + SERVICE, "");
        return text.substring(text.lastIndexOf('/', text.length() - 2) + 1).replaceAll("/$", "");
    }
}
